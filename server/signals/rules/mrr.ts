import type { Day } from '../schema/inputs.ts';

/** What a subscription costs a month, from `fromOn` until the day before `untilOn` (null: open). */
export interface Terms {
  fromOn: Day;
  untilOn: Day | null;
  mrrMinor: number;
  isTrial: boolean;
}

export type MovementKind = 'new' | 'expansion' | 'contraction' | 'churned' | 'reactivation';

export interface Movement {
  day: Day;
  kind: MovementKind;
  /** Signed: contraction and churn are negative. */
  amountMinor: number;
}

/**
 * The movements of one account's MRR in one currency, one net movement a day. They add up exactly: the sum of all
 * until a day is the MRR on that day. The order of the terms does not matter.
 */
export function mrrMovements(terms: readonly Terms[]): Movement[] {
  const movements: Movement[] = [];
  let mrr = 0;
  let hasPaid = false;
  for (const [day, change] of changesByDay(terms)) {
    if (change === 0) continue;
    const kind = movementKind(mrr, mrr + change, hasPaid);
    mrr += change;
    hasPaid = true;
    movements.push({ day, kind, amountMinor: change });
  }
  return movements;
}

function changesByDay(terms: readonly Terms[]): [Day, number][] {
  const changes = new Map<Day, number>();
  const add = (day: Day, amount: number) => changes.set(day, (changes.get(day) ?? 0) + amount);
  for (const { fromOn, untilOn, mrrMinor, isTrial } of terms) {
    if (isTrial || mrrMinor === 0 || fromOn === untilOn) continue;
    add(fromOn, mrrMinor);
    if (untilOn) add(untilOn, -mrrMinor);
  }
  return [...changes].sort(([a], [b]) => (a < b ? -1 : 1));
}

function movementKind(before: number, after: number, hasPaid: boolean): MovementKind {
  if (before === 0) return hasPaid ? 'reactivation' : 'new';
  if (after === 0) return 'churned';
  return after > before ? 'expansion' : 'contraction';
}

/** Net changes within a period of those who were customers at its start. Every figure is positive. */
export interface CohortChange {
  startMinor: number;
  expansionMinor: number;
  contractionMinor: number;
  churnedMinor: number;
}

/** NRR = (start + expansion − contraction − churned) / start; GRR the same without expansion. Null without a start. */
export function revenueRetention(cohort: CohortChange): { nrr: number; grr: number } | null {
  const { startMinor, expansionMinor, contractionMinor, churnedMinor } = cohort;
  if (startMinor <= 0) return null;
  const kept = startMinor - contractionMinor - churnedMinor;
  return { nrr: (kept + expansionMinor) / startMinor, grr: kept / startMinor };
}

const MONTHS_PER_YEAR = 12;
const PERIODS_PER_YEAR = { day: 365, week: 52, month: 12, quarter: 4, year: 1 } as const;

/** A recurring price of any period as a month's: year/12, quarter/3, week×52/12, day×365/12; minor units, rounded once. */
export function monthlyAmount(amountMinor: number, period: keyof typeof PERIODS_PER_YEAR): number {
  return Math.round((amountMinor * PERIODS_PER_YEAR[period]) / MONTHS_PER_YEAR);
}
