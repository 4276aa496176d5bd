import { Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../../ui/date-time.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Loaded } from '../../ui/states.tsx';
import { CameIn } from './came-in.tsx';
import { FileCard } from './file-card.tsx';
import { importObjectsQuery, importQuery, type Run } from './queries.ts';
import { RowResults } from './row-results.tsx';
import { RunActions } from './run-actions.tsx';
import { StateBadge } from './state-badge.tsx';
import { Verdict } from './verdict.tsx';

const END_STATES = new Set(['done', 'failed', 'canceled']);
const route = getRouteApi('/shell/imports/$importId');

/** One import: what the files hold, what would happen, what happened. */
export function ImportPage() {
  const { importId } = route.useParams();
  const run = useQuery(importQuery(importId));
  return <Loaded query={run}>{(data) => <ImportView run={data} />}</Loaded>;
}

function ImportView({ run }: { run: Run }) {
  const { t } = useTranslation();
  const objects = useQuery(importObjectsQuery).data?.data ?? [];
  const [first] = run.files;
  const hasRows = END_STATES.has(run.state) && run.files.some(({ tellsRows }) => tellsRows);
  const questionCount = run.files.reduce((sum, { questions }) => sum + questions.length, 0);
  return (
    <>
      <PageHeader
        title={
          run.files.length === 1 && first
            ? first.name
            : t('importing:filesTitle', { count: run.files.length })
        }
        above={[{ label: t('importing:title'), to: '/imports' }]}
        detail={
          <Group gap="xs">
            <StateBadge state={run.state} questionCount={questionCount} />
            <span>
              {run.createdByName} · <DateTime at={run.createdAt} form="dateTime" />
            </span>
          </Group>
        }
        actions={<RunActions run={run} questionCount={questionCount} />}
      />
      <Stack>
        {run.state === 'done' && <CameIn run={run} />}
        {run.state === 'draft' && run.dryRun && <Verdict run={run} />}
        {run.files.map((file) => (
          <FileCard
            key={file.id}
            run={run}
            file={file}
            objects={objects}
            forecast={run.dryRun?.files.find(({ fileId }) => fileId === file.id) ?? null}
          />
        ))}
        {hasRows && <RowResults runId={run.id} />}
      </Stack>
    </>
  );
}
