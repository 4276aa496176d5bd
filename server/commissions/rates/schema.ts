import { z } from 'zod';
import { Currency } from '../../core/money.ts';
import { PageQuery } from '../../core/page.ts';
import { RATE_SOURCES } from './convert.ts';

const MAX_FILE_LENGTH = 4_000_000;

/** An exact decimal above zero; also within the digits that the ECB writes, and more. */
export const Rate = z
  .string()
  .trim()
  .regex(/^\d{1,10}(\.\d{1,12})?$/, 'must be a decimal number such as 1.0875')
  .refine((text) => /[1-9]/.test(text), 'must be above zero');

const pair = {
  base: Currency.describe('Of which one is worth the rate'),
  quote: Currency,
  day: z.iso.date(),
};

export const PairOfDay = z.object(pair);
export type PairOfDay = z.infer<typeof PairOfDay>;

/** A rate to enter, or to correct: a pair has one rate a day. */
export const RateInput = z
  .object({ ...pair, rate: Rate })
  .refine(({ base, quote }) => base !== quote, { path: ['quote'], message: 'is the base itself' });
export type RateInput = z.infer<typeof RateInput>;

export const ExchangeRate = z.object({
  base: z.string(),
  quote: z.string(),
  day: z.string().describe('`YYYY-MM-DD`'),
  rate: z.string().describe('How much of the quote one of the base is, exact'),
  source: z.enum(RATE_SOURCES),
  enteredBy: z.string(),
  enteredAt: z.date(),
});
export type ExchangeRate = z.infer<typeof ExchangeRate>;

export const RateListQuery = PageQuery.extend({
  currency: Currency.optional().describe('On either side'),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type RateListQuery = z.infer<typeof RateListQuery>;

export const RateFile = z.object({
  csv: z
    .string()
    .min(1)
    .max(MAX_FILE_LENGTH)
    .describe('The euro reference rates as the ECB publishes them: `Date,USD,JPY,…`'),
});

const booked = { bookedCount: z.number().int().describe('Commissions that had waited for a rate') };

export const SavedRate = ExchangeRate.extend(booked);
export type SavedRate = z.infer<typeof SavedRate>;

export const RateImport = z.object({
  rateCount: z.number().int().describe('In the file'),
  changedCount: z.number().int().describe('New or corrected; what a person typed stays'),
  firstDay: z.string(),
  lastDay: z.string(),
  ...booked,
});
export type RateImport = z.infer<typeof RateImport>;
