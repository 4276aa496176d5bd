import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Column } from '../ui/data-table.tsx';
import { useFormat } from '../ui/format.ts';
import { Money } from '../ui/money.tsx';
import { Count, Share } from '../ui/numbers.tsx';
import type { QualityRow } from './queries.ts';
import { Ratio } from './ratio.tsx';

export function qualityColumns(t: TFunction, currency: string | undefined): Column<QualityRow>[] {
  const money = (amountMinor: number | null) => <Money amountMinor={amountMinor} currency={currency} />;
  return [
    {
      id: 'name',
      label: t('quality:column.affiliate'),
      isTitle: true,
      sortBy: 'name',
      cell: ({ affiliateId, name, verdict }) => (
        <>
          <Anchor
            inherit
            c="var(--mantine-color-text)"
            renderRoot={(props) => <Link to="/quality/$affiliateId" params={{ affiliateId }} {...props} />}
          >
            {name}
          </Anchor>
          <Text size="xs" c="dimmed" fw={400}>
            {verdict.text}
          </Text>
        </>
      ),
    },
    {
      id: 'return',
      label: t('quality:column.return'),
      term: 'return',
      align: 'right',
      sortBy: 'returnRatio',
      cell: ({ returnRatio, returnInterval }) => <Ratio value={returnRatio} interval={returnInterval} />,
    },
    {
      id: 'value',
      label: t('quality:column.valuePerCustomer'),
      term: 'customerValue',
      align: 'right',
      sortBy: 'valuePerCustomerMinor',
      cell: ({ valuePerCustomerMinor }) => money(valuePerCustomerMinor),
    },
    {
      id: 'cost',
      label: t('quality:column.commissionPerCustomer'),
      align: 'right',
      sortBy: 'commissionPerCustomerMinor',
      cell: ({ commissionPerCustomerMinor }) => money(commissionPerCustomerMinor),
    },
    {
      id: 'retention',
      label: t('quality:column.retention12'),
      term: 'retention12',
      align: 'right',
      sortBy: 'retention12',
      cell: ({ retention12, retentionSeen }) => <Retention expected={retention12} seen={retentionSeen} />,
    },
    count('customers', (row) => row.customers),
    {
      id: 'churn',
      label: t('quality:column.monthlyChurn'),
      align: 'right',
      sortBy: 'monthlyChurn',
      cell: ({ monthlyChurn }) => <Share share={monthlyChurn} fractionDigits={1} />,
    },
    {
      id: 'ltv',
      label: t('quality:column.ltv'),
      align: 'right',
      sortBy: 'ltvAverageMinor',
      cell: ({ ltvAverageMinor }) => money(ltvAverageMinor),
    },
    {
      id: 'revenue',
      label: t('quality:column.revenue'),
      align: 'right',
      sortBy: 'revenueMinor',
      cell: ({ revenueMinor }) => money(revenueMinor),
    },
    {
      id: 'commission',
      label: t('quality:column.commission'),
      align: 'right',
      sortBy: 'commissionMinor',
      cell: ({ commissionMinor }) => money(commissionMinor),
    },
    count('clicks', (row) => row.clicks),
    count('leads', (row) => row.leads),
  ];

  function count(
    name: 'clicks' | 'leads' | 'customers',
    read: (row: QualityRow) => number,
  ): Column<QualityRow> {
    return {
      id: name,
      label: t(`quality:column.${name}`),
      align: 'right',
      sortBy: name,
      cell: (row) => <Count value={read(row)} />,
    };
  }
}

/** What is expected, and under it what was seen and for how long. */
function Retention({ expected, seen }: { expected: number | null; seen: QualityRow['retentionSeen'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      <Share share={expected} fractionDigits={0} />
      {seen && (
        <Text size="xs" c="dimmed">
          {t('quality:seen', { share: format.percent(seen.share, 0), months: seen.months })}
        </Text>
      )}
    </div>
  );
}
