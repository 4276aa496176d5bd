import { Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../../ui/date-time.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Loaded } from '../../ui/states.tsx';
import { LikelyDuplicates } from './likely-duplicates.tsx';
import { importQuery, type Run } from './queries.ts';
import { RunActions } from './run-actions.tsx';
import { countQuestions, RunFiles } from './run-files.tsx';
import { StateBadge } from './state-badge.tsx';
import { UndoPanel } from './undo-panel.tsx';

const route = getRouteApi('/shell/imports/$importId');

/** One import: what the files hold, what would happen, what happened. */
export function ImportPage() {
  const { importId } = route.useParams();
  const run = useQuery(importQuery(importId));
  return <Loaded query={run}>{(data) => <ImportView run={data} />}</Loaded>;
}

function ImportView({ run }: { run: Run }) {
  const { t } = useTranslation();
  const [first] = run.files;
  const questionCount = countQuestions(run);
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
        <RunFiles run={run} />
        <UndoPanel run={run} />
        {run.state === 'done' && <LikelyDuplicates importId={run.id} finishedAt={run.finishedAt} />}
      </Stack>
    </>
  );
}
