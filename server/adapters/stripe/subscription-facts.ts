import { monthlyAmount } from '../../signals/index.ts';
import type { SubscriptionFact } from '../billing/facts.ts';
import { type Json, objectOf, textOf } from '../fields.ts';
import { amountOf, listOf, momentOf, toMinor, type WireEvent } from './wire.ts';

const PAYING = new Set(['active', 'past_due', 'trialing']);
const OVER = new Set(['canceled', 'incomplete_expired']);
const PERIODS = new Set(['day', 'week', 'month', 'year']);
const PERCENT = 100;

/** A subscription as it was when its event was made. */
export function subscriptionFacts({ type, object }: WireEvent): SubscriptionFact[] {
  if (!/^customer\.subscription\.(created|updated|deleted|paused|resumed)$/.test(type)) return [];
  const status = textOf(object.status) ?? '';
  const items = listOf(object.items);
  const prices = items.map(({ price, plan }) => objectOf(price ?? plan));
  const currency = String(object.currency ?? prices[0]?.currency ?? '').toUpperCase();
  const full = items.reduce((sum, item) => sum + monthlyOf(item), 0);
  const interval = textOf(objectOf(prices[0]?.recurring ?? prices[0]).interval) ?? 'month';
  return [
    {
      kind: 'subscription',
      id: textOf(object.id) ?? '',
      startedAt: momentOf(object.start_date ?? object.created),
      isOver: OVER.has(status),
      endedAt: momentOf(object.ended_at) ?? momentOf(object.canceled_at),
      renews: object.cancel_at_period_end !== true,
      plan: planOf(prices[0] ?? {}),
      seats: items.reduce((sum, { quantity }) => sum + amountOf(quantity ?? 1), 0),
      mrrMinor: toMinor(discounted(full, object), currency),
      currency,
      isTrial: status === 'trialing',
      isPaying: PAYING.has(status) || OVER.has(status),
      billingPeriod: (PERIODS.has(interval) ? interval : 'month') as SubscriptionFact['billingPeriod'],
      paidUntil: null,
    },
  ];
}

function planOf(price: Json): string {
  return textOf(price.nickname) ?? textOf(price.lookup_key) ?? textOf(price.id) ?? '–';
}

/** What is metered is not known before it was used, so it is not recurring revenue. */
function monthlyOf(item: Json): number {
  const price = objectOf(item.price ?? item.plan);
  const recurring = objectOf(price.recurring ?? price);
  const period = textOf(recurring.interval) ?? '';
  if (recurring.usage_type === 'metered' || !PERIODS.has(period)) return 0;
  const amount = amountOf(price.unit_amount ?? price.amount) * amountOf(item.quantity ?? 1);
  return monthlyAmount(amount, period as 'month') / Math.max(1, amountOf(recurring.interval_count ?? 1));
}

/** Less the discounts that last; one for a single invoice changes nothing. */
function discounted(full: number, object: Json): number {
  const discounts = [...listOf(object.discounts), objectOf(object.discount)];
  const left = discounts.reduce((amount, discount) => {
    const coupon = objectOf(discount.coupon ?? objectOf(discount.source).coupon);
    if (coupon.duration === 'once') return amount;
    return amount * (1 - amountOf(coupon.percent_off) / PERCENT) - amountOf(coupon.amount_off);
  }, full);
  return Math.max(0, Math.round(left));
}
