import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { Text } from '../schema/account.ts';
import { KEEP_REASONS } from './erasure.ts';
import { TOPICS } from './held-data.ts';

const Count = z.number().int();

/** Rows of one topic: what goes, what is blanked, and why the rest stays. */
export const ErasedPart = z.object({
  topic: z.enum(TOPICS),
  removed: Count,
  blanked: Count,
  kept: Count,
  reasons: z.array(z.enum(KEEP_REASONS)),
});
export type ErasedPart = z.infer<typeof ErasedPart>;

export const PersonHold = z.object({ reason: z.string(), heldByName: z.string(), heldAt: z.date() });
export type PersonHold = z.infer<typeof PersonHold>;

export const NewPersonHold = z.object({ reason: Text });
export type NewPersonHold = z.infer<typeof NewPersonHold>;

/** What erasing somebody would do, and what stands against it now. */
export const ErasurePreview = z.object({
  /** What must be typed for it. */
  confirmation: z.string(),
  blocks: z.array(z.enum(['hold', 'affiliateActive', 'balanceOpen'])),
  hold: PersonHold.nullable(),
  parts: z.array(ErasedPart),
});
export type ErasurePreview = z.infer<typeof ErasurePreview>;

export const NewErasure = z.object({
  confirmation: z.string().max(500).describe('The address, name or id that the preview asks for'),
});
export type NewErasure = z.infer<typeof NewErasure>;

/** That somebody was erased. */
export const PersonErasure = z.object({
  id: z.string(),
  personId: z.string(),
  erasedAt: z.date(),
  erasedByName: z.string(),
  parts: z.array(ErasedPart),
});
export type PersonErasure = z.infer<typeof PersonErasure>;

export const ErasureQuery = PageQuery;
export type ErasureQuery = z.infer<typeof ErasureQuery>;
