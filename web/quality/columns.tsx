import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { Column } from '../ui/data-table.tsx';
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
    count('clicks', (row) => row.clicks),
    count('leads', (row) => row.leads),
    count('customers', (row) => row.customers),
    {
      id: 'retention',
      label: t('quality:column.retention12'),
      align: 'right',
      sortBy: 'retention12',
      cell: ({ retention12 }) => <Share share={retention12} fractionDigits={0} />,
    },
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
    {
      id: 'return',
      label: t('quality:column.return'),
      align: 'right',
      sortBy: 'returnRatio',
      cell: ({ returnRatio }) => <Ratio value={returnRatio} />,
    },
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
