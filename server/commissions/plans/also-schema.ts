import { z } from 'zod';
import { AmountMinor } from '../../core/money.ts';
import { ShareOrAmount } from './rule-schema.ts';

const monthlyBudgetMinor = AmountMinor.positive()
  .nullable()
  .default(null)
  .describe('All that is given for it in one calendar month, in the workspace’s time zone');

/** What a plan gives beside the commissions of sales, in its currency. */
export const AlsoReward = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('lead'), amountMinor: AmountMinor.positive(), monthlyBudgetMinor })
    .describe('For the first lead of each customer, once for ever'),
  z
    .object({ kind: z.literal('click'), perThousandMinor: AmountMinor.positive(), monthlyBudgetMinor })
    .describe('For a thousand counted clicks; each day is rounded by itself when it is over'),
  z
    .object({ kind: z.literal('upgrade'), reward: ShareOrAmount, monthlyBudgetMinor })
    .describe(
      'For each day on which what a referred customer pays a month has grown; a share is of the growth',
    ),
]);
export type AlsoReward = z.infer<typeof AlsoReward>;
