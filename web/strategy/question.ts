import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { formatISO } from 'date-fns/formatISO';
import { parseISO } from 'date-fns/parseISO';
import { startOfMonth } from 'date-fns/startOfMonth';
import type { Dimension, Measure } from '../../server/strategy/reports/schema.ts';
import type { Query } from '../ui/api.ts';
import { sortQuery } from '../ui/search-params.ts';
import { isMeasure, STAFF_DIMENSIONS, USUAL_MEASURE } from './measures.ts';

export const PERIODS = ['7', '30', '90', '365', 'month', 'lastMonth', 'custom'] as const;
export const COMPARISONS = ['none', 'previous', 'year'] as const;
const USUAL_PERIOD = '30';
const MAX_ROWS = 100;

/** What a page of reports keeps in its address. */
export const SEARCH = [
  'by',
  'period',
  'since',
  'until',
  'compare',
  'show',
  'sort',
  ...STAFF_DIMENSIONS.filter((name) => name !== 'day'),
] as const;

export type Search = Partial<
  Record<'by' | 'period' | 'since' | 'until' | 'compare' | 'show' | 'sort' | Dimension, string>
>;

/** The question that an address asks. */
export interface AskedReport {
  by: Dimension[];
  period: string;
  since: string;
  until: string;
  compare: string;
  measure: Measure;
  sort: string;
  /** One value of each dimension that is filtered by. */
  filters: [Dimension, string][];
}

/** @param today a day of the workspace's time zone. */
export function readSearch(
  search: Search,
  known: Dimension[],
  usualBy: Dimension,
  today: string,
): AskedReport {
  const by = (search.by ?? '')
    .split(',')
    .filter((name): name is Dimension => known.some((one) => one === name));
  const measure = isMeasure(search.show) ? search.show : USUAL_MEASURE;
  const period = search.period ?? USUAL_PERIOD;
  return {
    by: by.length > 0 ? by : [usualBy],
    ...{ period, ...daysOf(period, search, today) },
    compare: search.compare ?? 'previous',
    ...{ measure, sort: search.sort ?? `-${measure}` },
    filters: known.flatMap((name): [Dimension, string][] => {
      const value = search[name];
      return value === undefined ? [] : [[name, value]];
    }),
  };
}

function daysOf(period: string, { since, until }: Search, today: string): { since: string; until: string } {
  const toDay = (date: Date) => formatISO(date, { representation: 'date' });
  const now = parseISO(today);
  const back = (days: number) => toDay(addDays(now, 1 - days));
  if (period === 'custom' && since) return { since, until: until ?? today };
  if (period === 'month') return { since: toDay(startOfMonth(now)), until: today };
  if (period === 'lastMonth') {
    const start = startOfMonth(now);
    return { since: toDay(addMonths(start, -1)), until: toDay(addDays(start, -1)) };
  }
  return { since: back(Number(period) || Number(USUAL_PERIOD)), until: today };
}

/** The same question as the server takes it. */
export function toQuery({ by, since, until, compare, sort, filters }: AskedReport): Query {
  return {
    ...Object.fromEntries(filters),
    ...{ by: by.join(','), since, until, compare, limit: MAX_ROWS },
    ...sortQuery(sort),
  };
}
