import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';

const MAX_NAME = 100;
const MAX_SECRET = 200;

const Name = z.string().trim().min(1).max(MAX_NAME);
/** `json`: the seller's own billing, told in our own words with an API key. */
export const BILLING_KINDS = ['stripe', 'paddle', 'lemonsqueezy', 'chargebee', 'json'] as const;
export type BillingKind = (typeof BILLING_KINDS)[number];

/** What proves that events are the billing system's, as that system shows it or was told it. */
const Secret = z
  .string()
  .trim()
  .max(MAX_SECRET)
  .regex(/^[\x21-\x7e]+$/, 'has no spaces and only ASCII characters');

/** The form of each system's secret; null where none is used. */
export const SECRET_FORMS: Record<BillingKind, { pattern: RegExp; message: string } | null> = {
  stripe: { pattern: /^whsec_./, message: 'begins with whsec_' },
  paddle: { pattern: /^pdl_ntfset_./, message: 'begins with pdl_ntfset_' },
  lemonsqueezy: { pattern: /^.{6,40}$/, message: 'has 6 to 40 characters' },
  chargebee: { pattern: /^[^:]+:.{8,}$/, message: 'is user:password, the password of at least 8 characters' },
  json: null,
};

export const BillingConnection = z.object({
  id: z.string(),
  kind: z.enum(BILLING_KINDS),
  name: z.string(),
  /** Where the billing system must send its events. */
  webhookUrl: z.string(),
  /** False where the system uses none. */
  needsSecret: z.boolean(),
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
  kind: z.enum(BILLING_KINDS),
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
