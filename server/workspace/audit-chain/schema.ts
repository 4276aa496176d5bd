import { z } from 'zod';

/** What was done to a row, as far as it can be told. */
export const AUDIT_FAULTS = ['changed', 'inserted', 'missing', 'moved', 'end'] as const;

export const AuditFault = z.object({
  code: z.enum(AUDIT_FAULTS),
  id: z.string().nullable().describe('Of the row; null where it is gone'),
  sequence: z.number().int().nullable().describe('Its place in the log; null where it has none yet'),
  count: z.number().int().describe('How many rows: more than one only where they are missing'),
});
export type AuditFault = z.infer<typeof AuditFault>;

export const AuditCheck = z.object({
  checkedAt: z.date().nullable().describe('Null before the first check'),
  checkedUntil: z.date().nullable().describe('When the last row that was checked was written'),
  checkedEntries: z.number().int().nullable(),
  faultCount: z.number().int().nullable().describe('0 where nothing was altered'),
  faults: z.array(AuditFault).describe('The first hundred'),
});
export type AuditCheck = z.infer<typeof AuditCheck>;
