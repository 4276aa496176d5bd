import { Anchor, Badge } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Run } from '../../server/journeys/schema.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { usePages } from '../ui/pages.ts';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { RunState } from './marks.tsx';
import type { RunRow } from './queries.ts';

const STATES = ['running', 'succeeded', 'exited', 'expired', 'stopped'] as const;

interface RunsPanelProps {
  playbookId: string;
  filters: { state?: string; isHeldOut?: string };
  onChange(changed: Record<string, string | undefined>): void;
}

/** Who goes through the playbook, and who did, the newest first. */
export function RunsPanel({ playbookId, filters, onChange }: RunsPanelProps) {
  const { t } = useTranslation();
  const query = { ...filters, playbookId };
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <Panel isFlush title={t('playbooks:runs.title')}>
      <FilterBar
        values={filters}
        onChange={onChange}
        filters={[
          {
            ...{ kind: 'choice', name: 'state', label: t('playbooks:column.state') },
            options: STATES.map((value) => ({ value, label: t(`playbooks:run.state.${value}`) })),
          },
          {
            ...{ kind: 'choice', name: 'isHeldOut', label: t('playbooks:runs.group') },
            options: [
              { value: 'false', label: t('playbooks:runs.treated') },
              { value: 'true', label: t('playbooks:runs.watched') },
            ],
          },
        ]}
      >
        <ExportMenu list="playbook-runs" query={query} />
      </FilterBar>
      <DataTable
        label={t('playbooks:runs.title')}
        pages={usePages<Run>('/playbook-runs', query)}
        rowKey={({ id }) => id}
        columns={useColumns()}
        empty={
          <EmptyState
            title={t(isFiltered ? 'table.nothingMatches' : 'playbooks:runs.none')}
            detail={t(isFiltered ? 'table.nothingMatchesDetail' : 'playbooks:runs.noneDetail')}
          />
        }
      />
    </Panel>
  );
}

function useColumns(): Column<RunRow>[] {
  const { t } = useTranslation();
  const label = (column: string) => t(`playbooks:column.${column}`);
  return [
    { id: 'account', label: label('account'), isTitle: true, cell: (run) => <RunLink run={run} /> },
    { id: 'state', label: label('state'), cell: (run) => <RunMarks run={run} /> },
    {
      ...{ id: 'steps', label: label('steps'), align: 'right' },
      cell: ({ endedStepCount, stepCount }) => `${endedStepCount} / ${stepCount}`,
    },
    {
      ...{ id: 'started', label: label('started'), align: 'right' },
      cell: ({ startedAt }) => <DateTime at={startedAt} />,
    },
    {
      ...{ id: 'endedAt', label: label('endedAt'), align: 'right' },
      cell: ({ endedAt }) => <DateTime at={endedAt} />,
    },
  ];
}

function RunLink({ run: { id, accountName } }: { run: RunRow }) {
  return (
    <Anchor
      fz="sm"
      fw={600}
      renderRoot={(props) => <Link to="/playbooks/runs/$runId" params={{ runId: id }} {...props} />}
    >
      {accountName}
    </Anchor>
  );
}

function RunMarks({ run: { state, isHeldOut } }: { run: RunRow }) {
  const { t } = useTranslation();
  return (
    <>
      <RunState state={state} />{' '}
      {isHeldOut && (
        <Badge color="violet" variant="light" tt="none" component="span">
          {t('playbooks:runs.watched')}
        </Badge>
      )}
    </>
  );
}
