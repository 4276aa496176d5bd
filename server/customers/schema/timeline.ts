import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { anyOf, FilterText, Moment, Storable } from './query.ts';

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
  activityId: z.string().nullable().describe('The note, call or meeting that it tells of'),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const TimelineFilters = z.object({
  q: FilterText.optional().describe('Words in the entry; words like them where none holds these'),
  kind: anyOf(FilterText),
  authorId: anyOf(FilterText).describe('Who wrote down a note, call or meeting'),
  from: Moment.optional(),
  to: Moment.optional(),
});
export type TimelineFilters = z.infer<typeof TimelineFilters>;

export const TimelineQuery = TimelineFilters.extend(PageQuery.shape);
export type TimelineQuery = z.infer<typeof TimelineQuery>;

export const TimelineKindsQuery = TimelineFilters.omit({ kind: true });

/** The most frequent first. */
export const TimelineKinds = z.object({
  data: z.array(z.object({ kind: z.string(), count: z.number().int() })),
});
export type TimelineKinds = z.infer<typeof TimelineKinds>;

export const NewNote = z.object({ body: Storable.trim().min(1).max(MAX_NOTE) });
export type NewNote = z.infer<typeof NewNote>;
