import { z } from 'zod';
import { Country } from '../methods/schema.ts';
import { canonicalVatId, isTaxNumber, TAX_FORM_KINDS, TREATMENT_KINDS } from './rules.ts';

const MAX_LEGAL_NAME = 140;
const MAX_ADDRESS = 400;
const MAX_NUMBER = 40;
const MAX_RATE_BASIS_POINTS = 5_000;

/** Who somebody is for the tax office: the affiliate, and the company itself. */
export const Party = z.object({
  legalName: z.string().trim().min(1).max(MAX_LEGAL_NAME),
  address: z.string().trim().min(1).max(MAX_ADDRESS).describe('Without the country, on several lines'),
  country: Country,
  vatId: z.string().trim().max(MAX_NUMBER).nullish(),
});

/** Refuses, at its field, a number that cannot be one of the country. */
export function checkNumbers(
  { country, vatId, taxNumber }: { country: string; vatId?: string | null; taxNumber?: string | null },
  context: z.RefinementCtx,
): void {
  const refuse = (field: string, what: string) =>
    context.addIssue({
      code: 'custom',
      path: [field],
      message: `must be a ${what} of ${country}; check it for a typing error`,
    });
  if (vatId && canonicalVatId(country, vatId) === null) refuse('vatId', 'VAT id');
  if (taxNumber && !isTaxNumber(country, taxNumber)) refuse('taxNumber', 'tax number');
}

export const TaxChange = Party.extend({
  kind: z.enum(['person', 'business']),
  taxNumber: z
    .string()
    .trim()
    .max(MAX_NUMBER)
    .nullish()
    .describe('Left out: the one on record stays, as long as the country does'),
}).superRefine(checkNumbers);
export type TaxChange = z.infer<typeof TaxChange>;

const TaxData = z.object({
  kind: z.enum(['person', 'business']),
  legalName: z.string(),
  address: z.string(),
  country: z.string(),
  vatId: z.string().nullable(),
  taxNumber: z
    .string()
    .nullable()
    .describe('Its last four characters; the whole stands in the year’s file only'),
  updatedAt: z.date(),
});
export type TaxData = z.infer<typeof TaxData>;

export const TaxTreatment = z
  .object({
    kind: z.enum(TREATMENT_KINDS),
    rateBasisPoints: z.number().int().min(1).max(MAX_RATE_BASIS_POINTS).nullable().default(null),
  })
  .refine(({ kind, rateBasisPoints }) => (kind === 'rate') === (rateBasisPoints !== null), {
    path: ['rateBasisPoints'],
    message: 'give a rate where there is one, and only there',
  });
export type TaxTreatment = z.infer<typeof TaxTreatment>;

export const TaxForm = z.object({
  id: z.string(),
  kind: z.enum(TAX_FORM_KINDS),
  fileName: z.string(),
  byteCount: z.number().int(),
  uploadedByName: z.string(),
  uploadedAt: z.date(),
});
export type TaxForm = z.infer<typeof TaxForm>;

/** All that is known for the tax office about one affiliate. */
export const AffiliateTax = z.object({
  data: TaxData.nullable(),
  treatment: TaxTreatment,
  forms: z.array(TaxForm).describe('The newest first'),
});
export type AffiliateTax = z.infer<typeof AffiliateTax>;

export const OwnTax = AffiliateTax.omit({ treatment: true }).extend({
  needsSignIn: z.boolean().describe('A change is taken only soon after signing in'),
});
