import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { anyOf, FilterText, Storable } from './query.ts';

const MAX_NOTE = 20_000;

export const TimelineEntry = z.object({
  id: z.string(),
  at: z.date(),
  kind: z.string(),
  accountId: z.string().nullable(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  code: z.string(),
  values: z.record(z.string(), z.unknown()),
  /** The entry in the reader's language. */
  text: z.string(),
  amountMinor: z.number().nullable(),
  currency: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const TimelineQuery = PageQuery.extend({ kind: anyOf(FilterText) });
export type TimelineQuery = z.infer<typeof TimelineQuery>;

export const NewNote = z.object({ body: Storable.trim().min(1).max(MAX_NOTE) });
export type NewNote = z.infer<typeof NewNote>;
