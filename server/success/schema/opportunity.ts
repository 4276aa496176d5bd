import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { OPPORTUNITY_KINDS, OPPORTUNITY_SORTS, OPPORTUNITY_STATES } from '../growth/kinds.ts';
import { HealthBand } from './health.ts';
import { RankedAccountSummary } from './ranking.ts';
import { Reason } from './reason.ts';

const MAX_REASON = 500;
const MAX_ID = 200;
const MAX_QUIET_DAYS = 730;
const DEFAULT_QUIET_DAYS = 90;

export const Opportunity = z.object({
  id: z.string(),
  kind: z.enum(OPPORTUNITY_KINDS),
  state: z.enum(OPPORTUNITY_STATES),
  account: RankedAccountSummary,
  health: z.object({ score: z.number().nullable(), band: HealthBand }),
  reason: Reason,
  inputs: z.array(Reason).describe('Every figure that led to it, as a sentence'),
  monthlyMinor: z.number().int().describe('More revenue a month'),
  yearlyMinor: z.number().int(),
  currency: z.string(),
  nextStep: z.string(),
  foundAt: z.date(),
  refreshedAt: z.date(),
  decidedAt: z.date().nullable(),
  decidedByName: z.string().nullable(),
  dismissReason: z.string().nullable(),
  quietUntil: z.date().nullable().describe('Nothing of the kind is proposed for the account before'),
  deal: z
    .object({
      id: z.string(),
      name: z.string(),
      state: z.enum(['open', 'won', 'lost']),
      amountMinor: z.number().nullable(),
      currency: z.string(),
      closedAt: z.date().nullable(),
    })
    .nullable()
    .describe(
      'What became of an accepted one; null where the reader may not see the deal, or it was deleted',
    ),
});
export type Opportunity = z.infer<typeof Opportunity>;

export const OpportunityFilters = z.object({
  state: z.enum(OPPORTUNITY_STATES).optional(),
  kind: z.enum(OPPORTUNITY_KINDS).optional(),
  accountId: z.string().min(1).max(MAX_ID).optional(),
  minMonthlyMinor: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});
export type OpportunityFilters = z.infer<typeof OpportunityFilters>;

/** The largest or the newest first. */
export const OpportunityQuery = PageQuery.extend(OpportunityFilters.shape).extend({
  sort: z.enum(OPPORTUNITY_SORTS).default('monthlyMinor'),
});
export type OpportunityQuery = z.infer<typeof OpportunityQuery>;

export const Dismissal = z.object({
  reason: z.string().trim().min(1).max(MAX_REASON),
  quietDays: z
    .number()
    .int()
    .min(1)
    .max(MAX_QUIET_DAYS)
    .default(DEFAULT_QUIET_DAYS)
    .describe('Nothing of the kind is proposed for the account for so long'),
});
export type Dismissal = z.infer<typeof Dismissal>;
