import { z } from 'zod';
import { AmountMinor, Currency } from '../../core/money.ts';

const LAST_DAY_OF_EVERY_MONTH = 28;
const MAX_CURRENCIES = 30;

const TermsOf = z.enum(['group', 'company']).describe('The group’s own terms stand before the company’s');

export const PayoutRequest = z.object({ currency: Currency });

export const OwnMinimumChange = z.object({ amountMinor: AmountMinor.nonnegative() });

/** What an affiliate has to know of the next payout in each currency. */
export const PayoutOutlook = z.object({
  data: z.array(
    z.object({
      currency: z.string(),
      payableMinor: AmountMinor.describe('Without what stands in a payout already'),
      preparedMinor: AmountMinor.describe('In a payout that is not paid yet'),
      minimumMinor: AmountMinor.describe('What is needed at least: the group’s, else the company’s'),
      minimumOf: TermsOf,
      ownMinimumMinor: AmountMinor.describe('The affiliate’s own; it counts where it is above'),
      requestedAt: z.date().nullable(),
    }),
  ),
});
export type PayoutOutlook = z.infer<typeof PayoutOutlook>;

export const ScheduleChange = z.object({
  dayOfMonth: z
    .number()
    .int()
    .min(1)
    .max(LAST_DAY_OF_EVERY_MONTH)
    .nullable()
    .describe('In the workspace’s time zone; null ends the schedule'),
});
export const Schedule = ScheduleChange.extend({
  firstMonth: z.string().nullable().describe('The first month in which it creates a payout'),
});
export type Schedule = z.infer<typeof Schedule>;

export const GroupTermsChange = z.object({
  schedule: ScheduleChange.nullable().describe('Null is the company’s schedule'),
  minimums: z
    .array(z.object({ currency: Currency, amountMinor: AmountMinor.nonnegative() }))
    .max(MAX_CURRENCIES)
    .refine(
      (minimums) => new Set(minimums.map(({ currency }) => currency)).size === minimums.length,
      'names a currency twice',
    )
    .describe('In a currency without one, the company’s'),
});
export type GroupTermsChange = z.infer<typeof GroupTermsChange>;

/** What counts for the affiliates of a group instead of the company's terms. */
export const GroupTerms = z.object({
  groupId: z.string(),
  name: z.string(),
  schedule: Schedule.nullable(),
  minimums: z.array(z.object({ currency: z.string(), amountMinor: AmountMinor })),
});
export type GroupTerms = z.infer<typeof GroupTerms>;

/** When an affiliate is paid, and from which amount on. */
export const PayoutTiming = z.object({
  schedule: z.object({
    dayOfMonth: z.number().int().nullable().describe('Null is never by itself'),
    nextDay: z.string().nullable(),
    of: TermsOf,
  }),
  minimums: z.array(
    z.object({
      currency: z.string(),
      amountMinor: AmountMinor,
      of: TermsOf,
      ownMinimumMinor: AmountMinor.describe('The affiliate’s own; it counts where it is above'),
    }),
  ),
});
export type PayoutTiming = z.infer<typeof PayoutTiming>;
