import { z } from 'zod';
import { Email } from '../../../workspace/index.ts';

const MAX_NAME = 200;
const MAX_URL = 2_000;

/** A filter that is not offered is refused: an answer to another question would mislead. */
export const CustomerQuery = z.strictObject({
  email: z.string().max(254).optional(),
  externalId: z.string().max(255).optional(),
  partnerId: z.string().optional(),
  programId: z.string().optional(),
  includeExpandedFields: z.stringbool().default(false),
  sortBy: z.literal('createdAt').default('createdAt'),
  sortOrder: z.literal('desc').default('desc'),
  startingAfter: z.string().optional(),
  pageSize: z.coerce.number().int().min(1).max(100).default(100),
});

export const CustomerParams = z.object({ id: z.string() });

export const ExpandQuery = z.object({ includeExpandedFields: z.stringbool().default(false) });

export const CustomerCorrection = z.strictObject({
  name: z.string().trim().min(1).max(MAX_NAME).nullish(),
  email: Email.nullish(),
  avatar: z.string().max(MAX_URL).nullish(),
});
