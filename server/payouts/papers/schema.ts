import { z } from 'zod';
import { AmountMinor } from '../../core/money.ts';
import { PageQuery } from '../../core/page.ts';

const MAX_REASON = 400;

export const Invoice = z.object({
  id: z.string(),
  label: z.string().describe('Its number with what stands before it'),
  kind: z.enum(['invoice', 'credit_note']),
  payoutId: z.string(),
  lineId: z.string(),
  affiliateId: z.string(),
  supplierName: z.string().describe('As it was printed'),
  currency: z.string(),
  totalMinor: AmountMinor.describe('Below zero on a credit note'),
  issuedAt: z.date(),
  creditsLabel: z.string().nullable().describe('The invoice that a credit note takes back'),
  isCredited: z.boolean().describe('A credit note has taken it back'),
});
export type Invoice = z.infer<typeof Invoice>;

export const InvoiceQuery = PageQuery.extend({
  payoutId: z.string().optional(),
  affiliateId: z.string().optional(),
});
export type InvoiceQuery = z.infer<typeof InvoiceQuery>;

/** What came of writing the invoices that a payout lacks. */
export const WrittenInvoices = z.object({
  written: z.number().int(),
  isCompanyMissing: z.boolean().describe('Nothing is written before the company is known'),
  withoutTaxData: z.number().int().describe('Paid lines whose affiliate has told no tax data'),
});
export type WrittenInvoices = z.infer<typeof WrittenInvoices>;

export const Correction = z.object({ reason: z.string().trim().min(1).max(MAX_REASON) });
