import { z } from 'zod';

const MAX_DAYS = 1_095;
const FULL_SHARE_BASIS_POINTS = 10_000;

/** What a part of each commission waits for. */
export const SuccessTerms = z
  .object({
    shareBasisPoints: z
      .number()
      .int()
      .min(1)
      .max(FULL_SHARE_BASIS_POINTS)
      .describe('How much of each commission waits; 5000 is half'),
    afterDays: z.number().int().min(1).max(MAX_DAYS).describe('After the sale; then the facts are asked'),
    isActive: z.boolean().default(false).describe('The customer is still one'),
    minBand: z.enum(['good', 'average']).nullable().default(null).describe('Health at this band or above'),
    isRefundFree: z.boolean().default(false).describe('Nothing of the sale was refunded'),
    onboarding: z
      .object({
        withinDays: z.number().int().min(1).max(MAX_DAYS).nullable().describe('Of the sale; else by then'),
      })
      .optional()
      .describe('The customer has finished onboarding'),
  })
  .refine((terms) => terms.isActive || terms.isRefundFree || terms.minBand !== null || terms.onboarding, {
    path: ['isActive'],
    message: 'needs at least one condition',
  })
  .refine(({ onboarding, afterDays }) => (onboarding?.withinDays ?? 0) <= afterDays, {
    path: ['onboarding', 'withinDays'],
    message: 'is after the day when it is asked',
  });
export type SuccessTerms = z.infer<typeof SuccessTerms>;

export const SuccessCheck = z.object({
  condition: z.enum(['isActive', 'minBand', 'isRefundFree', 'onboarding']),
  isMet: z.boolean().nullable().describe('Null where nobody has told'),
});
export type SuccessCheck = z.infer<typeof SuccessCheck>;
