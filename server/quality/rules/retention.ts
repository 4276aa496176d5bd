import { kaplanMeier, survivalAt } from '../../success/index.ts';

const DAY_MS = 86_400_000;
const DAYS_PER_MONTH = 365.25 / 12;
/** As far as retention is told. */
const MAX_HORIZON_MONTHS = 12;
/** A group's own churn counts as much as the program's with this many customer-months behind it. */
export const PRIOR_CUSTOMER_MONTHS = 60;

/** Start and end of a subscription; null start is not known, null end has not come. */
interface Stay {
  firstPaidAt: Date | null;
  churnedAt: Date | null;
}

/** How long customers were watched, and who left, in months; those without subscription facts are left out. */
export interface Watched {
  duration: number[];
  observed: boolean[];
}

export function watch(customers: readonly Stay[], asOf: Date): Watched {
  const known = customers.flatMap(({ firstPaidAt, churnedAt }) =>
    firstPaidAt ? [{ firstPaidAt, churnedAt }] : [],
  );
  return {
    duration: known.map(({ firstPaidAt, churnedAt }) => monthsBetween(firstPaidAt, churnedAt ?? asOf)),
    observed: known.map(({ churnedAt }) => churnedAt !== null),
  };
}

export function monthsBetween(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime()) / (DAYS_PER_MONTH * DAY_MS);
}

/** Leavers per customer-month, drawn toward the program's rate; null where nobody was watched. */
export function monthlyChurn(watched: Watched, programRate: number | null): number | null {
  const { months, leavers } = exposureOf(watched);
  if (months <= 0) return null;
  if (programRate === null) return Math.min(1, leavers / months);
  return Math.min(1, (leavers + PRIOR_CUSTOMER_MONTHS * programRate) / (months + PRIOR_CUSTOMER_MONTHS));
}

export function exposureOf(watched: Watched): { months: number; leavers: number } {
  return {
    months: watched.duration.reduce((total, duration) => total + duration, 0),
    leavers: watched.observed.filter(Boolean).length,
  };
}

/** The share who stay so many months at this churn; null where churn is not known. */
export function expectedRetention(churn: number | null, months = MAX_HORIZON_MONTHS): number | null {
  return churn === null ? null : (1 - churn) ** months;
}

/** The share still there, seen at the longest horizon that is known, a year at most. */
export interface SeenRetention {
  months: number;
  share: number;
}

/** Null until somebody was watched for a whole month, or everybody has left. */
export function seenRetention(watched: Watched): SeenRetention | null {
  if (watched.duration.length === 0) return null;
  const curve = kaplanMeier(watched);
  const longest = watched.duration.reduce((most, duration) => Math.max(most, duration), 0);
  const hasEveryoneLeft = watched.observed.every(Boolean);
  const months = hasEveryoneLeft ? MAX_HORIZON_MONTHS : Math.min(MAX_HORIZON_MONTHS, Math.floor(longest));
  return months < 1 ? null : { months, share: survivalAt(curve, months) };
}
