import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';

const STATES = ['pending', 'delivered', 'failed'] as const;
const CallError = z.enum(['refused', 'timeout', 'unreachable']).nullable();

export const Delivery = z.object({
  id: z.string(),
  receiverId: z.string(),
  messageId: z.string(),
  type: z.string(),
  state: z.enum(STATES),
  attemptCount: z.number(),
  /** Null when it is settled, or due at once. */
  nextAttemptAt: z.date().nullable(),
  lastAttemptAt: z.date().nullable(),
  lastStatus: z.number().nullable(),
  lastError: CallError,
  createdAt: z.date(),
});
export type Delivery = z.infer<typeof Delivery>;

const Attempt = z.object({
  number: z.number(),
  at: z.date(),
  url: z.string(),
  durationMs: z.number(),
  status: z.number().nullable(),
  /** The beginning of it. */
  answer: z.string(),
  error: CallError,
});

export const DeliveryDetail = Delivery.extend({
  body: z.string(),
  /** The latest first. */
  attempts: z.array(Attempt),
});
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;

export const DeliveryQuery = PageQuery.extend({ state: z.enum(STATES).optional() });
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

/** All that failed since then. */
export const ReplayRequest = z.object({ since: z.coerce.date() });
export const ReplayAnswer = z.object({ count: z.number() });
export type ReplayAnswer = z.infer<typeof ReplayAnswer>;
