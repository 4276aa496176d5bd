import { Drawer, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AffiliateLink } from '../affiliates/affiliate-link.tsx';
import type { Query } from '../ui/api.ts';
import type { Column } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Money } from '../ui/money.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { type EventRow, useEvents } from './queries.ts';

const KINDS = ['clicks', 'leads', 'sales'] as const;

export interface OpenedEvents {
  /** Of the line that they belong to. */
  name: string;
  query: Query;
}

/** The single clicks, leads and sales behind a line of a report. */
export function EventsDrawer({ opened, onClose }: { opened: OpenedEvents | null; onClose(): void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<string>('clicks');
  const events = useEvents(opened && { ...opened.query, kind });
  const columns = useColumns(kind);
  return (
    <Drawer
      opened={opened !== null}
      onClose={onClose}
      position="right"
      size="xl"
      title={t('strategy:events.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack>
        <Text size="sm">{opened?.name}</Text>
        <SegmentedControl
          aria-label={t('strategy:events.title')}
          data={KINDS.map((value) => ({ value, label: t(`strategy:events.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        <Loaded query={events}>
          {({ data }) =>
            data.length === 0 ? (
              <EmptyState title={t('strategy:events.none')} />
            ) : (
              <>
                <Text size="xs" c="dimmed">
                  {t('strategy:events.detail')}
                </Text>
                <SimpleTable
                  label={t(`strategy:events.${kind}`)}
                  rows={data}
                  rowKey={({ id }) => id}
                  columns={columns}
                />
              </>
            )
          }
        </Loaded>
      </Stack>
    </Drawer>
  );
}

function useColumns(kind: string): Column<EventRow>[] {
  const { t } = useTranslation();
  const amounts: Column<EventRow>[] = [
    {
      id: 'amount',
      label: t('strategy:events.amount'),
      align: 'right',
      cell: ({ amountMinor, currency }) => <Money amountMinor={amountMinor} currency={currency} />,
    },
    {
      id: 'refunded',
      label: t('strategy:events.refunded'),
      align: 'right',
      cell: ({ refundedMinor, currency }) => <Money amountMinor={refundedMinor} currency={currency} />,
    },
  ];
  const counts: Column<EventRow> = {
    id: 'counts',
    label: t('strategy:events.counts'),
    cell: ({ verdict }) => verdict && t(`strategy:verdict.${verdict}`),
  };
  return [
    {
      id: 'at',
      label: t('strategy:events.at'),
      isTitle: true,
      cell: ({ at }) => <DateTime at={at} form="dateTime" />,
    },
    {
      id: 'affiliate',
      label: t('strategy:dimension.affiliate'),
      cell: ({ affiliateId, affiliate }) => <AffiliateLink id={affiliateId} name={affiliate} />,
    },
    {
      id: 'visit',
      label: t('strategy:events.visit'),
      isProse: true,
      cell: ({ link, country, device, referrer }) => [link, country, device, referrer].join(' · '),
    },
    ...(kind === 'sales' ? amounts : []),
    ...(kind === 'clicks' ? [counts] : []),
  ];
}
