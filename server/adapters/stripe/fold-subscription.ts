import { monthlyAmount, type SubscriptionInput } from '../../signals/index.ts';
import { type Json, objectOf, textOf } from '../fields.ts';
import { amountOf, listOf, momentOf, toMinor, type WireEvent } from './wire.ts';

const PAYING = new Set(['active', 'past_due', 'trialing']);
const OVER = new Set(['canceled', 'incomplete_expired']);
const PERIODS = new Set(['day', 'week', 'month', 'year']);
const PERCENT = 100;

type Terms = Omit<SubscriptionInput, 'accountId' | 'accountExternalId'>;

/**
 * What a subscription cost over time: its terms on each day on which an event told of it, the first of them from its
 * start on. The same events in any order come to the same.
 * @param events of one subscription, in order.
 */
export function foldSubscription(events: readonly WireEvent[], dayOf: (at: Date) => string): Terms[] {
  const last = events.at(-1);
  const startedAt = last && momentOf(last.object.start_date ?? last.object.created);
  if (!last || !startedAt) return [];
  const startedOn = dayOf(startedAt);
  const endedOn = endOf(last, startedOn, dayOf);
  const byDay = new Map<string, WireEvent>();
  for (const [index, event] of events.entries()) {
    const day = index === 0 ? startedOn : dayOf(event.at);
    byDay.set(laterOf(day, startedOn), event);
  }
  // The event that ends it tells no terms of its own.
  return [...byDay].map(([changedOn, event]) => ({
    ...termsOf(lastWithTerms(events, event).object),
    externalId: textOf(last.object.id) ?? '',
    startedOn,
    ...(endedOn ? { endedOn } : {}),
    renews: last.object.cancel_at_period_end !== true && !endedOn,
    changedOn,
  }));
}

function laterOf(day: string, other: string): string {
  return day > other ? day : other;
}

function endOf(last: WireEvent, startedOn: string, dayOf: (at: Date) => string): string | null {
  if (!OVER.has(textOf(last.object.status) ?? '')) return null;
  const at = momentOf(last.object.ended_at) ?? momentOf(last.object.canceled_at) ?? last.at;
  return laterOf(dayOf(at), startedOn);
}

function lastWithTerms(events: readonly WireEvent[], event: WireEvent): WireEvent {
  if (!OVER.has(textOf(event.object.status) ?? '')) return event;
  const until = events.slice(0, events.indexOf(event));
  return until.findLast(({ object }) => !OVER.has(textOf(object.status) ?? '')) ?? event;
}

function termsOf(object: Json) {
  const status = textOf(object.status) ?? '';
  const items = listOf(object.items);
  const prices = items.map(({ price, plan }) => objectOf(price ?? plan));
  const currency = String(object.currency ?? prices[0]?.currency ?? '').toUpperCase();
  const isPaying = PAYING.has(status) || OVER.has(status);
  const full = items.reduce((sum, item) => sum + monthlyOf(item), 0);
  const interval = textOf(objectOf(prices[0]?.recurring ?? prices[0]).interval) ?? 'month';
  return {
    plan: planOf(prices[0] ?? {}),
    seats: items.reduce((sum, { quantity }) => sum + amountOf(quantity ?? 1), 0),
    mrrMinor: isPaying ? toMinor(discounted(full, object), currency) : 0,
    currency,
    isTrial: status === 'trialing',
    billingPeriod: (PERIODS.has(interval) ? interval : 'month') as SubscriptionInput['billingPeriod'],
  };
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
