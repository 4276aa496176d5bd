import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../../server/strategy/reports/schema.ts';
import { Chart } from '../ui/charts.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { useMeasureText } from './measures.ts';
import type { ReportView } from './queries.ts';

const MAX_LABEL = 18;

/** One measure day by day, with the time it is compared with, and beside it those with most. */
export function ReportCharts({ report, measure }: { report: ReportView; measure: Measure }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useMeasureText(report.currency);
  const valueFormat = (value: number) => text(measure, value);
  const name = t(`strategy:measure.${measure}`);
  const barBy = report.by.find((dimension) => dimension !== 'day');
  const line = t('strategy:line', { measure: name });
  const bars = barBy && t('strategy:bars', { measure: name, dimension: t(`strategy:dimension.${barBy}`) });
  const { compared } = report;
  const period = compared && {
    since: format.date(compared.since),
    until: format.date(compared.until),
  };
  return (
    <SimpleGrid cols={{ base: 1, lg: bars ? 2 : 1 }}>
      <Panel title={line}>
        <Chart
          kind="area"
          label={line}
          rows={report.days.map(({ day, figures, previous }) => ({
            day: format.date(day),
            now: figures[measure],
            ...(previous ? { before: previous[measure] } : {}),
          }))}
          over="day"
          series={[
            { name: 'now', label: t('strategy:now'), color: 'ink' },
            ...(period ? [{ name: 'before', label: t('strategy:before', period), color: 'gray.5' }] : []),
          ]}
          valueFormat={valueFormat}
        />
      </Panel>
      {bars && (
        <Panel title={bars} detail={t('strategy:barsDetail')}>
          <Chart
            kind="bar"
            label={bars}
            rows={report.bars.map(({ labels, figures }) => ({
              name: short(labels[0] ?? ''),
              value: figures[measure],
            }))}
            over="name"
            series={[{ name: 'value', label: name, color: 'ink' }]}
            valueFormat={valueFormat}
          />
        </Panel>
      )}
    </SimpleGrid>
  );
}

function short(label: string): string {
  return label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label;
}
