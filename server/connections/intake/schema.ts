import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';

const MAX_NAME = 100;

export const PostbackKey = z.object({
  id: z.string(),
  name: z.string(),
  offerId: z.string().nullable(),
  /** What trackers call, without parameters. */
  url: z.string(),
  createdAt: z.date(),
  lastCalledAt: z.date().nullable(),
});
export type PostbackKey = z.infer<typeof PostbackKey>;

export const NewPostbackKey = z.object({
  name: z.string().trim().min(1).max(MAX_NAME),
  offerId: z.string().nullish().describe('Clicks of other offers are refused'),
});
export type NewPostbackKey = z.infer<typeof NewPostbackKey>;

export const CALL_OUTCOMES = [
  ...(['recorded', 'waiting', 'reversed', 'restored', 'repeat', 'ignored', 'refused'] as const),
] as const;

export const PostbackCall = z.object({
  id: z.string(),
  keyId: z.string(),
  at: z.date(),
  method: z.enum(['GET', 'POST']),
  parameters: z.record(z.string(), z.string()),
  understood: z.array(z.object({ meaning: z.string(), name: z.string(), value: z.string() })),
  outcome: z.enum(CALL_OUTCOMES),
  /** Why, as a word of the catalog. */
  note: z.string().nullable(),
  conversionKey: z.string().nullable(),
});
export type PostbackCall = z.infer<typeof PostbackCall>;

export const PostbackCallQuery = PageQuery.extend({ keyId: z.string().optional() });
export type PostbackCallQuery = z.infer<typeof PostbackCallQuery>;
