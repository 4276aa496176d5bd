import { z } from 'zod';
import { HEALTH_BANDS, STAGES } from '../../customers/index.ts';
import { Reason } from './reason.ts';

const MAX_PROFILES = 20;
const MAX_INPUTS = 30;
const MAX_NAME = 100;
const MAX_REASON = 500;

/** What a health input can be taken from. The look-back of each is fixed: see `LOOK_BACK_DAYS`. */
export const HEALTH_MEASURES = [
  'usageTrend',
  'activeDays',
  'featureShare',
  'seatShare',
  'daysSinceUse',
  'ticketLoad',
  'openUrgentTickets',
  'nps',
  'csat',
  'revenueGrowth',
  'tenureDays',
  'pulse',
] as const;
export const HealthMeasure = z.enum(HEALTH_MEASURES);
export type HealthMeasure = z.infer<typeof HealthMeasure>;

/** `not_scored`: too little is known. It is a state of its own, neither good nor poor. */
export const HealthBand = z.enum(HEALTH_BANDS);

const Linear = z
  .object({ kind: z.literal('linear'), worst: z.number(), best: z.number() })
  .refine(({ worst, best }) => worst !== best, 'worst and best must differ')
  .describe('0 at worst, 100 at best, straight between; worst may be the larger number');

const Bands = z
  .object({
    kind: z.literal('bands'),
    direction: z.enum(['higher', 'lower']),
    good: z.number(),
    average: z.number(),
  })
  .refine(
    ({ direction, good, average }) => (direction === 'higher' ? good > average : good < average),
    'good must be better than average',
  )
  .describe('100 from good on, 50 from average on, else 0');

const Tiers = z
  .object({
    kind: z.literal('tiers'),
    start: z.number().min(0).max(10),
    steps: z
      .array(
        z
          .object({
            atLeast: z.number().optional(),
            below: z.number().optional(),
            points: z.number().min(-10).max(10),
          })
          .refine(({ atLeast, below }) => atLeast !== undefined || below !== undefined, 'needs a limit'),
      )
      .min(1)
      .max(20),
  })
  .describe('Starts with points, every step that holds adds or subtracts, clamped to 0–10');

export const Scoring = z.discriminatedUnion('kind', [Linear, Bands, Tiers]);
export type Scoring = z.infer<typeof Scoring>;

export const HealthInput = z.object({
  measure: HealthMeasure,
  weight: z.number().positive().max(1_000),
  scoring: Scoring,
  /** Older observations do not count. Null: never too old. A pulse brings its own expiry. */
  validForDays: z.number().int().positive().max(3_650).nullable(),
});
export type HealthInput = z.infer<typeof HealthInput>;

const Texts = z.array(z.string().trim().min(1).max(MAX_NAME)).min(1).max(100).optional();

/** Which accounts a profile is for; every given condition must hold. */
export const AppliesTo = z.object({
  stages: z.array(z.enum(STAGES)).min(1).optional(),
  planTiers: Texts,
  industries: Texts,
  countries: Texts,
  channels: Texts,
  /** Days since the first payment: from (inclusive) and below. */
  tenureDays: z
    .object({ from: z.number().int().min(0).optional(), below: z.number().int().min(1).optional() })
    .optional(),
});
export type AppliesTo = z.infer<typeof AppliesTo>;

export const HealthProfile = z
  .object({
    key: z
      .string()
      .max(50)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'),
    name: z.string().trim().min(1).max(MAX_NAME),
    appliesTo: AppliesTo,
    inputs: z.array(HealthInput).min(1).max(MAX_INPUTS),
    /** While the measure is at least this, the score is at most `cap`. */
    exceptions: z
      .array(z.object({ measure: HealthMeasure, atLeast: z.number(), cap: z.number().min(0).max(100) }))
      .max(10),
    /** The lowest score of each band; what is below average is poor. */
    bands: z
      .object({ good: z.number().min(0).max(100), average: z.number().min(0).max(100) })
      .refine(({ good, average }) => good > average, 'good must begin above average'),
    /** The share of the weights that must be known; below it the account is not scored. */
    minCoverage: z.number().gt(0).max(1),
  })
  .refine(({ inputs }) => new Set(inputs.map(({ measure }) => measure)).size === inputs.length, {
    message: 'each measure may be used once',
    path: ['inputs'],
  });
export type HealthProfile = z.infer<typeof HealthProfile>;

/** In order; the first that applies is used, so the last must apply to all. */
export const HealthProfiles = z
  .array(HealthProfile)
  .min(1)
  .max(MAX_PROFILES)
  .refine(
    (profiles) => Object.keys(profiles.at(-1)?.appliesTo ?? {}).length === 0,
    'the last must apply to all',
  )
  .refine(
    (profiles) => new Set(profiles.map(({ key }) => key)).size === profiles.length,
    'each key may be used once',
  );

export const HealthProfilesChange = z.object({ profiles: HealthProfiles });

export const Portfolio = z.object({
  good: z.number().int(),
  average: z.number().int(),
  poor: z.number().int(),
  notScored: z.number().int(),
  /** Good counts 100, average 60, poor 40. Null while nobody is scored. */
  score: z.number().nullable(),
});

export const HealthProfilesView = z.object({
  /** 0 is the profile that comes with Goodword. */
  version: z.number().int(),
  savedAt: z.date().nullable(),
  savedBy: z.string().nullable(),
  profiles: z.array(HealthProfile),
  measures: z.array(
    z.object({ measure: HealthMeasure, label: z.string(), lookBackDays: z.number().int().nullable() }),
  ),
  portfolio: Portfolio,
});
export type HealthProfilesView = z.infer<typeof HealthProfilesView>;

/** What one input did for the score. */
export const Contribution = z.object({
  measure: HealthMeasure,
  label: z.string(),
  state: z.enum(['used', 'missing', 'stale']),
  value: z.number().nullable(),
  /** When it was observed; null where it is computed from the facts as of the score. */
  at: z.date().nullable(),
  /** 0–100 by the profile's rule. */
  score: z.number().nullable(),
  /** The share of the weights that are known; 0 unless used. */
  share: z.number(),
  /** score × share: these add up to the score before a cap. */
  points: z.number(),
  text: z.string(),
});

/** `configuration`: the profile changed, not the customer. */
export const HEALTH_CAUSES = ['first', 'customer', 'configuration', 'override'] as const;
export type HealthCause = (typeof HEALTH_CAUSES)[number];

const HealthChange = z.object({
  at: z.date(),
  score: z.number().nullable(),
  band: HealthBand,
  cause: z.enum(HEALTH_CAUSES),
  profileKey: z.string(),
  profileVersion: z.number().int(),
});

export const OverrideChange = z.object({
  score: z.number().min(0).max(100),
  reason: z.string().trim().min(1).max(MAX_REASON),
  expiresAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
});
export type OverrideChange = z.infer<typeof OverrideChange>;

export const PulseChange = z.object({
  /** How it feels to who knows them: 0 to 10. */
  value: z.number().min(0).max(10),
  note: z.string().trim().max(MAX_REASON).optional(),
  expiresAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
});
export type PulseChange = z.infer<typeof PulseChange>;

export const AccountHealth = z.object({
  accountId: z.string(),
  score: z.number().nullable(),
  band: HealthBand,
  /** The share of the weights that are known. */
  coverage: z.number(),
  profile: z.object({ key: z.string(), name: z.string(), version: z.number().int() }),
  contributions: z.array(Contribution),
  /** Why the score is lower than its contributions, or why there is none. */
  notes: z.array(Reason),
  override: z
    .object({ score: z.number(), reason: z.string(), author: z.string(), at: z.date(), expiresAt: z.date() })
    .nullable(),
  pulse: z
    .object({
      value: z.number(),
      note: z.string().nullable(),
      author: z.string(),
      at: z.date(),
      expiresAt: z.date(),
    })
    .nullable(),
  churnRisk: z.object({ value: z.number().nullable(), isValidated: z.boolean(), text: z.string() }),
  /** Newest first. */
  history: z.array(HealthChange),
  /** The moment that the facts describe, and when they were last read. */
  asOf: z.date(),
  refreshedAt: z.date(),
});
export type AccountHealth = z.infer<typeof AccountHealth>;
