import { z } from 'zod';
import { NewPartner } from '../partners/schema.ts';

const MAX_ID = 200;
const MAX_TOKEN = 1_000;

export const WantedEmbedToken = z.object({
  partnerId: z.string().max(MAX_ID).nullish(),
  tenantId: z.string().max(MAX_ID).nullish(),
  partner: NewPartner.optional(),
});
export type WantedEmbedToken = z.infer<typeof WantedEmbedToken>;

/** What else a frame's address carries is not ours to know. */
export const EmbedQuery = z.object({
  token: z.string().max(MAX_TOKEN).default(''),
  theme: z.enum(['light', 'dark', 'system']).catch('system'),
});
export type EmbedQuery = z.infer<typeof EmbedQuery>;
