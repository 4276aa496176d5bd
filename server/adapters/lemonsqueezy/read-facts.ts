import type { StoredEvent } from '../../signals/index.ts';
import {
  type Fact,
  type IdentityFact,
  type PaymentFact,
  type SubscriptionFact,
  UNKNOWN_DISCOUNT,
} from '../billing/facts.ts';
import { readCustomData } from '../billing/identity.ts';
import { countOf, dateOf, emailOf, type Json, objectOf, textOf } from '../fields.ts';
import { subjectOf } from './subjects.ts';

const PAID = new Set(['paid', 'refunded', 'partial_refund']);
const PAYING = new Set(['active', 'past_due', 'on_trial', 'cancelled', 'expired']);
/** Of one payment the invoice tells more than the order. */
const RANK = { order: 1, invoice: 2 };

interface Read {
  id: string;
  attributes: Json;
  custom: Json;
  at: Date;
}

const READERS: Record<string, (read: Read) => Fact[]> = {
  orders: orderFacts,
  'subscription-invoices': invoiceFacts,
  subscriptions: subscriptionFacts,
};

/** What an event of Lemon Squeezy says. */
export function readFacts({
  type,
  createdAt,
  payload,
}: Pick<StoredEvent, 'type' | 'createdAt' | 'payload'>): Fact[] {
  const { data, meta } = objectOf(payload);
  const { id, type: kind, attributes } = objectOf(data);
  const custom = objectOf(objectOf(meta).custom_data);
  const read = { id: String(id), attributes: objectOf(attributes), custom, at: createdAt };
  if (type === 'subscription_payment_failed') return [{ kind: 'failure' }];
  return [...(READERS[String(kind)]?.(read) ?? []), identityFact(String(kind), read)];
}

function identityFact(kind: string, { attributes, custom }: Read): IdentityFact {
  return {
    ...{ kind: 'identity', teller: kind.replace(/s$/, ''), ...readCustomData(custom) },
    email: emailOf(attributes.user_email) ?? null,
    name: textOf(attributes.user_name)?.slice(0, 200) ?? null,
  };
}

/** An order of a subscription is told by its first invoice as well, within seconds. */
function orderFacts(read: Read): Fact[] {
  if (!PAID.has(String(read.attributes.status))) return [];
  return [
    {
      ...paymentOf(read, RANK.order, subjectOf('order', read.id)),
      ...{ eventName: 'Purchase', mayBeRefined: true, tellers: [] },
    },
    ...refundFacts(read),
  ];
}

function invoiceFacts(read: Read): Fact[] {
  const { attributes } = read;
  const isFirst = attributes.billing_reason === 'initial';
  const facts: Fact[] = [{ kind: 'bill' }];
  if (attributes.status === 'void') return [...facts, { kind: 'void' }];
  if (!PAID.has(String(attributes.status))) return facts;
  const payment: PaymentFact = {
    ...paymentOf(read, RANK.invoice, subjectOf('invoice', read.id)),
    ...{ eventName: 'Invoice paid', mayBeRefined: false, tellers: isFirst ? ['subscription'] : [] },
  };
  return [...facts, payment, ...refundFacts(read), ...priceFacts(read)];
}

type Amounts = Omit<PaymentFact, 'eventName' | 'mayBeRefined' | 'tellers'>;

function paymentOf({ attributes, custom, at }: Read, rank: number, externalId: string | null): Amounts {
  const paid = amountOf(attributes.total);
  const code = textOf(custom.goodwordCouponCode) ?? null;
  const discountMinor = amountOf(attributes.discount_total);
  return {
    ...{ kind: 'payment', rank, externalId: externalId ?? '', paidMinor: paid },
    netMinor: Math.max(0, paid - amountOf(attributes.tax)),
    currency: currencyOf(attributes),
    at: dateOf(attributes.created_at) ?? at,
    isPartOfBill: false,
    discounts: code ? [{ ...UNKNOWN_DISCOUNT, code, amountMinor: discountMinor }] : [],
    discountMinor,
  };
}

function amountOf(value: unknown): number {
  return countOf(value) ?? 0;
}

function currencyOf({ currency }: Json): string {
  return String(currency ?? '').toUpperCase();
}

/** Order and first invoice tell the same refunds, so both name one sum. Older ones only tell that all went back. */
function refundFacts({ attributes }: Read): Fact[] {
  const refunded = countOf(attributes.refunded_amount);
  const amountMinor = refunded ?? (attributes.refunded === true ? amountOf(attributes.total) : 0);
  return [{ kind: 'refund_total', of: 'payment', amountMinor }];
}

/** Subscriptions do not tell their price; what a full period was billed is it. A change's proration is not. */
function priceFacts({ attributes, at }: Read): Fact[] {
  if (attributes.billing_reason !== 'initial' && attributes.billing_reason !== 'renewal') return [];
  const amountMinor = Math.max(0, amountOf(attributes.total) - amountOf(attributes.tax));
  const billedAt = dateOf(attributes.created_at) ?? at;
  return [{ kind: 'recurring_price', amountMinor, currency: currencyOf(attributes), at: billedAt }];
}

function subscriptionFacts({ id, attributes }: Read): SubscriptionFact[] {
  const status = textOf(attributes.status) ?? '';
  return [
    {
      ...{ kind: 'subscription', id: subjectOf('subscription', id) ?? '' },
      startedAt: dateOf(attributes.created_at) ?? null,
      isOver: status === 'expired',
      endedAt: dateOf(attributes.ends_at) ?? null,
      renews: attributes.cancelled !== true,
      plan: textOf(attributes.variant_name) ?? textOf(attributes.product_name) ?? '–',
      seats: countOf(objectOf(attributes.first_subscription_item).quantity) ?? 1,
      ...{ mrrMinor: null, currency: 'USD', billingPeriod: 'month' },
      isTrial: status === 'on_trial',
      isPaying: PAYING.has(status),
      paidUntil: dateOf(attributes.renews_at) ?? null,
    },
  ];
}
