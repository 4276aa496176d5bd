import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Column } from '../ui/data-table.tsx';
import { DateTime } from '../ui/date-time.tsx';
import { Money } from '../ui/money.tsx';
import { SimpleTable } from '../ui/simple-table.tsx';
import type { SimulationView } from './queries.ts';

type Row = SimulationView['sales'][number];

/** One affiliate's sales, each as booked and as it would have been. */
export function SimulatedSales({
  simulation,
  affiliateId,
}: {
  simulation: SimulationView;
  affiliateId: string;
}) {
  const { t } = useTranslation();
  const column = (id: string) => ({ id, label: t(`commissions:simulation.column.${id}`) });
  const columns: Column<Row>[] = [
    { ...column('sale'), isTitle: true, cell: ({ saleExternalId }) => saleExternalId },
    { ...column('sold'), cell: ({ soldAt }) => <DateTime at={soldAt} /> },
    {
      ...column('amount'),
      align: 'right',
      cell: ({ saleAmountMinor, saleCurrency }) => (
        <Money amountMinor={saleAmountMinor} currency={saleCurrency} />
      ),
    },
    { ...column('now'), align: 'right', cell: ({ booked }) => <Money {...booked} /> },
    { ...column('then'), align: 'right', cell: ({ simulated }) => <Money {...simulated} /> },
  ];
  const name = simulation.affiliates.find((row) => row.affiliateId === affiliateId)?.affiliateName;
  return (
    <section>
      <Title order={3}>{t('commissions:simulation.sales', { name })}</Title>
      <Text size="sm" c="dimmed">
        {t('commissions:simulation.salesDetail')}
      </Text>
      <SimpleTable
        label={t('commissions:simulation.sales', { name })}
        columns={columns}
        rows={simulation.sales}
        rowKey={({ commissionId }) => commissionId}
      />
    </section>
  );
}
