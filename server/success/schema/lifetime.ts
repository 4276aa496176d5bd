import { z } from 'zod';

export const LifetimeValue = z.object({
  accountId: z.string(),
  /** `simple`: ARPA × gross margin / churn. */
  method: z.literal('simple'),
  ltvMinor: z.number().int().nullable(),
  currency: z.string().nullable(),
  formula: z.string(),
  /** Why there is no value. */
  note: z.string().nullable(),
  inputs: z.array(
    z.object({
      input: z.enum(['revenue', 'margin', 'churn', 'lifetime']),
      label: z.string(),
      /** Minor units, a share, a monthly rate, months. */
      value: z.number().nullable(),
      text: z.string(),
    }),
  ),
  asOf: z.date(),
  refreshedAt: z.date(),
});
export type LifetimeValue = z.infer<typeof LifetimeValue>;

export const LifetimeSettings = z.object({
  /** What is left of revenue after the cost of delivering, 0–1. */
  grossMargin: z.number(),
  /** True until the company sets its own. */
  isAssumed: z.boolean(),
});
export type LifetimeSettings = z.infer<typeof LifetimeSettings>;

export const LifetimeSettingsChange = z.object({ grossMargin: z.number().gt(0).max(1) });
