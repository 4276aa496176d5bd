import { createHmac } from 'node:crypto';
import { type Fields, iso, nextId, type SystemForTests } from './shop.ts';

export const lemonEvent = (
  event_name: string,
  type: string,
  id: string,
  custom_data: Fields,
  attributes: Fields,
): Fields => ({
  meta: { test_mode: false, event_name, webhook_id: `4f5a-${nextId()}`, custom_data },
  data: {
    type,
    id,
    attributes,
    relationships: {},
    links: { self: `https://api.lemonsqueezy.com/v1/${type}/${id}` },
  },
});

const lemonBuyer = { store_id: 1, customer_id: 77, user_name: 'Jo Buyer', user_email: 'jo@buyer.example' };

const lemonInvoice = (day: number, more: Fields = {}): Fields => ({
  ...{
    ...lemonBuyer,
    subscription_id: 9,
    billing_reason: 'renewal',
    currency: 'USD',
    currency_rate: '1.00000000',
  },
  ...{ subtotal: 10_000, discount_total: 0, tax: 1_900, total: 11_900, refunded: false, refunded_at: null },
  ...{ status: 'paid', status_formatted: 'Paid', tax_inclusive: false, refunded_amount: 0 },
  ...{ created_at: iso(day), updated_at: iso(day) },
  ...more,
});

const lemonSubscription = (day: number, renewsOn: number, more: Fields = {}): Fields => ({
  ...{ ...lemonBuyer, order_id: 5, order_item_id: 6, product_id: 7, variant_id: 8, product_name: 'Pro' },
  ...{ variant_name: 'Monthly', status: 'active', cancelled: false, trial_ends_at: null, billing_anchor: 12 },
  ...{ renews_at: iso(renewsOn), ends_at: null, created_at: iso(0), updated_at: iso(day), pause: null },
  first_subscription_item: { id: 1, subscription_id: 9, price_id: 2, quantity: 1, is_usage_based: false },
  ...more,
});

export const lemonOrder = (day: number, more: Fields = {}): Fields => ({
  ...{ ...lemonBuyer, identifier: '104e18a2', order_number: 1, currency: 'USD', currency_rate: '1.00000000' },
  ...{ subtotal: 10_000, discount_total: 0, tax: 1_900, total: 11_900, status: 'paid', refunded: false },
  ...{ first_order_item: { id: 6, order_id: 5, product_id: 7, variant_id: 8, price: 10_000, quantity: 1 } },
  ...{ created_at: iso(day), updated_at: iso(day) },
  ...more,
});

export const lemonSqueezy: SystemForTests = {
  kind: 'lemonsqueezy',
  secret: 'a lemon for tests'.replaceAll(' ', '-'),
  customer: 'lemonsqueezy:customer:77',
  // What is billed a month is what the subscription costs.
  mrr: [10_000, 10_000, -20_000],
  headersOf: (payload, secret) => ({
    'x-signature': createHmac('sha256', secret).update(payload).digest('hex'),
  }),
  history: (goodwordClickId) => {
    const custom = { goodwordClickId };
    const half = { refunded_amount: 11_900, status: 'partial_refund', updated_at: iso(33) };
    const dearer = { subtotal: 20_000, tax: 3_800, total: 23_800 };
    return [
      lemonEvent('order_created', 'orders', '5', custom, lemonOrder(0)),
      lemonEvent('subscription_created', 'subscriptions', '9', custom, lemonSubscription(0, 30)),
      lemonEvent(
        'subscription_payment_success',
        'subscription-invoices',
        '55',
        custom,
        lemonInvoice(0, { billing_reason: 'initial' }),
      ),
      lemonEvent(
        'subscription_payment_success',
        'subscription-invoices',
        '56',
        custom,
        lemonInvoice(30, dearer),
      ),
      lemonEvent('subscription_updated', 'subscriptions', '9', custom, lemonSubscription(30, 60)),
      lemonEvent(
        'subscription_payment_refunded',
        'subscription-invoices',
        '56',
        custom,
        lemonInvoice(30, { ...dearer, ...half }),
      ),
      lemonEvent(
        'subscription_expired',
        'subscriptions',
        '9',
        custom,
        lemonSubscription(60, 60, { status: 'expired', cancelled: true, ends_at: iso(60) }),
      ),
    ];
  },
};
