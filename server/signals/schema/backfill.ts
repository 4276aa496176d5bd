import { z } from 'zod';

const MAX_KEY = 300;

/** What is fetched, in this order: whom it concerns before what they paid, and that before what went back. */
export const BACKFILL_STAGES = [
  ...(['customers', 'codes', 'subscriptions', 'checkouts', 'invoices'] as const),
  ...(['payments', 'refunds', 'credit_notes', 'disputes'] as const),
] as const;
export type BackfillStage = (typeof BACKFILL_STAGES)[number];

export const BACKFILL_STATES = ['running', 'done', 'failed', 'canceled'] as const;

export const BillingBackfill = z.object({
  state: z.enum(BACKFILL_STATES),
  stage: z.enum(BACKFILL_STAGES),
  doneStages: z.number(),
  allStages: z.number(),
  fetchedCount: z.number(),
  /** Of these, what no event had told before. */
  newCount: z.number(),
  /** Why it ended, or what a page that is tried again met. */
  error: z.string().nullable(),
  startedAt: z.date(),
  finishedAt: z.date().nullable(),
});
export type BillingBackfill = z.infer<typeof BillingBackfill>;

export const NewBillingBackfill = z.object({
  apiKey: z
    .string()
    .trim()
    .max(MAX_KEY)
    .regex(/^rk_(live|test)_\w+$/, 'is a restricted key: it begins with rk_live_ or rk_test_')
    .describe('Used to read the history, then forgotten'),
});
export type NewBillingBackfill = z.infer<typeof NewBillingBackfill>;
