import { useTranslation } from 'react-i18next';
import { Chart } from '../ui/charts.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { lagRows, rateRows } from './evidence-rows.ts';
import type { CaseView } from './queries.ts';

const HEIGHT_PX = 200;

/** What a finding against the others rests on; absent for one that needs no comparison. */
export function EvidenceChart({ finding }: { finding: CaseView['findings'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lags = lagRows(finding.values, t, format.number);
  const rates = rateRows(finding.values, t, format.percent);
  const rows = lags ?? rates;
  if (!rows) return null;
  const title = lags
    ? t('fraud:chart.lags')
    : t('fraud:chart.rates', { rule: t(`fraud:rule.${finding.rule}`) });
  return (
    <Panel title={title} detail={t(lags ? 'fraud:chart.lagsDetail' : 'fraud:chart.ratesDetail')}>
      <Chart
        kind="bar"
        label={`${title}: ${finding.text}`}
        rows={rows}
        over="place"
        series={[
          { name: 'own', label: t('fraud:chart.own'), color: 'orange.6' },
          { name: 'others', label: t('fraud:chart.others'), color: 'gray.5' },
        ]}
        valueFormat={(value) => format.percent(value, 0)}
        height={HEIGHT_PX}
      />
    </Panel>
  );
}
