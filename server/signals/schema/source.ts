import { z } from 'zod';

const MAX_NAME = 100;

export const Source = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['segment']),
  /** May only add facts; browsers hold it in the open. */
  writeKey: z.string(),
  createdAt: z.date(),
  lastReceivedAt: z.date().nullable(),
});
export type Source = z.infer<typeof Source>;

export const NewSource = z.object({ name: z.string().trim().min(1).max(MAX_NAME) });
export type NewSource = z.infer<typeof NewSource>;
