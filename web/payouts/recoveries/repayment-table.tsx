import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/session.ts';
import { DateTime } from '../../ui/date-time.tsx';
import { Money } from '../../ui/money.tsx';
import { SimpleTable } from '../../ui/simple-table.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { type RecoveryFacts, undoRepayment } from './queries.ts';

type Row = RecoveryFacts['repayments'][number];

/** What came in; what was recorded by mistake is taken back and stays to be seen. */
export function RepaymentTable({ recovery }: { recovery: RecoveryFacts }) {
  const { t } = useTranslation();
  const mayUndo = useCan()('payouts.create') && ['open', 'repaid'].includes(recovery.state);
  const undo = useMutation({
    mutationFn: (id: string) => undoRepayment(recovery.id, id),
    onSuccess: () => tellDone(t('recoveries:withdrawnDone')),
    onError: tellFailed,
  });
  if (recovery.repayments.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('recoveries:noRepayments')}
      </Text>
    );
  const stateOf = ({ id, withdrawnByName }: Row) => {
    if (withdrawnByName) return t('recoveries:withdrawn', { name: withdrawnByName });
    return (
      mayUndo && (
        <Button size="compact-xs" variant="subtle" loading={undo.isPending} onClick={() => undo.mutate(id)}>
          {t('recoveries:withdraw')}
        </Button>
      )
    );
  };
  return (
    <SimpleTable
      label={t('recoveries:repayments')}
      rows={recovery.repayments}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'reference',
          label: t('recoveries:reference'),
          isTitle: true,
          cell: ({ reference }) => reference,
        },
        {
          id: 'received',
          label: t('recoveries:receivedOn'),
          cell: ({ receivedOn }) => <DateTime at={receivedOn} />,
        },
        {
          id: 'amount',
          label: t('recoveries:amount'),
          align: 'right',
          cell: ({ amountMinor }) => <Money amountMinor={amountMinor} currency={recovery.currency} />,
        },
        { id: 'by', label: t('recoveries:column.by'), cell: ({ recordedByName }) => recordedByName },
        { id: 'state', label: t('recoveries:withdraw'), isLabelHidden: true, cell: stateOf },
      ]}
    />
  );
}
