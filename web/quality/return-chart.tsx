import { useTranslation } from 'react-i18next';
import { Chart } from '../ui/charts.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import type { QualityRow } from './queries.ts';

const SHOWN = 20;

/** The affiliates' returns side by side: who pays back, and who costs more than they bring. */
export function ReturnChart({ rows }: { rows: QualityRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = rows
    .flatMap(({ name, returnRatio }) => (returnRatio === null ? [] : [{ name, returnRatio }]))
    .sort((one, other) => other.returnRatio - one.returnRatio)
    .slice(0, SHOWN);
  if (known.length === 0) return null;
  return (
    <Panel title={t('quality:chart.title')} detail={t('quality:chart.detail')}>
      <Chart
        kind="bar"
        label={t('quality:chart.title')}
        rows={known}
        over="name"
        series={[{ name: 'returnRatio', label: t('quality:column.return'), color: 'ink' }]}
        valueFormat={(value) => `${format.number(value, { maximumFractionDigits: 1 })} ×`}
      />
    </Panel>
  );
}
