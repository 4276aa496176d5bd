import { z } from 'zod';
import { AmountMinor, Currency } from '../../core/money.ts';
import { PageQuery } from '../../core/page.ts';
import { NonCash } from '../plans/non-cash-schema.ts';
import { LOSS_CAUSES, OCCASIONS, REWARD_KINDS, REWARD_STATES } from './kinds.ts';

const MAX_TEXT = 500;
const MAX_CODE = 200;
const MAX_AT_ONCE = 200;

const text = z.string().trim().min(1).max(MAX_TEXT);
const optionalText = z.string().trim().max(MAX_TEXT).default('');
const code = z.string().trim().max(MAX_CODE).default('');

/** What is granted beside money, to whom, and for what. */
export interface NewReward {
  /** Names what is rewarded: it is granted once, for ever. */
  sourceKey: string;
  occasion: (typeof OCCASIONS)[number];
  affiliateId: string;
  offerId: string | null;
  customerId: string | null;
  /** Of the sale that earned it. */
  commissionId: string | null;
  planId: string | null;
  planVersion: number | null;
  what: NonCash;
  /** Of the credit, or of what a gift is worth. */
  currency: string | null;
  /** Why somebody granted it by hand. */
  reason: string | null;
  earnedAt: Date;
  /** When the time for refunds is over. */
  releaseAt: Date;
  needsApproval: boolean;
}

const facts = {
  id: z.string(),
  occasion: z.enum(OCCASIONS),
  kind: z.enum(REWARD_KINDS),
  amountMinor: AmountMinor.nullable().describe('The credit, or what the gift is worth'),
  currency: z.string().nullable(),
  points: z.number().int().nullable(),
  name: z.string().nullable().describe('Of the points, or of the gift'),
  reason: z.string().nullable().describe('Why it was granted by hand'),
  earnedAt: z.date(),
  releaseAt: z.date().describe('When the time for refunds is over'),
  state: z.enum(REWARD_STATES).describe('Points are given by themselves once they wait no more'),
  waitsFor: z.enum(['refunds', 'approval', 'review']).nullable(),
  lostAt: z.date().nullable(),
  lostBecause: z
    .enum(LOSS_CAUSES)
    .nullable()
    .describe('Why it is cancelled; of one that was given, what became of its sale later'),
  givenAt: z.date().nullable(),
  note: z.string().nullable().describe('What the affiliate is told with it'),
  code: z.string().nullable().describe('Of a voucher'),
};

const inWords = { what: z.string().describe('What is given, in words') };

/** A reward as staff see it. */
export const Reward = z.object({
  ...facts,
  ...inWords,
  affiliateId: z.string(),
  affiliateName: z.string(),
  offerId: z.string().nullable(),
  customerId: z.string().nullable(),
  planId: z.string().nullable(),
  givenByName: z.string().nullable(),
});
export type Reward = z.infer<typeof Reward>;

/** A reward as its affiliate sees it. */
export const OwnReward = z.object({ ...facts, ...inWords, why: z.string().describe('In words') });
export type OwnReward = z.infer<typeof OwnReward>;

const filters = {
  q: z.string().trim().max(MAX_CODE).optional().describe('In its name, reason, note or code'),
  state: z.enum(REWARD_STATES).optional(),
  kind: z.enum(REWARD_KINDS).optional(),
  affiliateId: z.string().optional(),
  sort: z.enum(['earned', 'release']).default('earned'),
  direction: z.enum(['asc', 'desc']).default('desc'),
};
export const RewardExportQuery = z.object(filters);
export type RewardExportQuery = z.infer<typeof RewardExportQuery>;
export const RewardQuery = PageQuery.extend(filters);
export type RewardQuery = z.infer<typeof RewardQuery>;

/** A grant by hand. */
export const RewardGrant = z
  .object({
    affiliateId: z.string(),
    what: NonCash,
    currency: Currency.nullable().default(null).describe('Of the credit, or of what the gift is worth'),
    reason: text.describe('The affiliate reads it'),
  })
  .refine(({ what, currency }) => currency !== null || !namesAmount(what), {
    path: ['currency'],
    message: 'is needed for an amount',
  });
export type RewardGrant = z.infer<typeof RewardGrant>;

function namesAmount(what: NonCash): boolean {
  return what.kind === 'credit' || (what.kind === 'gift' && what.worthMinor !== null);
}

/** That these were given, with what their affiliates are told. */
export const Handover = z.object({
  rewardIds: z.array(z.string()).min(1).max(MAX_AT_ONCE),
  note: optionalText,
  code: code.describe('Of a voucher: the affiliate reads it'),
});
export type Handover = z.infer<typeof Handover>;

export const HandoverResult = z.object({
  givenIds: z.array(z.string()),
  leftIds: z.array(z.string()).describe('They wait, are cancelled, or were given already'),
});
export type HandoverResult = z.infer<typeof HandoverResult>;

export const RewardCancellation = z.object({ reason: text });

/** What an affiliate has of the points of one name; below zero only by what refunds took back. */
export const PointsBalance = z.object({
  affiliateId: z.string(),
  affiliateName: z.string(),
  name: z.string(),
  points: z.number().int().describe('Granted, less what was cancelled and what was redeemed'),
  waiting: z.number().int().describe('Not counted yet: their waiting time is not over'),
});
export type PointsBalance = z.infer<typeof PointsBalance>;

export const OwnRewards = z.object({
  points: z.array(PointsBalance.omit({ affiliateId: true, affiliateName: true })),
});

export const RedemptionInput = z.object({
  externalId: z
    .string()
    .trim()
    .min(1)
    .max(MAX_CODE)
    .optional()
    .describe('Your own id for it; told again it redeems nothing more'),
  affiliateId: z.string(),
  name: z.string().trim().min(1).max(MAX_CODE).describe('Of the points'),
  points: z.number().int().positive().max(1_000_000_000),
  purpose: text.describe('What it is for; the affiliate reads it'),
  code,
});
export type RedemptionInput = z.infer<typeof RedemptionInput>;

export const Redemption = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  affiliateId: z.string(),
  affiliateName: z.string(),
  name: z.string(),
  points: z.number().int(),
  purpose: z.string(),
  code: z.string().nullable(),
  redeemedAt: z.date(),
  redeemedByName: z.string(),
  withdrawnAt: z.date().nullable(),
});
export type Redemption = z.infer<typeof Redemption>;

export const OwnRedemption = Redemption.pick({
  ...{ id: true, name: true, points: true, purpose: true, code: true, redeemedAt: true },
});
export const RedemptionQuery = PageQuery.extend({ affiliateId: z.string().optional() });
