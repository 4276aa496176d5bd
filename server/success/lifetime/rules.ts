const DAY_MS = 86_400_000;
const DAYS_PER_MONTH = 365.25 / 12;
const MONTHS_PER_QUARTER = 3;
/** Churn is counted over the last year. */
export const CHURN_WINDOW_DAYS = 365;
// A segment's own rate counts as much as the company's once it has this many customer-months behind it.
const PRIOR_CUSTOMER_MONTHS = 120;
// Where nobody has left yet, half a leaver is assumed: no rate is ever zero.
const ASSUMED_LEAVERS = 0.5;
/** Taken until the company sets its own; usual for software. Shown as assumed. */
export const DEFAULT_GROSS_MARGIN = 0.8;
/** No customer is counted on for longer. */
export const MAX_LIFETIME_MONTHS = 60;
/** Each point of health below the average raises the odds of leaving by this share. Not fitted yet. */
const ODDS_PER_HEALTH_POINT = 0.04;

/** Customer-months watched and leavers seen. */
export interface Exposure {
  months: number;
  churned: number;
}

export interface ChurnRates {
  /** Monthly, of the whole company. */
  overall: number;
  /** Monthly, by segment, drawn toward the overall rate where little was seen. */
  bySegment: Record<string, { rate: number; months: number; churned: number }>;
}

/** What one account adds to the exposure within the year before `asOf`. */
export function exposureOf(firstPaidAt: Date | null, churnedAt: Date | null, asOf: Date): Exposure {
  if (!firstPaidAt) return { months: 0, churned: 0 };
  const windowStart = asOf.getTime() - CHURN_WINDOW_DAYS * DAY_MS;
  const from = Math.max(windowStart, firstPaidAt.getTime());
  const to = Math.min(asOf.getTime(), churnedAt?.getTime() ?? Infinity);
  const hasLeft = churnedAt !== null && churnedAt.getTime() >= windowStart && churnedAt <= asOf;
  return { months: Math.max(0, to - from) / (DAYS_PER_MONTH * DAY_MS), churned: hasLeft ? 1 : 0 };
}

/**
 * Monthly churn: leavers over customer-months, each segment shrunk as (k + m·p₀) / (n + m).
 * Null where no customer was watched at all.
 */
export function estimateChurn(segments: Readonly<Record<string, Exposure>>): ChurnRates | null {
  const all = Object.values(segments);
  const months = all.reduce((total, segment) => total + segment.months, 0);
  const churned = all.reduce((total, segment) => total + segment.churned, 0);
  if (months <= 0) return null;
  const overall = Math.min(1, Math.max(churned, ASSUMED_LEAVERS) / months);
  const entries = Object.entries(segments).map(([key, segment]) => {
    const shrunk =
      (segment.churned + PRIOR_CUSTOMER_MONTHS * overall) / (segment.months + PRIOR_CUSTOMER_MONTHS);
    return [key, { rate: Math.min(1, shrunk), months: segment.months, churned: segment.churned }] as const;
  });
  return { overall, bySegment: Object.fromEntries(entries) };
}

/**
 * Simple LTV = ARPA × gross margin / churn, in minor units, unrounded. 500 × 0.70 / 0.05 = 7,000.
 * @param monthlyChurn 0–1; a lifetime above `MAX_LIFETIME_MONTHS` is cut there.
 */
export function simpleLifetimeValue(arpaMinor: number, grossMargin: number, monthlyChurn: number): number {
  return arpaMinor * grossMargin * lifetimeMonths(monthlyChurn);
}

export function lifetimeMonths(monthlyChurn: number): number {
  return Math.min(MAX_LIFETIME_MONTHS, 1 / monthlyChurn);
}

/**
 * The probability of leaving within 90 days, read from health: a stand-in until a model has been validated.
 * An account of average health gets the company's rate; the odds grow with every point below.
 */
export function standInChurnRisk(
  health: number | null,
  averageHealth: number | null,
  monthlyChurn: number,
): number | null {
  if (health === null || averageHealth === null) return null;
  const base = 1 - (1 - Math.min(monthlyChurn, 0.999)) ** MONTHS_PER_QUARTER;
  const odds = (base / (1 - base)) * Math.exp((averageHealth - health) * ODDS_PER_HEALTH_POINT);
  return odds / (1 + odds);
}
