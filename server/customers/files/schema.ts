import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { FilterText, Id, Storable } from '../schema/query.ts';
import { MAX_NAME } from './rules.ts';

export const StoredFile = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int().describe('Bytes'),
  accountId: z.string().nullable(),
  personId: z.string().nullable(),
  dealId: z.string().nullable(),
  activityId: z.string().nullable().describe('What was written down, that it was attached to'),
  authorName: z.string(),
  createdAt: z.date(),
});
export type StoredFile = z.infer<typeof StoredFile>;

/** Whose file it is: one of them. */
export const FilePlace = z.object({
  accountId: Id.optional(),
  personId: Id.optional(),
  dealId: Id.optional(),
  activityId: Id.optional().describe('Attached to it, and a file of whom it is about'),
});
export type FilePlace = z.infer<typeof FilePlace>;

export const FileFilters = z.object({
  accountId: FilterText.optional(),
  personId: FilterText.optional(),
  dealId: FilterText.optional(),
  q: FilterText.optional().describe('Words in the name'),
});
export type FileFilters = z.infer<typeof FileFilters>;

export const FileQuery = PageQuery.extend(FileFilters.shape);

export const FileChange = z.object({ name: Storable.trim().min(1).max(MAX_NAME) });
export type FileChange = z.infer<typeof FileChange>;
