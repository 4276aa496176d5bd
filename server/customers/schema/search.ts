import { z } from 'zod';
import { Storable } from './query.ts';

export const SearchQuery = z.object({
  q: Storable.trim().min(1).max(100),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** An account or a person; `detail` is the domain or the e-mail address. */
export const SearchHit = z.object({
  type: z.enum(['account', 'person']),
  id: z.string(),
  name: z.string(),
  detail: z.string().nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;
