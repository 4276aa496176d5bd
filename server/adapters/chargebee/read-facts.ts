import { shareOf } from '../../core/rounding.ts';
import { monthlyAmount, type StoredEvent } from '../../signals/index.ts';
import {
  type Fact,
  type IdentityFact,
  type SubscriptionFact,
  UNKNOWN_DISCOUNT,
  type UsedDiscount,
} from '../billing/facts.ts';
import { readCustomData } from '../billing/identity.ts';
import { countOf, emailOf, type Json, objectOf, textOf } from '../fields.ts';
import { listOf, momentOf, subjectOf } from './wire.ts';

const PERIODS = new Set(['day', 'week', 'month', 'year']);
const PAYING = new Set(['active', 'non_renewing', 'in_trial', 'cancelled']);

/** What an event of Chargebee says: its content holds every object that changed, each as a whole. */
export function readFacts({
  type,
  createdAt,
  payload,
}: Pick<StoredEvent, 'type' | 'createdAt' | 'payload'>): Fact[] {
  if (type === 'payment_failed') return [{ kind: 'failure' }];
  const content = objectOf(objectOf(payload).content);
  const { customer, subscription, invoice, transaction } = content;
  return [
    ...identityFacts('customer', customer),
    ...identityFacts('subscription', subscription),
    ...(subscription ? [subscriptionFact(objectOf(subscription))] : []),
    ...(invoice ? invoiceFacts(objectOf(invoice), createdAt) : []),
    ...transactionFacts(objectOf(transaction)),
  ];
}

/** Custom fields of a site begin with `cf_`; what came by the API is in `meta_data`. */
function identityFacts(teller: string, told: unknown): IdentityFact[] {
  if (!told) return [];
  const object = objectOf(told);
  const custom = {
    goodwordClickId: object.cf_goodword_click_id,
    goodwordCustomerId: object.cf_goodword_customer_id,
    ...objectOf(object.meta_data),
  };
  const name = [object.first_name, object.last_name].flatMap((part) => textOf(part) ?? []).join(' ');
  return [
    {
      ...{ kind: 'identity', teller, ...readCustomData(custom) },
      email: emailOf(object.email) ?? null,
      name: name.slice(0, 200) || textOf(object.company)?.slice(0, 200) || null,
    },
  ];
}

function amountOf(value: unknown): number {
  return countOf(value) ?? 0;
}

function currencyOf({ currency_code: currency }: Json): string {
  return String(currency ?? '').toUpperCase();
}

/** Only what was paid counts: credits were paid, or given, before. */
function invoiceFacts(invoice: Json, at: Date): Fact[] {
  if (invoice.status === 'voided') return [{ kind: 'bill' }, { kind: 'void' }];
  if (invoice.status !== 'paid') return [{ kind: 'bill' }];
  const total = amountOf(invoice.total);
  const paid = amountOf(invoice.amount_paid ?? invoice.total);
  const untaxed = Math.max(0, total - amountOf(invoice.tax));
  const coupons = listOf(invoice.discounts).filter(({ entity_type }) => /coupon$/.test(String(entity_type)));
  return [
    { kind: 'bill' },
    {
      ...{ kind: 'payment', rank: 1, externalId: subjectOf('invoice', invoice.id) ?? '' },
      ...{ eventName: 'Invoice paid', paidMinor: paid, currency: currencyOf(invoice) },
      netMinor: total > 0 ? shareOf(untaxed, paid, total) : 0,
      at: momentOf(invoice.paid_at) ?? at,
      ...{ mayBeRefined: false, isPartOfBill: false, tellers: [] },
      discounts: coupons.map(toDiscount),
      discountMinor: coupons.reduce((sum, { amount }) => sum + amountOf(amount), 0),
    },
  ];
}

/** One code of a set, or the coupon that is its own code. */
function toDiscount({ coupon_set_code, entity_id, amount }: Json): UsedDiscount {
  const couponId = textOf(entity_id) ?? null;
  const code = textOf(coupon_set_code) ?? couponId;
  return { ...UNKNOWN_DISCOUNT, code, couponId, amountMinor: amountOf(amount) };
}

/** A reversal is a payment that the bank took back. */
function transactionFacts(transaction: Json): Fact[] {
  const id = textOf(transaction.id) ?? '';
  const amountMinor = amountOf(transaction.amount);
  const isUndone = transaction.status !== 'success' || transaction.deleted === true;
  if (transaction.type === 'refund') return [{ kind: 'refund', id, amountMinor, isUndone, isHearsay: false }];
  if (transaction.type !== 'payment_reversal') return [];
  return [{ kind: 'dispute', id, amountMinor, state: isUndone ? 'over' : 'open' }];
}

function subscriptionFact(subscription: Json): SubscriptionFact {
  const status = textOf(subscription.status) ?? '';
  const items = listOf(subscription.subscription_items).filter(({ item_type }) => item_type !== 'charge');
  const unit = String(subscription.billing_period_unit ?? 'month');
  const period = (PERIODS.has(unit) ? unit : 'month') as SubscriptionFact['billingPeriod'];
  const quantity = countOf(items[0]?.quantity ?? subscription.plan_quantity) ?? 1;
  const billed =
    items.length > 0 ? items.reduce((sum, item) => sum + itemAmount(item), 0) : planAmount(subscription);
  const monthly = monthlyAmount(billed, period) / Math.max(1, countOf(subscription.billing_period) ?? 1);
  return {
    kind: 'subscription',
    id: subjectOf('subscription', subscription.id) ?? '',
    startedAt: momentOf(subscription.started_at) ?? momentOf(subscription.created_at),
    isOver: status === 'cancelled',
    endedAt: momentOf(subscription.cancelled_at),
    renews: status !== 'non_renewing',
    plan: textOf(items[0]?.item_price_id) ?? textOf(subscription.plan_id) ?? '–',
    seats: quantity,
    // Chargebee's own figure knows discounts and addons.
    mrrMinor:
      status === 'cancelled' ? Math.round(monthly) : (countOf(subscription.mrr) ?? Math.round(monthly)),
    currency: currencyOf(subscription),
    isTrial: status === 'in_trial',
    isPaying: PAYING.has(status),
    billingPeriod: period,
    paidUntil: null,
  };
}

function itemAmount(item: Json): number {
  return countOf(item.amount) ?? amountOf(item.unit_price) * (countOf(item.quantity) ?? 1);
}

function planAmount(subscription: Json): number {
  return amountOf(subscription.plan_unit_price) * (countOf(subscription.plan_quantity) ?? 1);
}
