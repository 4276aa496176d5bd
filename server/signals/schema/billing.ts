import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';

const MAX_NAME = 100;
const MAX_SECRET = 200;

const Name = z.string().trim().min(1).max(MAX_NAME);
/** As the billing system shows it: `whsec_…`. */
const Secret = z
  .string()
  .trim()
  .max(MAX_SECRET)
  .regex(/^whsec_[\x21-\x7e]+$/, 'begins with whsec_');

export const BillingConnection = z.object({
  id: z.string(),
  kind: z.enum(['stripe']),
  name: z.string(),
  /** Where the billing system must send its events. */
  webhookUrl: z.string(),
  /** The secret itself is never shown again. */
  hasSecret: z.boolean(),
  createdAt: z.date(),
  lastReceivedAt: z.date().nullable(),
  /** Deliveries whose signature did not fit, and the last of them. */
  refusedCount: z.number(),
  lastRefusedAt: z.date().nullable(),
  /** Events that are not settled yet, and those that could not be. */
  openCount: z.number(),
  failedCount: z.number(),
});
export type BillingConnection = z.infer<typeof BillingConnection>;

export const NewBillingConnection = z.object({
  kind: z.enum(['stripe']),
  name: Name,
  secret: Secret.nullish(),
});
export type NewBillingConnection = z.infer<typeof NewBillingConnection>;

export const BillingConnectionChange = z.object({ name: Name, secret: Secret }).partial();
export type BillingConnectionChange = z.infer<typeof BillingConnectionChange>;

/** `waiting`: for an event that tells more, for some minutes. `ignored`: nothing of ours is in it. */
export const BILLING_STATES = ['received', 'waiting', 'done', 'ignored', 'failed'] as const;

export const BillingEvent = z.object({
  id: z.string(),
  externalId: z.string(),
  type: z.string(),
  createdAt: z.date(),
  receivedAt: z.date(),
  state: z.enum(BILLING_STATES),
  /** What became of it, as a word of the catalog. */
  note: z.string().nullable(),
  error: z.string().nullable(),
  settledAt: z.date().nullable(),
});
export type BillingEvent = z.infer<typeof BillingEvent>;

export const BillingEventQuery = PageQuery.extend({ state: z.enum(BILLING_STATES).optional() });
export type BillingEventQuery = z.infer<typeof BillingEventQuery>;
