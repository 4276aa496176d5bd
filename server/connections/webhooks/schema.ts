import { z } from 'zod';
import { callableAddress } from '../receivers/address.ts';
import { EVENT_NAMES } from './event-types.ts';

const MAX_DESCRIPTION = 200;

export const RECEIVER_STATUSES = ['active', 'paused', 'failed'] as const;

const Description = z.string().trim().max(MAX_DESCRIPTION);
const EventTypes = z.array(z.enum(EVENT_NAMES)).describe('Empty: all, also those that come later');

export const Webhook = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  eventTypes: z.array(z.string()),
  /** `failed` was switched off because nothing arrived for three days. */
  status: z.enum(RECEIVER_STATUSES),
  failingSince: z.date().nullable(),
  /** Until then the secret before the present one is valid too. */
  oldSecretUntil: z.date().nullable(),
  createdAt: z.date(),
});
export type Webhook = z.infer<typeof Webhook>;

export const NewWebhook = z.object({
  url: callableAddress(),
  description: Description.default(''),
  eventTypes: EventTypes.default([]),
});
export type NewWebhook = z.infer<typeof NewWebhook>;

export const WebhookChange = z
  .object({
    url: callableAddress(),
    description: Description,
    eventTypes: EventTypes,
    status: z.enum(['active', 'paused']),
  })
  .partial();
export type WebhookChange = z.infer<typeof WebhookChange>;

/** The secret is in this answer and nowhere else. */
export const WebhookWithSecret = Webhook.extend({ secret: z.string() });
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;
