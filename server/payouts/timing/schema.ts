import { z } from 'zod';
import { AmountMinor, Currency } from '../../core/money.ts';

const LAST_DAY_OF_EVERY_MONTH = 28;

export const PayoutRequest = z.object({ currency: Currency });

export const OwnMinimumChange = z.object({ amountMinor: AmountMinor.nonnegative() });

/** What an affiliate has to know of the next payout in each currency. */
export const PayoutOutlook = z.object({
  data: z.array(
    z.object({
      currency: z.string(),
      payableMinor: AmountMinor.describe('Without what stands in a payout already'),
      minimumMinor: AmountMinor.describe('The company’s'),
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
