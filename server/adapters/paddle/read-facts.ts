import { monthlyAmount, type StoredEvent } from '../../signals/index.ts';
import {
  type Fact,
  type IdentityFact,
  type PaymentFact,
  type SubscriptionFact,
  UNKNOWN_DISCOUNT,
} from '../billing/facts.ts';
import { readCustomData } from '../billing/identity.ts';
import { countOf, dateOf, emailOf, type Json, objectOf, textOf } from '../fields.ts';

const PERIODS = new Set(['day', 'week', 'month', 'year']);
const PAYING = new Set(['active', 'past_due', 'trialing']);
const UNDONE = new Set(['pending_approval', 'rejected', 'reversed']);

const READERS: [RegExp, (data: Json, at: Date) => Fact[]][] = [
  [/^transaction\.(paid|completed)$/, (data, at) => [paymentFact(data, at)]],
  [/^transaction\.payment_failed$/, () => [{ kind: 'failure' }]],
  [/^adjustment\./, adjustmentFacts],
  [/^subscription\./, (data) => [subscriptionFact(data)]],
  [/^discount\./, codeFacts],
];

/** What an event of Paddle Billing says. Amounts come as text, in the currency's smallest unit. */
export function readFacts({
  type,
  createdAt,
  payload,
}: Pick<StoredEvent, 'type' | 'createdAt' | 'payload'>): Fact[] {
  const data = objectOf(objectOf(payload).data);
  const told = READERS.find(([pattern]) => pattern.test(type))?.[1](data, createdAt) ?? [];
  const teller = type.replace(/\..*$/, '');
  return TELLERS.has(teller) ? [...told, identityFact(teller, data)] : told;
}

const TELLERS = new Set(['customer', 'transaction', 'subscription']);

function identityFact(teller: string, data: Json): IdentityFact {
  const isCustomer = teller === 'customer';
  return {
    ...{ kind: 'identity', teller, ...readCustomData(objectOf(data.custom_data)) },
    email: (isCustomer && emailOf(data.email)) || null,
    name: (isCustomer && textOf(data.name)?.slice(0, 200)) || null,
  };
}

/** What a credit balance covered was paid, or given, before. */
function paymentFact(data: Json, at: Date): PaymentFact {
  const totals = objectOf(objectOf(data.details).totals);
  const paid = amountOf(totals.grand_total ?? totals.total);
  const tax = amountOf(totals.grand_total_tax ?? totals.tax);
  const codeId = textOf(data.discount_id) ?? null;
  const discountMinor = amountOf(totals.discount);
  const code = textOf(objectOf(data.custom_data).goodwordCouponCode) ?? null;
  return {
    ...{ kind: 'payment', rank: 1, externalId: textOf(data.id) ?? '' },
    eventName: data.subscription_id ? 'Invoice paid' : 'Purchase',
    ...{ paidMinor: paid, netMinor: Math.max(0, paid - tax), currency: currencyOf(data) },
    at: dateOf(data.billed_at) ?? at,
    ...{ mayBeRefined: false, isPartOfBill: false, tellers: ['customer'] },
    discounts: code || codeId ? [{ ...UNKNOWN_DISCOUNT, codeId, code, amountMinor: discountMinor }] : [],
    discountMinor,
  };
}

function amountOf(value: unknown): number {
  return countOf(value) ?? 0;
}

function currencyOf(data: Json): string {
  return String(data.currency_code ?? '').toUpperCase();
}

/** A credit lowers a bill that follows, which then is paid with less: nothing goes back by it. */
function adjustmentFacts(data: Json): Fact[] {
  const amountMinor = amountOf(objectOf(data.totals).total);
  const status = textOf(data.status) ?? '';
  const action = textOf(data.action) ?? '';
  if (action === 'refund')
    return [
      {
        kind: 'refund',
        id: textOf(data.id) ?? '',
        amountMinor,
        isUndone: UNDONE.has(status),
        isHearsay: false,
      },
    ];
  if (action !== 'chargeback' && action !== 'chargeback_reverse') return [];
  // A transaction is disputed once; the reversal is an adjustment of its own.
  const isOver = action === 'chargeback_reverse' || UNDONE.has(status);
  const id = textOf(data.transaction_id) ?? '';
  return [{ kind: 'dispute', id, amountMinor, state: isOver ? 'over' : 'open' }];
}

function subscriptionFact(data: Json): SubscriptionFact {
  const status = textOf(data.status) ?? '';
  const items = Array.isArray(data.items) ? data.items.map(objectOf) : [];
  const cycle = objectOf(data.billing_cycle);
  const isPeriod = PERIODS.has(String(cycle.interval));
  const firstPrice = objectOf(items[0]?.price);
  const product = objectOf(items[0]?.product);
  return {
    kind: 'subscription',
    id: textOf(data.id) ?? '',
    startedAt: dateOf(data.started_at) ?? dateOf(data.created_at) ?? null,
    isOver: status === 'canceled',
    endedAt: dateOf(data.canceled_at) ?? null,
    renews: objectOf(data.scheduled_change).action !== 'cancel',
    plan: textOf(firstPrice.name) ?? textOf(product.name) ?? textOf(firstPrice.description) ?? '–',
    seats: items.reduce((sum, { quantity }) => sum + (countOf(quantity) ?? 1), 0),
    mrrMinor: Math.round(items.reduce((sum, item) => sum + monthlyOf(item), 0)),
    currency: currencyOf(data),
    isTrial: status === 'trialing',
    isPaying: PAYING.has(status) || status === 'canceled',
    billingPeriod: isPeriod ? (cycle.interval as 'month') : 'month',
    paidUntil: null,
  };
}

function monthlyOf(item: Json): number {
  const price = objectOf(item.price);
  const { interval, frequency } = objectOf(price.billing_cycle);
  if (item.recurring === false || item.status === 'inactive' || !PERIODS.has(String(interval))) return 0;
  const amount = amountOf(objectOf(price.unit_price).amount) * (countOf(item.quantity) ?? 1);
  return monthlyAmount(amount, interval as 'month') / Math.max(1, countOf(frequency) ?? 1);
}

function codeFacts(data: Json): Fact[] {
  const id = textOf(data.id);
  const code = textOf(data.code);
  return id && code ? [{ kind: 'code', id, code }] : [];
}
