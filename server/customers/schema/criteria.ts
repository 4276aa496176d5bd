import { z } from 'zod';
import { HEALTH_BANDS, STAGES } from '../rules.ts';
import { FEELINGS } from './account.ts';
import { FilterText } from './query.ts';

const MAX_VALUES = 50;
const MAX_DAYS = 3_650;

const words = z.array(FilterText).min(1).max(MAX_VALUES);
const days = z.number().int().min(0).max(MAX_DAYS);
const share = z.number().min(0).max(1);

/**
 * Which accounts are meant, by what is known of them at the time: all that is given must hold. The same words as the
 * filters of the list of accounts; days are counted from the moment that is looked at.
 */
export const AccountCriteria = z
  .strictObject({
    stage: z.array(z.enum(STAGES)).min(1),
    healthBand: z.array(z.enum(HEALTH_BANDS)).min(1),
    planTier: words,
    channel: words,
    industry: words,
    country: words,
    ownerId: words,
    feeling: z.enum(FEELINGS),
    isAffiliate: z.boolean(),
    isOnboarded: z.boolean(),
    minMrrMinor: z.number().int(),
    maxMrrMinor: z.number().int(),
    minHealthScore: z.number(),
    maxHealthScore: z.number(),
    minChurnRisk: share,
    maxChurnRisk: share,
    minAdvocacyScore: z.number(),
    minOpenTickets: z.number().int().min(1),
    minUsageTrend: z.number().describe('0.2 is a fifth more than in the 28 days before'),
    maxUsageTrend: z.number(),
    minSeatShare: z.number().min(0).describe('People who used it within 28 days, over seats'),
    signedUpWithinDays: days,
    signedUpBeforeDays: days.describe('At least so many days ago'),
    idleForDays: days.describe('Used before, but not within so many days'),
    renewsWithinDays: days,
    boughtWithinDays: days.describe('The last deal that was won, or the first payment, is so recent'),
    boughtBeforeDays: days.describe('At least so many days ago'),
  })
  .partial();
export type AccountCriteria = z.infer<typeof AccountCriteria>;
