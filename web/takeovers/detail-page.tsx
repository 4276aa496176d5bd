import { Alert, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { importQuery, type Run } from '../customers/imports/queries.ts';
import { RunActions } from '../customers/imports/run-actions.tsx';
import { countQuestions, RunFiles } from '../customers/imports/run-files.tsx';
import { StateBadge } from '../customers/imports/state-badge.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Loaded } from '../ui/states.tsx';
import { CommissionSums } from './commission-sums.tsx';
import { type TakeoverRow, takeoverQuery } from './queries.ts';
import { UndoButton } from './undo-button.tsx';

const route = getRouteApi('/shell/takeovers/$takeoverId');

/** One take-over: what the files hold, what would be made, what was made, and how to take it back. */
export function TakeoverPage() {
  const { takeoverId } = route.useParams();
  const takeover = useQuery(takeoverQuery(takeoverId));
  return <Loaded query={takeover}>{(data) => <WithRun takeover={data} />}</Loaded>;
}

function WithRun({ takeover }: { takeover: TakeoverRow }) {
  const run = useQuery(importQuery(takeover.importId));
  return <Loaded query={run}>{(data) => <TakeoverView takeover={takeover} run={data} />}</Loaded>;
}

function TakeoverView({ takeover, run }: { takeover: TakeoverRow; run: Run }) {
  const { t } = useTranslation();
  const questionCount = countQuestions(run);
  return (
    <>
      <PageHeader
        title={t('takeovers:from', { platform: takeover.platformName })}
        above={[{ label: t('takeovers:title'), to: '/takeovers' }]}
        detail={
          <Group gap="xs">
            <StateBadge state={run.state} questionCount={questionCount} />
            <span>
              {takeover.createdByName} · <DateTime at={takeover.createdAt} form="dateTime" />
            </span>
          </Group>
        }
        actions={
          takeover.undoneAt ? null : (
            <Group gap="xs">
              <RunActions run={run} questionCount={questionCount} />
              {run.startedAt !== null && <UndoButton takeoverId={takeover.id} />}
            </Group>
          )
        }
      />
      <Stack>
        {takeover.undoneAt && (
          <Alert color="gray">{t('takeovers:undoneBy', { name: takeover.undoneByName })}</Alert>
        )}
        {run.state === 'draft' && <CommissionSums run={run} />}
        <RunFiles run={run} />
      </Stack>
    </>
  );
}
