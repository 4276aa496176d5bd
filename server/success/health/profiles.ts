import type { AppliesTo, HealthInput, HealthMeasure, HealthProfile, Scoring } from '../schema/health.ts';

/** How far back each measure looks; null: as long as there is anything. */
export const LOOK_BACK_DAYS: Readonly<Record<HealthMeasure, number | null>> = {
  usageTrend: 56,
  activeDays: 28,
  featureShare: 28,
  seatShare: 28,
  daysSinceUse: null,
  ticketLoad: 90,
  openUrgentTickets: null,
  nps: null,
  csat: null,
  revenueGrowth: 90,
  tenureDays: null,
  pulse: null,
};

const BANDS = { good: 70, average: 45 };
const MIN_COVERAGE = 0.4;
const NEW_CUSTOMER_DAYS = 90;
// A source that has been silent for longer says nothing about its customers.
const USAGE_VALID_DAYS = 14;
const OPEN_URGENT_TICKET = { measure: 'openUrgentTickets', atLeast: 1, cap: 40 } as const;

const NPS_TIERS: Scoring = {
  kind: 'tiers',
  start: 0,
  steps: [
    { atLeast: 7, points: 6 },
    { atLeast: 9, points: 4 },
  ],
};

/** The profiles that come with Goodword: one for the first 90 days, one for all others. */
export const DEFAULT_PROFILES: readonly HealthProfile[] = [
  {
    key: 'new-customers',
    name: 'New customers',
    appliesTo: { tenureDays: { below: NEW_CUSTOMER_DAYS } },
    inputs: [
      input('activeDays', 25, { kind: 'linear', worst: 0, best: 8 }, USAGE_VALID_DAYS),
      input('featureShare', 20, { kind: 'linear', worst: 0, best: 0.4 }, USAGE_VALID_DAYS),
      input('seatShare', 10, { kind: 'linear', worst: 0, best: 0.7 }, USAGE_VALID_DAYS),
      input(
        'daysSinceUse',
        15,
        { kind: 'bands', direction: 'lower', good: 7, average: 14 },
        USAGE_VALID_DAYS,
      ),
      input('ticketLoad', 10, { kind: 'linear', worst: 6, best: 0 }, null),
      input('nps', 10, NPS_TIERS, 120),
      input('csat', 10, { kind: 'linear', worst: 2, best: 4.8 }, 120),
      input('pulse', 10, { kind: 'linear', worst: 0, best: 10 }, null),
    ],
    exceptions: [OPEN_URGENT_TICKET],
    bands: BANDS,
    minCoverage: MIN_COVERAGE,
  },
  {
    key: 'default',
    name: 'All customers',
    appliesTo: {},
    inputs: [
      input('usageTrend', 10, { kind: 'linear', worst: 0.4, best: 1.1 }, USAGE_VALID_DAYS),
      input('activeDays', 20, { kind: 'linear', worst: 0, best: 8 }, USAGE_VALID_DAYS),
      input('featureShare', 15, { kind: 'linear', worst: 0, best: 0.5 }, USAGE_VALID_DAYS),
      input('seatShare', 10, { kind: 'linear', worst: 0, best: 0.8 }, USAGE_VALID_DAYS),
      input(
        'daysSinceUse',
        10,
        { kind: 'bands', direction: 'lower', good: 7, average: 21 },
        USAGE_VALID_DAYS,
      ),
      input('ticketLoad', 10, { kind: 'linear', worst: 4, best: 0 }, null),
      input('nps', 15, NPS_TIERS, 365),
      input('csat', 10, { kind: 'linear', worst: 2, best: 4.8 }, 365),
      input('revenueGrowth', 5, { kind: 'linear', worst: -0.3, best: 0.1 }, null),
      input('pulse', 10, { kind: 'linear', worst: 0, best: 10 }, null),
    ],
    exceptions: [OPEN_URGENT_TICKET],
    bands: BANDS,
    minCoverage: MIN_COVERAGE,
  },
];

function input(
  measure: HealthMeasure,
  weight: number,
  scoring: Scoring,
  validForDays: number | null,
): HealthInput {
  return { measure, weight, scoring, validForDays };
}

/** What of an account decides on its profile. */
export interface ProfileSubject {
  stage: string;
  planTier: string | null;
  industry: string | null;
  country: string | null;
  channel: string | null;
  tenureDays: number | null;
}

/** The first profile that applies; the last applies to all. */
export function profileFor(profiles: readonly HealthProfile[], subject: ProfileSubject): HealthProfile {
  const found = profiles.find(({ appliesTo }) => applies(appliesTo, subject)) ?? profiles.at(-1);
  if (!found) throw new RangeError('there must be a profile that applies to all');
  return found;
}

function applies(to: AppliesTo, subject: ProfileSubject): boolean {
  return (
    holds(to.stages, subject.stage) &&
    holds(to.planTiers, subject.planTier) &&
    holds(to.industries, subject.industry) &&
    holds(to.countries, subject.country) &&
    holds(to.channels, subject.channel) &&
    isWithin(to.tenureDays, subject.tenureDays)
  );
}

function holds(allowed: readonly string[] | undefined, value: string | null): boolean {
  return allowed === undefined || (value !== null && allowed.includes(value));
}

function isWithin(range: AppliesTo['tenureDays'], days: number | null): boolean {
  if (!range) return true;
  return days !== null && days >= (range.from ?? 0) && days < (range.below ?? Infinity);
}
