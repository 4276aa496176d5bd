import { addMonths } from 'date-fns/addMonths';
import type { BillingPeriod, Day } from '../schema/inputs.ts';

/** Shorter periods go on by themselves; nobody speaks of a renewal there. */
const MONTHS: Partial<Record<BillingPeriod, number>> = { quarter: 3, year: 12 };
const DAY_LETTERS = 10;
const MONTHS_OF_YEAR = 12;

export interface RenewingSubscription {
  startedOn: Day;
  billingPeriod: BillingPeriod;
}

/**
 * The first day on or after `today` on which one of these is renewed, counted from the day it began: what began on the 31st
 * is renewed on the last day of a shorter month. Null where none is renewed by the quarter or year.
 */
export function nextRenewal(subscriptions: readonly RenewingSubscription[], today: Day): Day | null {
  const days = subscriptions.flatMap(({ startedOn, billingPeriod }) => {
    const months = MONTHS[billingPeriod];
    return months ? [anniversary(startedOn, months, today)] : [];
  });
  return days.sort()[0] ?? null;
}

function anniversary(startedOn: Day, months: number, today: Day): Day {
  const passed = monthOf(today) - monthOf(startedOn);
  let count = Math.max(1, Math.floor(passed / months));
  while (dayAfterMonths(startedOn, count * months) < today) count += 1;
  return dayAfterMonths(startedOn, count * months);
}

function monthOf(day: Day): number {
  return Number(day.slice(0, 4)) * MONTHS_OF_YEAR + Number(day.slice(5, 7));
}

/** Read and written in the same zone, so that only the calendar counts. */
function dayAfterMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const added = addMonths(new Date(year, month - 1, date), months);
  const local = new Date(Date.UTC(added.getFullYear(), added.getMonth(), added.getDate()));
  return local.toISOString().slice(0, DAY_LETTERS);
}
