import { z } from 'zod';
import { Storable } from './query.ts';

const MAX_QUERY_BYTES = 10_000;
const MAX_NAME = 120;

const List = z.enum(['accounts', 'people', 'reports']);

/** The address's search parameters that make the view: filters, sort, columns. */
const ViewQuery = z
  .record(z.string(), z.unknown())
  .refine((query) => JSON.stringify(query).length <= MAX_QUERY_BYTES, 'is too large for a view');

export const SavedView = z.object({
  id: z.string(),
  list: List,
  name: z.string(),
  isShared: z.boolean(),
  /** Only one's own views can be changed. */
  isOwn: z.boolean(),
  query: z.record(z.string(), z.unknown()),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type SavedView = z.infer<typeof SavedView>;

export const SavedViewQuery = z.object({ list: List.optional() });

export const NewSavedView = z.object({
  list: List,
  name: Storable.trim().min(1).max(MAX_NAME),
  isShared: z.boolean().default(false),
  query: ViewQuery,
});
export type NewSavedView = z.infer<typeof NewSavedView>;

export const SavedViewChange = z
  .object({ name: Storable.trim().min(1).max(MAX_NAME), isShared: z.boolean(), query: ViewQuery })
  .partial();
export type SavedViewChange = z.infer<typeof SavedViewChange>;
