import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../../server/strategy/reports/schema.ts';
import { Figure } from '../ui/figure.tsx';
import { Change } from '../ui/numbers.tsx';
import type { Term } from '../ui/term-button.tsx';
import { changeOf, useMeasureText } from './measures.ts';
import type { ReportView } from './queries.ts';

const SHOWN: [Measure, Term][] = [
  ['uniqueClicks', 'clicks'],
  ['leads', 'leads'],
  ['sales', 'sales'],
  ['revenueMinor', 'referredRevenue'],
  ['commissionMinor', 'commission'],
  ['epcMinor', 'epc'],
  ['saleRate', 'conversionRate'],
  ['returnRatio', 'return'],
];

/** The whole in a few figures, each with its change. */
export function ReportFigures({ report }: { report: ReportView }) {
  const { t } = useTranslation();
  const text = useMeasureText(report.currency);
  const { total, previousTotal } = report;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }}>
      {SHOWN.map(([measure, term]) => (
        <Figure
          key={measure}
          label={t(`strategy:measure.${measure}`)}
          term={term}
          value={total[measure] === null ? null : text(measure, total[measure])}
          detail={previousTotal && <Change share={changeOf(measure, total, previousTotal)} />}
          explanation={{ formula: t(`strategy:hint.${measure}`) }}
        />
      ))}
    </SimpleGrid>
  );
}
