import { Badge, Button, Code, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delivery, ReplayAnswer } from '../../../server/connections/deliveries/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DateTime } from '../../ui/date-time.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { usePages } from '../../ui/pages.ts';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { DeliveryDrawer } from './delivery-drawer.tsx';

type DeliveryView = Jsonified<Delivery>;

const COLORS: Record<Delivery['state'], string> = { pending: 'blue', delivered: 'teal', failed: 'red' };

interface DeliveriesProps {
  /** Of the receiver, below `/api/v1`: `/webhooks/whk_…`. */
  path: string;
  /** Where its deliveries are: `/webhook-deliveries`. */
  deliveriesPath: string;
  /** Chosen in the address. */
  state?: string;
  onState(state: string | undefined): void;
  /** Whether it is switched on, so that something can be sent. */
  isOn: boolean;
}

/** What was sent, what was answered, and sending it again. */
export function DeliveriesPanel(props: DeliveriesProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string | null>(null);
  const pages = usePages<Delivery>(`${props.path}/deliveries`, { state: props.state });
  return (
    <Panel title={t('connections:deliveries.title')} actions={<SendButtons {...props} />} isFlush>
      <FilterBar
        filters={[
          {
            kind: 'choice',
            name: 'state',
            label: t('connections:deliveries.state.label'),
            options: Object.keys(COLORS).map((value) => ({
              value,
              label: t(`connections:deliveries.state.${value}`),
            })),
          },
        ]}
        values={{ state: props.state }}
        onChange={({ state }) => props.onState(state as string | undefined)}
      />
      <DataTable
        label={t('connections:deliveries.title')}
        columns={useColumns(setShown)}
        pages={pages}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title={t('connections:deliveries.none')}
            detail={t('connections:deliveries.noneDetail')}
          />
        }
      />
      {shown && (
        <DeliveryDrawer
          path={`${props.deliveriesPath}/${shown}`}
          isOn={props.isOn}
          onClose={() => setShown(null)}
        />
      )}
    </Panel>
  );
}

function useColumns(onShow: (id: string) => void): Column<DeliveryView>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'type',
      label: t('connections:deliveries.event'),
      isTitle: true,
      cell: ({ type }) => <Code>{type}</Code>,
    },
    {
      id: 'state',
      label: t('connections:deliveries.state.label'),
      cell: ({ state }) => (
        <Badge color={COLORS[state]} variant="light" tt="none">
          {t(`connections:deliveries.state.${state}`)}
        </Badge>
      ),
    },
    { id: 'answer', label: t('connections:deliveries.answer'), cell: (row) => <Outcome {...row} /> },
    {
      id: 'attempts',
      label: t('connections:deliveries.attempts'),
      align: 'right',
      cell: ({ attemptCount }) => attemptCount,
    },
    {
      id: 'next',
      label: t('connections:deliveries.next'),
      align: 'right',
      cell: ({ nextAttemptAt }) => <DateTime at={nextAttemptAt} form="dateTime" />,
    },
    {
      id: 'at',
      label: t('connections:deliveries.at'),
      align: 'right',
      cell: ({ createdAt }) => <DateTime at={createdAt} form="ago" />,
    },
    {
      id: 'show',
      label: t('connections:deliveries.show'),
      isLabelHidden: true,
      align: 'right',
      cell: ({ id }) => (
        <Button variant="subtle" size="compact-sm" onClick={() => onShow(id)}>
          {t('connections:deliveries.show')}
        </Button>
      ),
    },
  ];
}

/** The status that came back, or why none did. */
export function Outcome({ lastStatus, lastError }: Pick<DeliveryView, 'lastStatus' | 'lastError'>) {
  const { t } = useTranslation();
  if (lastError) return t(`connections:deliveries.error.${lastError}`);
  return lastStatus === null ? null : String(lastStatus);
}

function SendButtons({ path, isOn }: DeliveriesProps) {
  const { t } = useTranslation();
  const done = async (said: string) => {
    tellDone(said);
    await queryClient.invalidateQueries();
  };
  const test = useMutation({
    mutationFn: () => api.post<Delivery>(`${path}/tests`),
    onSuccess: () => done(t('connections:deliveries.testSent')),
    onError: tellFailed,
  });
  const replay = useMutation({
    mutationFn: () => api.post<ReplayAnswer>(`${path}/replays`, { since: new Date(0).toISOString() }),
    onSuccess: ({ count }) => done(t('connections:deliveries.replayed', { count })),
    onError: tellFailed,
  });
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        disabled={!isOn}
        loading={replay.isPending}
        onClick={() => replay.mutate()}
      >
        {t('connections:deliveries.replayFailed')}
      </Button>
      <Button size="xs" disabled={!isOn} loading={test.isPending} onClick={() => test.mutate()}>
        {t('connections:deliveries.test')}
      </Button>
    </Group>
  );
}
