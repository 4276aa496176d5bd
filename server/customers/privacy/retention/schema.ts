import { z } from 'zod';

/** Leads of whom nothing was heard, sent mails, and what the audit log says. */
export const RETENTION_KINDS = ['quiet_leads', 'mails', 'audit'] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

const Months = z.int().min(1).max(240);

export const RetentionRule = z.object({
  kind: z.enum(RETENTION_KINDS),
  /** Null: kept for ever. */
  months: Months.nullable(),
  setByName: z.string().nullable(),
  setAt: z.date().nullable(),
  /** When it was last gone by, and how many it did away with then. */
  lastRunAt: z.date().nullable(),
  lastCount: z.number().nullable(),
});
export type RetentionRule = z.infer<typeof RetentionRule>;

export const RetentionParams = z.object({ kind: z.enum(RETENTION_KINDS) });
export const RetentionQuery = z.object({ months: z.coerce.number().pipe(Months) });
export const RetentionChange = z.object({ months: Months.nullable() });
export type RetentionChange = z.infer<typeof RetentionChange>;

/** How many would go at once. */
export const RetentionPreview = z.object({ count: z.number().int() });
export type RetentionPreview = z.infer<typeof RetentionPreview>;
