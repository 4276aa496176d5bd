import { z } from 'zod';
import { AmountMinor } from '../../core/money.ts';
import { DraftTerms } from '../plans/schema.ts';

const MAX_MONTHS = 36;
const USUAL_MONTHS = 12;
const MAX_TERMS_LENGTH = 30_000;

const request = {
  planId: z.string().optional().describe('Replays the sales of this plan; without it, every credited sale'),
  months: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_MONTHS)
    .default(USUAL_MONTHS)
    .describe('Calendar months, this one included'),
};

export const SimulationRequest = z.object({
  ...request,
  terms: DraftTerms,
  affiliateId: z.string().optional().describe('Also answers with the sales of this affiliate'),
});
export type SimulationRequest = z.infer<typeof SimulationRequest>;

/** The same in an address, for a file. */
export const SimulationQuery = z.object({
  ...request,
  terms: z
    .string()
    .max(MAX_TERMS_LENGTH)
    .transform(readJson)
    .pipe(DraftTerms)
    .describe('As in the request for a simulation, in JSON'),
});

function readJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
}

const Change = z.object({
  currency: z.string(),
  nowMinor: AmountMinor.describe('As the ledger has it: after refunds and decisions, with what waits'),
  thenMinor: AmountMinor.describe('The same under the terms of the request'),
});
export type Change = z.infer<typeof Change>;

const Result = Change.extend({
  saleCount: z.number().int(),
  revenueMinor: AmountMinor.describe('Of the sales in this currency, less refunds'),
  waitingMinor: AmountMinor.describe('Of `thenMinor`, what waits for a condition that nobody has asked yet'),
});

const SimulatedTotal = Result.extend({
  nowReturn: z.number().nullable().describe('Revenue per commission; null without a commission'),
  thenReturn: z.number().nullable(),
});

const SimulatedAffiliate = Result.extend({ affiliateId: z.string(), affiliateName: z.string() });
export type SimulatedAffiliate = z.infer<typeof SimulatedAffiliate>;

const SimulatedSale = z.object({
  commissionId: z.string(),
  saleExternalId: z.string(),
  soldAt: z.date(),
  saleAmountMinor: AmountMinor,
  creditedMinor: AmountMinor.describe('The affiliate’s share of the sale'),
  saleCurrency: z.string(),
  booked: z.object({ amountMinor: AmountMinor, currency: z.string() }),
  simulated: z.object({ amountMinor: AmountMinor, currency: z.string() }),
});
export type SimulatedSale = z.infer<typeof SimulatedSale>;

/** What the sales of the past would have earned under other terms. Nothing of it is kept. */
export const PlanSimulation = z.object({
  from: z.date(),
  until: z.date(),
  sentence: z.string().describe('The terms in words'),
  saleCount: z.number().int(),
  totals: z.array(SimulatedTotal).describe('By currency'),
  months: z.array(Change.extend({ month: z.string().describe('`YYYY-MM`') })),
  affiliates: z
    .array(SimulatedAffiliate)
    .describe('Who gains most first, who loses most last; of many, those with the greatest changes'),
  gaining: z.number().int().describe('How many affiliates would have had more'),
  losing: z.number().int(),
  sales: z.array(SimulatedSale).describe('Of the affiliate asked for, the greatest changes first'),
  limits: z.array(z.object({ code: z.string(), text: z.string() })).describe('What it cannot say'),
});
export type PlanSimulation = z.infer<typeof PlanSimulation>;
