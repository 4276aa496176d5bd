import { z } from 'zod';
import { AmountMinor, Currency } from '../../core/money.ts';
import { PageQuery, pageOf } from '../../core/page.ts';
import { Country } from '../methods/schema.ts';
import { TAX_FORM_KINDS } from '../tax/rules.ts';
import { MISSING_TAX } from './rules.ts';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2999;

export const Year = z.coerce.number().int().min(FIRST_YEAR).max(LAST_YEAR);
export const YearParams = z.object({ year: Year });

/** What an affiliate's account moved in a year; opening + earned + corrected + asked back − paid = closing. */
const YearSums = z.object({
  currency: z.string(),
  openingMinor: AmountMinor,
  earnedMinor: AmountMinor,
  correctedMinor: AmountMinor.describe('Refunds, declines and everything decided anew, mostly below zero'),
  askedBackMinor: AmountMinor.describe('Below zero before, and asked back in money instead of being carried'),
  paidMinor: AmountMinor,
  closingMinor: AmountMinor,
});
export type YearSums = z.infer<typeof YearSums>;

const TaxState = z.object({
  country: z.string().nullable(),
  hasVatId: z.boolean(),
  hasTaxNumber: z.boolean(),
  forms: z.array(z.enum(TAX_FORM_KINDS)),
  missing: z.array(z.enum(MISSING_TAX)),
});
export type TaxState = z.infer<typeof TaxState>;

const YearRow = YearSums.extend({
  affiliateId: z.string(),
  affiliateName: z.string(),
  isReportable: z.boolean().describe('Paid so much that a tax office may have to be told'),
  tax: TaxState.nullable().describe('Null for who may not read tax data'),
});
export type YearRow = z.infer<typeof YearRow>;

export const YearQuery = PageQuery.extend({
  currency: Currency.optional(),
  isReportable: z.stringbool().optional(),
});
export type YearQuery = z.infer<typeof YearQuery>;

/** A calendar year of all affiliates; totals over all pages. */
export const YearSummary = pageOf(YearRow).extend({
  year: z.number().int(),
  years: z.array(z.number().int()).describe('Every year since the first movement, the newest first'),
  from: z.date(),
  to: z.date().describe('Exclusive'),
  totals: z.array(
    YearSums.extend({
      affiliateCount: z.number().int(),
      reportableCount: z.number().int(),
      thresholdMinor: AmountMinor.nullable().describe('Null: nobody is marked'),
      thresholdCountry: z.string().nullable(),
    }),
  ),
});
export type YearSummary = z.infer<typeof YearSummary>;

export const ThresholdChange = z.object({
  amountMinor: AmountMinor.nonnegative().nullable(),
  country: Country.nullable().default(null),
});
export const Threshold = z.object({
  currency: z.string(),
  amountMinor: AmountMinor.nullable(),
  country: z.string().nullable(),
});

/** One's own year. */
export const OwnYear = z.object({
  year: z.number().int(),
  years: z.array(z.number().int()),
  sums: z.array(YearSums),
  missing: z
    .array(z.enum(MISSING_TAX))
    .describe('What the company needs for the tax office and does not have'),
});
export type OwnYear = z.infer<typeof OwnYear>;
