import { z } from 'zod';
import { AmountMinor } from '../../core/money.ts';

const MAX_POINTS = 1_000_000;
const MAX_NAME = 100;

const name = z.string().trim().min(1).max(MAX_NAME);

/** What is given beside money; amounts are in the currency of whoever promises it. */
export const NonCash = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('credit'), amountMinor: AmountMinor.positive() })
    .describe('Credited to the affiliate’s own account in the company’s product'),
  z
    .object({ kind: z.literal('points'), points: z.number().int().min(1).max(MAX_POINTS), name })
    .describe('So many of what the company calls by this name, such as “stars”'),
  z
    .object({ kind: z.literal('gift'), name, worthMinor: AmountMinor.positive().nullable().default(null) })
    .describe('A thing or a voucher, as it is described'),
]);
export type NonCash = z.infer<typeof NonCash>;

/** What earns it: the first lead of each customer, their first sale that is kept, or each. */
export const NonCashPromise = z.object({ on: z.enum(['lead', 'first_sale', 'sale']), what: NonCash });
export type NonCashPromise = z.infer<typeof NonCashPromise>;
