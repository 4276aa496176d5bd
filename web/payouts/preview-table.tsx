import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AffiliateLink } from '../affiliates/affiliate-link.tsx';
import { useCan } from '../shell/session.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Money } from '../ui/money.tsx';
import { EmptyState } from '../ui/states.tsx';
import { type PreviewRow, usePreview } from './queries.ts';
import { Recipient } from './recipient.tsx';
import { AskButton } from './recoveries/ask-button.tsx';

/** Everybody with a balance, and why some have to wait. */
export function PreviewTable() {
  const { t } = useTranslation();
  const mayAsk = useCan()('payouts.create');
  const columns: Column<PreviewRow>[] = [
    {
      id: 'affiliate',
      label: t('payouts:column.affiliate'),
      isTitle: true,
      cell: ({ affiliateId, affiliateName }) => <AffiliateLink id={affiliateId} name={affiliateName} />,
    },
    {
      id: 'amount',
      label: t('payouts:column.amount'),
      align: 'right',
      cell: ({ amountMinor, currency }) => <Money amountMinor={amountMinor} currency={currency} />,
    },
    {
      id: 'minimum',
      label: t('payouts:column.minimum'),
      align: 'right',
      cell: ({ minimumMinor, minimumOf, currency }) => (
        <>
          <Money amountMinor={minimumMinor} currency={currency} />
          {minimumOf === 'group' && (
            <Text size="xs" c="dimmed">
              {t('payouts:timing.ofGroup')}
            </Text>
          )}
        </>
      ),
    },
    { id: 'recipient', label: t('payouts:column.recipient'), cell: (line) => <Recipient {...line} /> },
    {
      id: 'requested',
      label: t('payouts:column.requested'),
      cell: ({ requestedAt }) => <DateTime at={requestedAt} />,
    },
    {
      id: 'waits',
      label: t('payouts:column.waits'),
      cell: ({ waitsBecause }) => waitsBecause?.text ?? t('payouts:isReady'),
    },
    {
      id: 'ask',
      label: t('recoveries:ask'),
      isLabelHidden: true,
      cell: (line) => line.amountMinor < 0 && mayAsk && <AskButton debt={line} />,
    },
  ];
  return (
    <DataTable
      label={t('payouts:payable')}
      columns={columns}
      pages={usePreview()}
      rowKey={({ affiliateId, currency }) => `${affiliateId} ${currency}`}
      empty={<EmptyState title={t('payouts:ready.none')} />}
    />
  );
}
