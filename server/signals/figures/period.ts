import { now } from '../../core/clock.ts';
import { invalidField } from '../../core/problem.ts';
import type { Calendar } from '../calendar.ts';
import { monthStart, monthsBetween } from '../rules/costs.ts';
import type { Day } from '../schema/inputs.ts';
import type { PeriodQuery } from '../schema/views.ts';

const DEFAULT_MONTHS = 12;
const MAX_MONTHS = 60;

export interface Period {
  /** First days of the months, in order. */
  months: Day[];
  from: Day;
  /** The first day after the period. */
  until: Day;
}

/** @throws Problem 422 when the period ends before it starts or is longer than five years. */
export function readPeriod(query: PeriodQuery, calendar: Calendar): Period {
  const last = query.to ? `${query.to}-01` : monthStart(calendar.dayOf(now()));
  const from = query.from ? `${query.from}-01` : monthStart(last, 1 - DEFAULT_MONTHS);
  const count = monthsBetween(from, last) + 1;
  if (count < 1) throw invalidField('to', 'lies before the first month');
  if (count > MAX_MONTHS)
    throw invalidField('from', `lies more than ${MAX_MONTHS} months before the last one`);
  const months = Array.from({ length: count }, (_, index) => monthStart(from, index));
  return { months, from, until: monthStart(last, 1) };
}

/** `2026-01` of the first day of the month. */
export function monthName(day: Day): string {
  return day.slice(0, 7);
}
