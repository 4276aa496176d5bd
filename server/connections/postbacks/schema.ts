import { z } from 'zod';
import { callableAddress } from '../receivers/address.ts';
import { RECEIVER_STATUSES } from '../webhooks/schema.ts';
import { fillTemplate, SAMPLE_VALUES } from './fill-template.ts';
import { TRIGGERS } from './triggers.ts';

export const Postback = z.object({
  id: z.string(),
  affiliateId: z.string().nullable(),
  /** With macros in braces. */
  url: z.string(),
  /** When it is called. */
  eventTypes: z.array(z.string()),
  /** `failed` was switched off because nothing arrived for a day. */
  status: z.enum(RECEIVER_STATUSES),
  failingSince: z.date().nullable(),
  createdAt: z.date(),
});
export type Postback = z.infer<typeof Postback>;

const fields = {
  url: callableAddress((template) => fillTemplate(template, SAMPLE_VALUES)),
  eventTypes: z.array(z.enum(TRIGGERS)).min(1),
};

export const OwnPostback = z.object(fields);
export const NewPostback = OwnPostback.extend({ affiliateId: z.string() });
export type NewPostback = z.infer<typeof NewPostback>;

export const PostbackChange = z.object({ ...fields, status: z.enum(['active', 'paused']) }).partial();

export const PostbackQuery = z.object({ affiliateId: z.string() });
