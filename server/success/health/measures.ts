import type { AccountFacts } from '../../signals/index.ts';
import type { HealthMeasure } from '../schema/health.ts';
import type { Measurement, Measurements } from './rules.ts';

const DAY_MS = 86_400_000;
const SEATS_PER_TICKET_UNIT = 10;
/** A trend over less than this many uses is chance. */
const MIN_USES_FOR_TREND = 5;

/** What is known about the company's own sources: a source that never spoke says nothing about a customer. */
export interface Sources {
  /** The most features that one account used within the look-back. */
  featureCount: number;
  /** The newest use by anybody. */
  usageSeenAt: Date | null;
}

export interface Pulse {
  value: number;
  at: Date;
  expiresAt: Date;
}

/** Every health measure of one account at `asOf`. */
export function measureAccount(
  facts: AccountFacts,
  sources: Sources,
  pulse: Pulse | null,
  asOf: Date,
): Measurements {
  return {
    ...measureUsage(facts, sources, asOf),
    ticketLoad: computed(ticketLoad(facts)),
    openUrgentTickets: computed(facts.openUrgentTickets),
    nps: facts.nps ? { value: facts.nps.score, at: facts.nps.at } : null,
    csat: facts.csat ? { value: facts.csat.average, at: facts.csat.at } : null,
    revenueGrowth: computed(revenueGrowth(facts)),
    tenureDays: computed(tenureDays(facts, asOf)),
    pulse: pulse && pulse.expiresAt > asOf ? { value: pulse.value, at: pulse.at } : null,
  };
}

type UsageMeasure = Extract<
  HealthMeasure,
  'usageTrend' | 'activeDays' | 'featureShare' | 'seatShare' | 'daysSinceUse'
>;

/** Nothing where no use was ever recorded. What is recorded is as fresh as the source that tells of it. */
function measureUsage(
  facts: AccountFacts,
  sources: Sources,
  asOf: Date,
): Record<UsageMeasure, Measurement | null> {
  const seen = (value: number | null) => (value === null ? null : { value, at: sources.usageSeenAt });
  return {
    usageTrend: seen(usageTrend(facts)),
    activeDays: seen(facts.activeDays28),
    featureShare: seen(featureShare(facts, sources)),
    seatShare: seen(seatShare(facts)),
    daysSinceUse: seen(daysBetween(facts.lastUsedAt, asOf)),
  };
}

function computed(value: number | null): Measurement | null {
  return value === null ? null : { value, at: null };
}

/** Use in the last 28 days over use in the 28 before; 1 is level. Null on too little use to tell. */
export function usageTrend({ usage28, usagePrevious28 }: AccountFacts): number | null {
  if (usage28 === null || usagePrevious28 === null || usagePrevious28 < MIN_USES_FOR_TREND) return null;
  return usage28 / usagePrevious28;
}

function featureShare({ features28 }: AccountFacts, { featureCount }: Sources): number | null {
  return features28 === null || featureCount === 0 ? null : Math.min(1, features28 / featureCount);
}

/** Active users over paid seats. Null where use is not told apart by person. */
function seatShare({ activeUsers28, seats, usage28 }: AccountFacts): number | null {
  if (!seats || activeUsers28 === null || (activeUsers28 === 0 && usage28)) return null;
  return activeUsers28 / seats;
}

/** Tickets of the last 90 days for every ten seats. */
export function ticketLoad({ tickets90, seats }: AccountFacts): number | null {
  if (tickets90 === null) return null;
  return (tickets90 * SEATS_PER_TICKET_UNIT) / Math.max(seats ?? 0, SEATS_PER_TICKET_UNIT);
}

/** Change of MRR within 90 days as a share of the earlier one. Null for who did not pay then. */
export function revenueGrowth({ mrrMinor, mrr90DaysAgoMinor }: AccountFacts): number | null {
  if (mrrMinor === null || !mrr90DaysAgoMinor) return null;
  return mrrMinor / mrr90DaysAgoMinor - 1;
}

export function tenureDays({ firstPaidAt }: AccountFacts, asOf: Date): number | null {
  return daysBetween(firstPaidAt, asOf);
}

/** Whole days gone by. */
function daysBetween(from: Date | null, to: Date): number | null {
  return from && Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY_MS));
}
