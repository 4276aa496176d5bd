import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Payout } from '../../server/payouts/schema.ts';
import type { Jsonified } from '../ui/api.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Money } from '../ui/money.tsx';
import { EmptyState } from '../ui/states.tsx';
import { PayoutState } from './payout-state.tsx';
import { usePayouts } from './queries.ts';

/** The batches, newest first. */
export function PayoutTable({ state }: { state: string | undefined }) {
  const { t } = useTranslation();
  const columns: Column<Jsonified<Payout>>[] = [
    {
      id: 'created',
      label: t('payouts:column.created'),
      isTitle: true,
      cell: ({ id, createdAt }) => (
        <Anchor
          inherit
          renderRoot={(props) => <Link to="/payouts/$payoutId" params={{ payoutId: id }} {...props} />}
        >
          <DateTime at={createdAt} />
        </Anchor>
      ),
    },
    {
      id: 'amount',
      label: t('payouts:column.amount'),
      align: 'right',
      cell: ({ amountMinor, currency }) => <Money amountMinor={amountMinor} currency={currency} />,
    },
    { id: 'lines', label: t('payouts:column.lines'), align: 'right', cell: ({ lineCount }) => lineCount },
    { id: 'state', label: t('payouts:column.state'), cell: (payout) => <PayoutState state={payout.state} /> },
    { id: 'creator', label: t('payouts:column.createdBy'), cell: ({ createdByName }) => createdByName },
    {
      id: 'approver',
      label: t('payouts:column.approvedBy'),
      cell: ({ approvedByName }) => approvedByName ?? '–',
    },
    { id: 'paid', label: t('payouts:column.paid'), cell: ({ paidAt }) => <DateTime at={paidAt} /> },
  ];
  return (
    <DataTable
      label={t('payouts:batches')}
      columns={columns}
      pages={usePayouts({ state })}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('payouts:none')} detail={t('payouts:noneDetail')} />}
    />
  );
}
