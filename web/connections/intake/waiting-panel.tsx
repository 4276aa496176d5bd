import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConversionDecision } from '../../../server/connections/intake/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Money } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { type WaitingView, waitingQuery } from './queries.ts';

/** What pages told, which anybody can call: it counts when a person has approved it. Not there while nothing waits. */
export function WaitingPanel() {
  const { t } = useTranslation();
  const waiting = useQuery(waitingQuery).data?.data ?? [];
  if (waiting.length === 0) return null;
  return (
    <Panel title={t('connections:waiting.title')} detail={t('connections:waiting.detail')} isFlush>
      <SimpleTable
        label={t('connections:waiting.title')}
        rows={waiting}
        rowKey={({ conversionKey }) => conversionKey}
        columns={[
          {
            id: 'order',
            label: t('connections:calls.meaning.orderId'),
            isTitle: true,
            cell: ({ orderId }) => orderId,
          },
          {
            id: 'amount',
            label: t('connections:calls.meaning.amount'),
            align: 'right',
            cell: ({ amountMinor, currency }) =>
              currency && <Money amountMinor={amountMinor} currency={currency} />,
          },
          {
            id: 'coupon',
            label: t('connections:calls.meaning.couponCode'),
            cell: ({ couponCode }) => couponCode,
          },
          {
            id: 'customer',
            label: t('connections:calls.meaning.customerId'),
            cell: ({ customer }) => customer,
          },
          {
            id: 'at',
            label: t('connections:calls.at'),
            align: 'right',
            cell: ({ toldAt }) => <DateTime at={toldAt} form="ago" />,
          },
          {
            id: 'acts',
            label: t('connections:waiting.decide'),
            isLabelHidden: true,
            align: 'right',
            cell: (conversion) => <Decision conversion={conversion} />,
          },
        ]}
      />
    </Panel>
  );
}

function Decision({ conversion: { conversionKey, orderId } }: { conversion: WaitingView }) {
  const { t } = useTranslation();
  const decide = useMutation({
    mutationFn: (decision: ConversionDecision['decision']) =>
      api.post('/waiting-conversions/decision', { conversionKey, decision }),
    onSuccess: async () => {
      tellDone(t('connections:waiting.decided'));
      await queryClient.invalidateQueries();
    },
    onError: tellFailed,
  });
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      {(['approved', 'rejected'] as const).map((decision) => (
        <Button
          key={decision}
          variant={decision === 'approved' ? 'default' : 'subtle'}
          size="compact-sm"
          loading={decide.isPending}
          aria-label={t(`connections:waiting.${decision}Order`, { order: orderId })}
          onClick={() => decide.mutate(decision)}
        >
          {t(`connections:waiting.${decision}`)}
        </Button>
      ))}
    </Group>
  );
}
