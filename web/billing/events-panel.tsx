import { Badge, Button, Code, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BillingEvent } from '../../server/signals/schema/billing.ts';
import { queryClient } from '../shell/query-client.ts';
import { useCan } from '../shell/session.ts';
import { api } from '../ui/api.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { FilterBar } from '../ui/filter-bar.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { tellDone, tellFailed } from '../ui/toast.tsx';
import { type EventRow, useBillingEvents } from './queries.ts';

const route = getRouteApi('/shell/settings/billing/$connectionId');

const COLORS: Record<BillingEvent['state'], string> = {
  received: 'blue',
  waiting: 'yellow',
  done: 'teal',
  ignored: 'gray',
  failed: 'red',
};

/** What came in and what became of it. */
export function EventsPanel({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Panel title={t('billing:events')} isFlush>
      <FilterBar
        filters={[
          {
            kind: 'choice',
            name: 'state',
            label: t('billing:state.label'),
            options: Object.keys(COLORS).map((value) => ({ value, label: t(`billing:state.${value}`) })),
          },
        ]}
        values={search}
        onChange={(changed) => navigate({ search: (before) => ({ ...before, ...changed }), replace: true })}
      />
      <DataTable
        label={t('billing:events')}
        columns={useColumns()}
        pages={useBillingEvents(connectionId, search)}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('billing:noEvents')} detail={t('billing:noEventsDetail')} />}
      />
    </Panel>
  );
}

function useColumns(): Column<EventRow>[] {
  const { t } = useTranslation();
  return [
    { id: 'type', label: t('billing:type'), isTitle: true, cell: ({ type }) => <Code>{type}</Code> },
    {
      id: 'state',
      label: t('billing:state.label'),
      cell: ({ state }) => (
        <Badge color={COLORS[state]} variant="light" tt="none">
          {t(`billing:state.${state}`)}
        </Badge>
      ),
    },
    {
      id: 'became',
      label: t('billing:became'),
      isProse: true,
      cell: ({ note, error }) => (
        <Text size="sm" c={error ? 'red' : undefined} style={{ overflowWrap: 'anywhere' }}>
          {error ?? (note && t(`billing:note.${note}`))}
        </Text>
      ),
    },
    {
      id: 'happened',
      label: t('billing:happened'),
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} form="dateTime" />,
    },
    {
      id: 'received',
      label: t('billing:received'),
      align: 'right',
      cell: ({ receivedAt }) => <DateTime at={receivedAt} form="ago" />,
    },
    {
      id: 'replay',
      label: t('billing:replay'),
      isLabelHidden: true,
      align: 'right',
      cell: ({ id }) => <ReplayButton eventId={id} />,
    },
  ];
}

function ReplayButton({ eventId }: { eventId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const replay = useMutation({
    mutationFn: () => api.post<BillingEvent>(`/billing-events/${eventId}/replays`),
    onSuccess: async () => {
      tellDone(t('billing:replayed'));
      await queryClient.invalidateQueries();
    },
    onError: tellFailed,
  });
  if (!can('workspace.write')) return null;
  return (
    <Button variant="subtle" size="compact-sm" loading={replay.isPending} onClick={() => replay.mutate()}>
      {t('billing:replay')}
    </Button>
  );
}
