import { useTranslation } from 'react-i18next';
import type { CostEntry } from '../../server/signals/schema/views.ts';
import type { Jsonified } from '../ui/api.ts';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';

/** Every entry of the period: over which months it is spread, and on whom it was spent. */
export function CostTable({ entries }: { entries: Jsonified<CostEntry>[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <SimpleTable
      label={t('costs:entries')}
      rows={entries}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', label: t('costs:name'), isTitle: true, cell: ({ name }) => name },
        { id: 'kind', label: t('costs:kindLabel'), cell: ({ kind }) => t(`costs:kind.${kind}Minor`) },
        {
          id: 'months',
          label: t('costs:spread'),
          cell: ({ firstMonth, months }) =>
            t('costs:fromMonth', { month: format.month(firstMonth), count: months }),
        },
        {
          id: 'accounts',
          label: t('costs:spentOn'),
          cell: ({ accountIds }) =>
            accountIds ? t('costs:someAccounts', { count: accountIds.length }) : t('costs:allAccounts'),
        },
        {
          id: 'amount',
          label: t('costs:amount'),
          align: 'right',
          cell: ({ amountMinor, currency }) => <Money amountMinor={amountMinor} currency={currency} />,
        },
      ]}
    />
  );
}
