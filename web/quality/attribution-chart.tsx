import { useTranslation } from 'react-i18next';
import { Chart } from '../ui/charts.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import type { AttributionView, Shown } from './queries.ts';

const SHOWN = 8;
const COLORS = ['gray.5', 'ink', 'teal.6', 'blue.5', 'orange.6', 'grape.6'];

/** Those with most, each model a bar beside the others. */
export function AttributionChart({ report, shown }: { report: AttributionView; shown: Shown }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = report.rows.slice(0, SHOWN).map(({ name, credits }) => ({
    name,
    ...Object.fromEntries(credits.map((credit) => [credit.model, credit[shown]])),
  }));
  return (
    <Panel
      title={t('quality:attribution.chart')}
      detail={t('quality:attribution.top', { count: rows.length })}
    >
      <Chart
        kind="bar"
        label={t('quality:attribution.chart')}
        rows={rows}
        over="name"
        series={report.models.map(({ model, name }, place) => ({
          name: model,
          label: name,
          color: COLORS[place % COLORS.length] ?? 'ink',
        }))}
        valueFormat={(value) =>
          shown === 'valueMinor'
            ? format.money(value, report.currency)
            : format.number(value, { maximumFractionDigits: 1 })
        }
      />
    </Panel>
  );
}
