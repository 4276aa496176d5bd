import { useTranslation } from 'react-i18next';
import { DateTime } from '../../ui/date-time.tsx';
import { Money } from '../../ui/money.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import type { RecoveryFacts } from './queries.ts';

/** What stood on the balance that is asked back. */
export function EntryTable({ entries, currency }: Pick<RecoveryFacts, 'entries' | 'currency'>) {
  const { t } = useTranslation();
  return (
    <SimpleTable
      label={t('recoveries:entries')}
      rows={entries}
      rowKey={({ entryId }) => entryId}
      columns={[
        { id: 'what', label: t('payouts:statement.what'), isTitle: true, cell: ({ text }) => text },
        { id: 'date', label: t('payouts:statement.date'), cell: ({ at }) => <DateTime at={at} /> },
        {
          id: 'amount',
          label: t('payouts:statement.amount'),
          align: 'right',
          cell: ({ amountMinor }) => <Money amountMinor={amountMinor} currency={currency} />,
        },
      ]}
    />
  );
}
