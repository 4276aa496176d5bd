import { z } from 'zod';
import { AmountMinor, Currency } from '../../core/money.ts';

const MAX_ID = 200;
const MAX_NAME = 200;

const Id = z.string().trim().min(1).max(MAX_ID);
const Moment = z.coerce.date();

const Customer = z
  .object({
    id: Id.optional().describe('Your own id of the customer'),
    email: z.email().optional(),
    name: z.string().trim().min(1).max(MAX_NAME).optional(),
    goodwordClickId: Id.optional().describe('The click that brought the customer: the value of `dub_id`'),
  })
  .refine(({ id, email }) => id || email, { path: ['id'], message: 'an id or an e-mail address is needed' });

const event = {
  id: Id.describe('Of this event, by you. An event that is sent again changes nothing.'),
  occurredAt: Moment,
};

const Payment = z.object({
  ...event,
  type: z.literal('payment'),
  customer: Customer,
  payment: z.object({
    id: Id.describe('Your invoice or payment: one is one sale'),
    amountMinor: AmountMinor.min(0).describe('What was paid, with tax, in minor units'),
    taxMinor: AmountMinor.min(0).default(0).describe('The tax in it: commissions are on what is left'),
    currency: Currency,
    couponCode: z.string().trim().min(1).max(MAX_NAME).optional(),
    discountMinor: AmountMinor.min(0)
      .default(0)
      .describe('What the coupon took off, or without one the discount for coming through an affiliate'),
    subscriptionId: Id.optional(),
  }),
});

const Refund = z.object({
  ...event,
  type: z.literal('refund'),
  refund: z.object({
    id: Id,
    paymentId: Id,
    amountMinor: AmountMinor.min(0).describe('With tax. The latest that is told of a refund holds.'),
    status: z.enum(['succeeded', 'failed']).default('succeeded').describe('`failed`: the money stays here'),
  }),
});

const Dispute = z.object({
  ...event,
  type: z.literal('dispute'),
  dispute: z.object({
    id: Id,
    paymentId: Id,
    amountMinor: AmountMinor.min(0),
    status: z.enum(['open', 'won', 'lost']).describe('A lost dispute takes back all of the payment'),
  }),
});

const Subscription = z.object({
  ...event,
  type: z.literal('subscription'),
  customer: Customer,
  subscription: z.object({
    id: Id,
    status: z.enum(['trialing', 'active', 'past_due', 'paused', 'canceled']),
    startedAt: Moment,
    endedAt: Moment.nullish(),
    plan: z.string().trim().min(1).max(MAX_NAME),
    seats: z.number().int().min(0).default(1),
    amountMinor: AmountMinor.min(0).describe('Of one billing period, without tax, after lasting discounts'),
    currency: Currency,
    billingPeriod: z.enum(['day', 'week', 'month', 'quarter', 'year']).default('month'),
    renews: z.boolean().default(true),
  }),
});

/** What the seller's own billing tells: one fact a call. */
export const BillingFactInput = z.discriminatedUnion('type', [Payment, Refund, Dispute, Subscription]);
export type BillingFactInput = z.output<typeof BillingFactInput>;

/** Kept; it is settled from the queue, and shows among the connection's events. */
export const BillingFactTaken = z.object({ id: z.string(), isRepeat: z.boolean() });
