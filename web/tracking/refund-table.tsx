import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateTime } from '../ui/date-time.tsx';
import { Money } from '../ui/money.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import type { SaleView } from './queries.ts';

/** What was taken back of one sale. */
export function RefundTable({ refunds, currency }: Pick<SaleView, 'refunds' | 'currency'>) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={3} mb="xs">
        {t('tracking:refund.title')}
      </Title>
      {refunds.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('tracking:refund.none')}
        </Text>
      ) : (
        <SimpleTable
          label={t('tracking:refund.title')}
          rows={refunds}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'id',
              label: t('tracking:refund.id'),
              isTitle: true,
              cell: ({ externalId }) => externalId,
            },
            {
              id: 'status',
              label: t('tracking:column.status'),
              cell: ({ status, amountMinor }) =>
                t(amountMinor < 0 ? 'tracking:refund.restored' : `tracking:refund.status.${status}`),
            },
            {
              id: 'amount',
              label: t('tracking:column.amount'),
              align: 'right',
              cell: ({ amountMinor }) => <Money amountMinor={amountMinor} currency={currency} />,
            },
            {
              id: 'at',
              label: t('tracking:column.at'),
              align: 'right',
              cell: ({ occurredAt }) => <DateTime at={occurredAt} />,
            },
          ]}
        />
      )}
    </section>
  );
}
