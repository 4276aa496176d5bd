import { useTranslation } from 'react-i18next';
import type { Dimension, Figures, Measure } from '../../server/strategy/reports/schema.ts';
import { type Format, useFormat } from '../ui/format.ts';

type Kind = 'count' | 'money' | 'share' | 'ratio';

/** In the order of the table. */
export const MEASURE_KINDS: Record<Measure, Kind> = {
  uniqueClicks: 'count',
  clicks: 'count',
  leads: 'count',
  sales: 'count',
  revenueMinor: 'money',
  refundedMinor: 'money',
  commissionMinor: 'money',
  epcMinor: 'money',
  leadRate: 'share',
  saleRate: 'share',
  averageOrderMinor: 'money',
  returnRatio: 'ratio',
};
export const MEASURES = Object.keys(MEASURE_KINDS) as Measure[];
export const USUAL_MEASURE: Measure = 'uniqueClicks';

export const STAFF_DIMENSIONS: Dimension[] = [
  'day',
  'affiliate',
  'group',
  'offer',
  'link',
  'coupon',
  'country',
  'device',
  'browser',
  'referrer',
  'page',
  'product',
  'status',
  'sub1',
  'sub2',
  'sub3',
  'sub4',
  'sub5',
];
export const PORTAL_DIMENSIONS: Dimension[] = STAFF_DIMENSIONS.filter(
  (name) => !['affiliate', 'group', 'browser', 'page', 'product'].includes(name),
);

/** What stands in an address for what is not known. */
const UNKNOWN = '(none)';

/** A key as a filter's value. */
export function toValue(key: string): string {
  return key === '' ? UNKNOWN : key;
}

export function isMeasure(text: string | undefined): text is Measure {
  return MEASURES.some((name) => name === text);
}

/** A measure in the reader's form; a dash where it is not known. */
export function formatMeasure(
  format: Format,
  measure: Measure,
  value: number | null,
  currency: string,
): string {
  if (value === null) return '–';
  const kind = MEASURE_KINDS[measure];
  if (kind === 'money') return format.money(Math.round(value), currency);
  if (kind === 'share') return format.percent(value);
  return format.number(value, { maximumFractionDigits: kind === 'ratio' ? 2 : 0 });
}

/** How much a measure has changed, as a share; null where there is nothing to compare with. */
export function changeOf(measure: Measure, now: Figures, before: Figures | null): number | null {
  const [value, earlier] = [now[measure], before?.[measure] ?? null];
  if (value === null || earlier === null || earlier === 0) return null;
  return (value - earlier) / Math.abs(earlier);
}

export function useMeasureText(currency: string): (measure: Measure, value: number | null) => string {
  const format = useFormat();
  return (measure, value) => formatMeasure(format, measure, value, currency);
}

/** Measures by their names, to choose from. */
export function useMeasureChoices() {
  const { t } = useTranslation();
  return MEASURES.map((value) => ({ value, label: t(`strategy:measure.${value}`) }));
}
