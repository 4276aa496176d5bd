import { addDays } from 'date-fns/addDays';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { formatISO } from 'date-fns/formatISO';
import { parseISO } from 'date-fns/parseISO';
import { subYears } from 'date-fns/subYears';
import type { Dimension, Figures, Measure } from './schema.ts';

/** Days, both included. */
export interface Period {
  since: string;
  until: string;
}

const toDay = (date: Date) => formatISO(date, { representation: 'date' });

/** The days of a period, in order. */
export function daysOf({ since, until }: Period): string[] {
  const length = differenceInCalendarDays(parseISO(until), parseISO(since)) + 1;
  return Array.from({ length }, (_, day) => shiftDay(since, day));
}

export function shiftDay(day: string, days: number): string {
  return toDay(addDays(parseISO(day), days));
}

/** The day that a day is compared with: as many days before as the period is long, or the same of the year before. */
export function comparedDay(period: Period, compare: 'previous' | 'year', day: string): string {
  if (compare === 'year') return toDay(subYears(parseISO(day), 1));
  return shiftDay(day, -daysOf(period).length);
}

/** What is summed, of one group. */
export interface Sums {
  counted: number;
  repeats: number;
  leads: number;
  sales: number;
  /** Sales in the report's currency. */
  pricedSales: number;
  revenueMinor: number;
  refundedMinor: number;
  commissionMinor: number;
}

export const NOTHING: Sums = {
  counted: 0,
  repeats: 0,
  leads: 0,
  sales: 0,
  pricedSales: 0,
  revenueMinor: 0,
  refundedMinor: 0,
  commissionMinor: 0,
};

export function addSums(one: Sums, other: Sums): Sums {
  const sum = { ...one };
  for (const name of Object.keys(NOTHING) as (keyof Sums)[]) sum[name] += other[name];
  return sum;
}

/** Which measures a question leaves: a click has no coupon, product or state, and a lead neither of the last two. */
export interface Told {
  clicks: boolean;
  leads: boolean;
}

export function toldBy(asked: readonly Dimension[]): Told {
  const leads = !asked.some((name) => name === 'product' || name === 'status');
  return { leads, clicks: leads && !asked.includes('coupon') };
}

/** The measures of a group. A rate of nothing is not known, and never zero. */
export function figuresOf(sums: Sums, told: Told): Figures {
  const over = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const perClick = (part: number) => (told.clicks ? over(part, sums.counted) : null);
  const { sales, revenueMinor, refundedMinor, commissionMinor } = sums;
  return {
    clicks: told.clicks ? sums.counted + sums.repeats : null,
    uniqueClicks: told.clicks ? sums.counted : null,
    leads: told.leads ? sums.leads : null,
    ...{ sales, revenueMinor, refundedMinor, commissionMinor },
    epcMinor: perClick(commissionMinor),
    leadRate: told.leads ? perClick(sums.leads) : null,
    saleRate: perClick(sales),
    averageOrderMinor: over(revenueMinor, sums.pricedSales),
    returnRatio: over(revenueMinor - refundedMinor, commissionMinor),
  };
}

interface Sortable {
  keys: string[];
  figures: Figures;
}

/** What is not known stands last, whichever way; what is equal by unique clicks, then by its keys. */
export function inOrder<Row extends Sortable>(
  rows: Row[],
  sort: Measure | 'first',
  direction: 'asc' | 'desc',
): Row[] {
  const sign = direction === 'asc' ? 1 : -1;
  const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  const compare = (one: Row, other: Row): number => {
    if (sort === 'first') return sign * byText(one.keys[0] ?? '', other.keys[0] ?? '');
    const [left, right] = [one.figures[sort], other.figures[sort]];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  };
  const byClicks = (row: Row) => row.figures.uniqueClicks ?? 0;
  return [...rows].sort(
    (one, other) =>
      compare(one, other) ||
      byClicks(other) - byClicks(one) ||
      byText(one.keys.join('\n'), other.keys.join('\n')),
  );
}
