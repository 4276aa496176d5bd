import type { BoughtProduct, HealthBand } from '../../customers/index.ts';
import type { OpportunityKind } from './kinds.ts';
import { median } from './median.ts';
import { findProduct, type ProductStandard } from './products.ts';

/** From this share of the seats in use on, people are soon without one. */
const FULL_SEAT_SHARE = 0.9;
/** Seats are proposed for those who use it and a fifth more. */
const SPARE_SEATS = 1.2;
/** Fewer customers do not show what their plan is like. */
const MIN_CUSTOMERS_OF_PLAN = 3;
/** A plan that costs hardly more a seat is another edition, not a larger one. */
const MIN_PLAN_STEP = 1.1;

/** What is known of a living customer. Null is not known. */
export interface GrowthFacts {
  plan: string | null;
  industry: string | null;
  /** Bought, to be paid every month or year. */
  products: Pick<BoughtProduct, 'productId' | 'name' | 'currency' | 'monthlyMinor'>[];
  seats: number | null;
  /** Who used the product within the last 28 days. */
  activeUsers: number | null;
  /** Features used within them. */
  features: number | null;
  mrrMinor: number | null;
  currency: string | null;
  band: HealthBand;
}

/** What customers on a plan are like: medians. */
export interface PlanStandard {
  plan: string;
  currency: string;
  customers: number;
  seatMinor: number;
  features: number;
}

/** A proposal with the figures that led to it, named as sentences speak of them (see `say`). */
export interface Finding {
  kind: OpportunityKind;
  monthlyMinor: number;
  currency: string;
  inputs: Record<string, string | number>;
}

/** What paying customers on each plan pay a seat and use, from the cheapest on. The order of the facts does not matter. */
export function learnPlans(customers: readonly GrowthFacts[]): PlanStandard[] {
  const onPlans = customers.flatMap((facts) => {
    const seatMinor = seatPrice(facts);
    const { plan, currency, features } = facts;
    return plan && currency && seatMinor !== null && features !== null
      ? [{ plan, currency, seatMinor, features }]
      : [];
  });
  return [...Map.groupBy(onPlans, ({ plan, currency }) => `${currency} ${plan}`).values()]
    .filter((same) => same.length >= MIN_CUSTOMERS_OF_PLAN)
    .map((same) => ({
      plan: same[0]?.plan ?? '',
      currency: same[0]?.currency ?? '',
      customers: same.length,
      seatMinor: median(same.map(({ seatMinor }) => seatMinor)),
      features: median(same.map(({ features }) => features)),
    }))
    .toSorted((a, b) => a.seatMinor - b.seatMinor || (a.plan < b.plan ? -1 : 1));
}

/**
 * What the customer may buy in addition. Nothing is proposed to who is in poor health: that is to be mended first. What is
 * not known proposes nothing.
 */
export function findGrowth(
  facts: GrowthFacts,
  { plans, products }: { plans: readonly PlanStandard[]; products: readonly ProductStandard[] },
): Finding[] {
  if (facts.band === 'poor') return [];
  return [moreSeats(facts), largerPlan(facts, plans), findProduct(facts, products)].filter(
    (finding) => finding !== null,
  );
}

function moreSeats(facts: GrowthFacts): Finding | null {
  const { seats, activeUsers, currency } = facts;
  const seatMinor = seatPrice(facts);
  if (!seats || activeUsers === null || seatMinor === null || !currency) return null;
  const usedShare = activeUsers / seats;
  if (usedShare < FULL_SEAT_SHARE) return null;
  const extraSeats = Math.max(1, Math.ceil(activeUsers * SPARE_SEATS) - seats);
  const monthlyMinor = Math.round(extraSeats * seatMinor);
  if (monthlyMinor < 1) return null;
  const inputs = { seats, activeUsers, usedShare, extraSeats, seatMinor: Math.round(seatMinor), currency };
  return { kind: 'seats', monthlyMinor, currency, inputs };
}

/** Who uses as much as customers of the next plan do. */
function largerPlan(facts: GrowthFacts, plans: readonly PlanStandard[]): Finding | null {
  const { plan, seats, features, mrrMinor, currency } = facts;
  const own = plans.find((one) => one.plan === plan && one.currency === currency);
  if (!own || !seats || features === null || !mrrMinor || !currency) return null;
  const next = plans.find(
    (one) => one.currency === currency && one.seatMinor >= own.seatMinor * MIN_PLAN_STEP,
  );
  if (!next || features < next.features || features <= own.features) return null;
  const monthlyMinor = Math.round(seats * next.seatMinor) - mrrMinor;
  if (monthlyMinor < 1) return null;
  const inputs = {
    ...{ plan: own.plan, features, ownFeatures: own.features },
    ...{ nextPlan: next.plan, nextFeatures: next.features, nextCustomers: next.customers },
    ...{ seats, mrrMinor, nextSeatMinor: Math.round(next.seatMinor), currency },
  };
  return { kind: 'plan', monthlyMinor, currency, inputs };
}

/** What a seat costs a month, as it is paid; null where it is not known, or nothing is paid. */
function seatPrice({ mrrMinor, seats }: GrowthFacts): number | null {
  return mrrMinor && seats ? mrrMinor / seats : null;
}
