import { z } from 'zod';
import { checkNumbers, Party } from '../tax/schema.ts';

const MAX_NUMBER = 40;

export const CompanyChange = Party.extend({
  taxNumber: z.string().trim().max(MAX_NUMBER).nullish(),
  invoicePrefix: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9./-]{0,12}$/, 'may have 12 letters, digits, points, dashes and slashes')
    .default('')
    .describe('Stands before the number of each paper'),
}).superRefine(checkNumbers);
export type CompanyChange = z.infer<typeof CompanyChange>;

export const Company = z.object({
  legalName: z.string(),
  address: z.string(),
  country: z.string(),
  vatId: z.string().nullable(),
  taxNumber: z.string().nullable(),
  invoicePrefix: z.string(),
  updatedAt: z.date(),
});
export type Company = z.infer<typeof Company>;
