import { z } from 'zod';
import { AmountMinor } from '../../core/money.ts';

const MAX_FILE_CHARACTERS = 4_000_000;

export const RESULT_OUTCOMES = [
  'paid',
  'failed',
  'returned',
  'pending',
  'settled',
  'contradicts',
  'unknown',
] as const;
export type ResultOutcome = (typeof RESULT_OUTCOMES)[number];

export const ResultFile = z.object({
  content: z
    .string()
    .min(1)
    .max(MAX_FILE_CHARACTERS)
    .describe('The CSV that the bank or PayPal gives back, with columns for reference and status'),
});
export type ResultFile = z.infer<typeof ResultFile>;

const ResultRow = z.object({
  line: z.number().int().describe('Of the file, counted from 1'),
  reference: z.string(),
  affiliateName: z.string().nullable(),
  amountMinor: AmountMinor.nullable(),
  outcome: z
    .enum(RESULT_OUTCOMES)
    .describe(
      'returned: was paid and came back; settled: says again what is booked; contradicts: says otherwise, and changes nothing',
    ),
  reason: z.string().nullable(),
});
export type ResultRow = z.infer<typeof ResultRow>;

/** What a result file says about a payout. */
export const PayoutResults = z.object({
  rows: z.array(ResultRow),
  totals: z.array(
    z.object({ outcome: z.enum(RESULT_OUTCOMES), count: z.number().int(), amountMinor: AmountMinor }),
  ),
  errors: z
    .array(z.object({ line: z.number().int(), text: z.string() }))
    .describe('While there are any, nothing is applied'),
});
export type PayoutResults = z.infer<typeof PayoutResults>;
