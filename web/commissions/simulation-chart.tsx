import { useTranslation } from 'react-i18next';
import { Chart } from '../ui/charts.tsx';
import { useFormat } from '../ui/format.ts';
import type { SimulationView } from './queries.ts';

/** Month by month in the currency with the most sales: as booked beside what it would have been. */
export function SimulationChart({ simulation: { totals, months } }: { simulation: SimulationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [most] = totals.toSorted((one, other) => other.saleCount - one.saleCount);
  if (!most) return null;
  const { currency } = most;
  const rows = months
    .filter((row) => row.currency === currency)
    .map(({ month, nowMinor, thenMinor }) => ({ month: format.month(month), nowMinor, thenMinor }));
  return (
    <Chart
      kind="bar"
      label={t('commissions:simulation.chart')}
      rows={rows}
      over="month"
      series={[
        { name: 'nowMinor', label: t('commissions:simulation.column.now'), color: 'gray.5' },
        { name: 'thenMinor', label: t('commissions:simulation.column.then'), color: 'ink' },
      ]}
      valueFormat={(value) => format.money(value, currency, true)}
    />
  );
}
