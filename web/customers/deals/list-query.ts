import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { endOfMonth } from 'date-fns/endOfMonth';
import { format } from 'date-fns/format';
import { startOfMonth } from 'date-fns/startOfMonth';
import type { Query } from '../../ui/api.ts';
import { toMinor } from '../../ui/minor-units.ts';

const QUARTER_DAYS = 90;

/** In which days deals are expected, as the list's filter says it. */
export const EXPECTATIONS = ['thisMonth', 'nextMonth', 'quarter'] as const;
/** In major units of the company's currency. */
export const AMOUNTS = [1_000, 5_000, 10_000, 50_000];

interface ListFilters extends Query {
  expected?: string;
  minAmount?: string;
}

/** The list's filters as the server knows them. An amount is of the company's currency alone. */
export function toDealQuery(
  { expected, minAmount, ...filters }: ListFilters,
  today: Date,
  currency: string,
): Query {
  return {
    ...filters,
    ...(expected ? expectedDays(expected, today) : {}),
    ...(minAmount ? { minAmountMinor: toMinor(Number(minAmount), currency), currency } : {}),
  };
}

function expectedDays(expected: string, today: Date): Query {
  const month = expected === 'nextMonth' ? addMonths(today, 1) : today;
  const [from, to] =
    expected === 'quarter' ? [today, addDays(today, QUARTER_DAYS)] : [startOfMonth(month), endOfMonth(month)];
  return { expectedFrom: format(from, 'yyyy-MM-dd'), expectedTo: format(to, 'yyyy-MM-dd') };
}
