import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { HealthBand } from './health.ts';
import { Reason } from './reason.ts';

export const FACTORS = ['willingness', 'success', 'reach', 'worth'] as const;
export type Factor = (typeof FACTORS)[number];

export const RankingInput = z.enum([
  'nps',
  'csat',
  'cameByRecommendation',
  'health',
  'activeDays',
  'featuresUsed',
  'usageTrend',
  'revenueGrowth',
  'tenureDays',
  'ticketLoad',
  'influence',
  'peopleToAsk',
  'audience',
  'lifetimeValue',
  'retentionCostShare',
]);
export type RankingInput = z.infer<typeof RankingInput>;

/** Why an account is not asked. */
export const EXCLUSIONS = [
  'not_a_customer',
  'churned',
  'not_enough_data',
  'unhealthy',
  'detractor',
  'nobody_to_ask',
  'asked_recently',
  'already_affiliate',
] as const;
export const Exclusion = z.enum(EXCLUSIONS);
export type Exclusion = z.infer<typeof Exclusion>;

const SegmentText = z.string().trim().min(1).max(200).optional();

/** The segment of the ranking; money in minor units of the account's own currency. */
export const RankingFilters = z.object({
  industry: SegmentText,
  country: SegmentText,
  planTier: SegmentText,
  channel: SegmentText,
  minMrrMinor: z.coerce.number().int().min(0).optional(),
});
export type RankingFilters = z.infer<typeof RankingFilters>;

export const RankingQuery = PageQuery.extend(RankingFilters.shape);
export type RankingQuery = z.infer<typeof RankingQuery>;

export const ExcludedQuery = RankingQuery.extend({ reason: Exclusion.optional() });
export type ExcludedQuery = z.infer<typeof ExcludedQuery>;

export const RankedAccountSummary = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  name: z.string(),
  industry: z.string().nullable(),
  country: z.string().nullable(),
  planTier: z.string().nullable(),
  channel: z.string().nullable(),
  stage: z.string(),
  ownerId: z.string().nullable(),
  mrrMinor: z.number().int().nullable(),
  currency: z.string().nullable(),
});

export type RankedAccountSummary = z.infer<typeof RankedAccountSummary>;

const FactorView = z.object({
  /** 0–1: the account's place among the company's living customers. */
  value: z.number(),
  /** The exponent of the factor in the score. */
  weight: z.number(),
  /** `value ^ weight`: the score is 100 times the product of the four. */
  multiplier: z.number(),
  inputs: z.array(
    z.object({
      input: RankingInput,
      label: z.string(),
      value: z.number().nullable(),
      isKnown: z.boolean(),
      /** 0 worst – 1 best among the living customers; 0.5 where nothing is known. */
      place: z.number(),
      /** The part of the factor that this input decides. */
      share: z.number(),
      /** `place × share`: these add up to the mean whose place is the factor's value. */
      contribution: z.number(),
      text: z.string(),
    }),
  ),
});

const PersonView = z.object({
  personId: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  role: z.string().nullable(),
  isPromoter: z.boolean().describe('Answered a survey so gladly that they may be asked'),
  why: Reason,
});

export const RankedAccount = z.object({
  account: RankedAccountSummary,
  score: z.number(),
  factors: z.object({
    willingness: FactorView,
    success: FactorView,
    reach: FactorView,
    worth: FactorView,
  }),
  /** Up to three, the strongest first. */
  reasons: z.array(Reason),
  /** Whom to ask, in order. */
  people: z.array(PersonView),
  health: z.object({ score: z.number().nullable(), band: HealthBand }),
  ltvMinor: z.number().int().nullable(),
  asOf: z.date(),
  refreshedAt: z.date(),
});
export type RankedAccount = z.infer<typeof RankedAccount>;

export const RankingDetail = RankedAccount.extend({
  isEligible: z.boolean(),
  /** Why not, when not. */
  exclusions: z.array(Reason),
});
export type RankingDetail = z.infer<typeof RankingDetail>;

/** How fresh the figures are, and how many are ranked. Null dates: not computed yet. */
export const Freshness = z.object({
  asOf: z.date().nullable(),
  refreshedAt: z.date().nullable(),
  eligible: z.number().int(),
  excluded: z.number().int(),
  /** True while facts of so many accounts have come in that the order will be another one in a moment. */
  isBeingMade: z.boolean(),
  /** True while the newest data is older than a month: the figures describe `asOf`, not today. */
  isDataOld: z.boolean(),
});

export const RankingPage = z.object({
  data: z.array(RankedAccount),
  nextCursor: z.string().nullable(),
  freshness: Freshness,
});
export type RankingPage = z.infer<typeof RankingPage>;

export const ExcludedAccount = z.object({
  account: RankedAccountSummary,
  score: z.number(),
  exclusions: z.array(Reason),
});
export type ExcludedAccount = z.infer<typeof ExcludedAccount>;

export const AccountAtRisk = z.object({
  account: RankedAccountSummary,
  health: z.object({ score: z.number().nullable(), band: HealthBand }),
  /** Probability of leaving within 90 days. */
  churnRisk: z.number(),
  /** False: read from the health score, not from a model that was checked against what happened. */
  isValidated: z.boolean(),
  mrrAtRiskMinor: z.number().int(),
  /** What pulls the health down, the worst first. */
  reasons: z.array(Reason),
  refreshedAt: z.date(),
});
export type AccountAtRisk = z.infer<typeof AccountAtRisk>;
