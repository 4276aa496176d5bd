import { z } from 'zod';
import { AmountMinor, Currency } from '../../core/money.ts';

const FULL_BASIS_POINTS = 10_000;
const MAX_MONTHS = 120;
const MAX_TEXT = 500;
const MAX_ID = 255;

const percent = z.object({
  kind: z.literal('percent'),
  basisPoints: z.number().int().min(1).max(FULL_BASIS_POINTS),
});
const amount = { kind: z.literal('amount'), amountMinor: AmountMinor.positive() };

const lasting = {
  /** Of how many payments: one, those of the first months, or all. */
  duration: z.enum(['once', 'months', 'forever']),
  months: z.number().int().min(1).max(MAX_MONTHS).nullable().default(null),
  text: z.string().trim().max(MAX_TEXT).default('').describe('What else is to be known of it'),
  promotionCodeId: z
    .string()
    .trim()
    .max(MAX_ID)
    .nullable()
    .default(null)
    .describe('At the payment system, such as Stripe’s `promo_…`'),
};

/** What an offer promises whoever comes through an affiliate. Goodword tells of it; the seller’s checkout gives it. */
export const FriendDiscount = z.intersection(
  z.discriminatedUnion('kind', [percent, z.object({ ...amount, currency: z.string() })]),
  z.object(lasting),
);
export type FriendDiscount = z.infer<typeof FriendDiscount>;

export const NewFriendDiscount = z
  .intersection(
    z.discriminatedUnion('kind', [percent, z.object({ ...amount, currency: Currency })]),
    z.object(lasting),
  )
  .refine(({ duration, months }) => (duration === 'months') === (months !== null), {
    path: ['months'],
    message: 'goes with the duration “months”, and only with it',
  });
