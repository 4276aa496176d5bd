import { formatMoney } from '../../core/money.ts';
import type { Measure } from './schema.ts';

const MONEY: readonly Measure[] = [
  'revenueMinor',
  'refundedMinor',
  'commissionMinor',
  'epcMinor',
  'averageOrderMinor',
];
const SHARES: readonly Measure[] = ['leadRate', 'saleRate'];

/** A measure in the reader's form; a dash where it is not known. */
export function sayMeasure(measure: Measure, value: number | null, currency: string, locale: string): string {
  if (value === null) return '–';
  if (MONEY.includes(measure)) return formatMoney(Math.round(value), currency, locale);
  const style = SHARES.includes(measure)
    ? { style: 'percent' as const, maximumFractionDigits: 1 }
    : { maximumFractionDigits: 2 };
  return new Intl.NumberFormat(locale, style).format(value);
}
