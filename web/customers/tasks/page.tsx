import { Button, Group, Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../server/customers/tasks/schema.ts';
import { useCan } from '../../shell/session.ts';
import { BulkBar } from '../../ui/bulk-bar.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { type Filter, FilterBar } from '../../ui/filter-bar.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { sortQuery } from '../../ui/search-params.ts';
import { EmptyState } from '../../ui/states.tsx';
import { useOwnerOptions } from '../queries.ts';
import { useTaskColumns } from './columns.tsx';
import { useChangeTasks } from './queries.ts';
import { QuickAdd } from './quick-add.tsx';
import { TaskDrawer } from './task-drawer.tsx';

const route = getRouteApi('/shell/tasks');
const STATES = ['open', 'done', 'canceled'];

/** Every task of the company: whose, about what, and which are late or wait for others. */
export function TasksPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { task, sort = 'dueOn', show, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: Record<string, string | undefined>) =>
    navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const query = { state: 'open', ...filters, ...(show ? { [show]: true } : {}) };
  const isFiltered = show !== undefined || Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader title={t('tasks:title')} detail={t('tasks:detail')} />
      <Panel isFlush>
        {can('tasks.write') && (
          <Group p="sm" pb={0} grow>
            <QuickAdd />
          </Group>
        )}
        <FilterBar filters={useFilters()} values={{ ...filters, show }} onChange={change}>
          <ExportMenu list="tasks" query={query} />
        </FilterBar>
        <DataTable
          label={t('tasks:title')}
          columns={useTaskColumns((id) => change({ task: id }))}
          pages={usePages<Task>('/tasks', { ...query, ...sortQuery(sort) })}
          rowKey={({ id }) => id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          selection={can('tasks.write') ? { ids: selected, onChange: select } : undefined}
          empty={
            <EmptyState
              title={t(isFiltered ? 'table.nothingMatches' : 'tasks:none')}
              detail={t(isFiltered ? 'table.nothingMatchesDetail' : 'tasks:noneDetail')}
            />
          }
        />
      </Panel>
      <BulkBar count={selected.size} onClear={() => select(new Set())}>
        <BulkActions ids={[...selected]} onDone={() => select(new Set())} />
      </BulkBar>
      <TaskDrawer taskId={task} onClose={() => change({ task: undefined })} />
    </>
  );
}

function useFilters(): Filter[] {
  const { t } = useTranslation();
  const choice = (name: string, values: string[], say: (value: string) => string): Filter => ({
    ...{ kind: 'choice', name, label: t(`tasks:filter.${name}`) },
    options: values.map((value) => ({ value, label: say(value) })),
  });
  return [
    { kind: 'text', name: 'q', label: t('tasks:filter.q') },
    choice('state', STATES, (value) => t(`tasks:state.${value}`)),
    choice('show', ['isOverdue', 'isBlocked', 'isMine', 'isForMyRole'], (value) => t(`tasks:show.${value}`)),
    { kind: 'choice', name: 'assigneeId', label: t('tasks:filter.assigneeId'), options: useOwnerOptions() },
    choice('priority', ['high', 'normal', 'low'], (value) => t(`tasks:priority.${value}`)),
  ];
}

function BulkActions({ ids, onDone }: { ids: string[]; onDone(): void }) {
  const { t } = useTranslation();
  const members = useOwnerOptions();
  const change = useChangeTasks(onDone);
  return (
    <Group gap="xs">
      <Button loading={change.isPending} onClick={() => change.mutate({ field: 'isDone', ids, value: true })}>
        {t('tasks:act.complete')}
      </Button>
      <Select
        aria-label={t('tasks:act.assign')}
        placeholder={t('tasks:act.assign')}
        data={[{ value: '', label: t('tasks:nobody') }, ...members]}
        value={null}
        searchable
        w={170}
        onChange={(value) => change.mutate({ field: 'assigneeId', ids, value: value || null })}
      />
      <DayField
        aria-label={t('tasks:act.move')}
        placeholder={t('tasks:act.move')}
        value={null}
        w={150}
        onChange={(value) => value && change.mutate({ field: 'dueOn', ids, value })}
      />
      <Button
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate({ field: 'isDeleted', ids, value: true })}
      >
        {t('action.delete')}
      </Button>
    </Group>
  );
}
