import { createHmac } from 'node:crypto';
import { type Fields, iso, nextId, type SystemForTests } from './shop.ts';

export const paddleEvent = (event_type: string, day: number, data: Fields): Fields => ({
  ...{
    event_id: `evt_01${nextId()}`,
    event_type,
    occurred_at: iso(day),
    notification_id: `ntf_01${nextId()}`,
  },
  data,
});

export const paddleTransaction = (id: string, day: number, more: Fields = {}): Fields => ({
  ...{ id, status: 'completed', customer_id: 'ctm_01jo', address_id: 'add_01', business_id: null },
  ...{ currency_code: 'USD', origin: 'web', subscription_id: 'sub_01', collection_mode: 'automatic' },
  ...{ custom_data: null, discount_id: null, items: [], payments: [], billed_at: iso(day) },
  ...{ created_at: iso(day), updated_at: iso(day) },
  details: {
    tax_rates_used: [],
    line_items: [],
    totals: {
      ...{ subtotal: '10000', discount: '0', tax: '1900', total: '11900', credit: '0', balance: '0' },
      ...{ grand_total: '11900', grand_total_tax: '1900', credit_to_balance: '0', currency_code: 'USD' },
    },
  },
  ...more,
});

export const paddleAdjustment = (id: string, day: number, total: string, more: Fields = {}): Fields => ({
  ...{ id, action: 'refund', type: 'partial', transaction_id: 'txn_02', subscription_id: 'sub_01' },
  ...{ customer_id: 'ctm_01jo', reason: 'asked', credit_applied_to_balance: false, currency_code: 'USD' },
  ...{ status: 'approved', items: [], created_at: iso(day), updated_at: iso(day) },
  totals: { subtotal: total, tax: '0', total, fee: '0', earnings: '0', currency_code: 'USD' },
  ...more,
});

const paddleSubscription = (quantity: number, day: number, more: Fields = {}): Fields => ({
  ...{ id: 'sub_01', status: 'active', customer_id: 'ctm_01jo', address_id: 'add_01', currency_code: 'USD' },
  ...{ created_at: iso(0), updated_at: iso(day), started_at: iso(0), canceled_at: null, discount: null },
  ...{
    collection_mode: 'automatic',
    billing_cycle: { interval: 'month', frequency: 1 },
    scheduled_change: null,
  },
  items: [
    {
      ...{ status: 'active', quantity, recurring: true, created_at: iso(0), updated_at: iso(day) },
      price: {
        ...{ id: 'pri_01', product_id: 'pro_01', description: 'Monthly', name: 'Pro', type: 'standard' },
        ...{ billing_cycle: { interval: 'month', frequency: 1 }, tax_mode: 'external', status: 'active' },
        unit_price: { amount: '1000', currency_code: 'USD' },
      },
    },
  ],
  custom_data: null,
  ...more,
});

export const paddle: SystemForTests = {
  kind: 'paddle',
  secret: 'pdl_ntfset_01for_tests_only',
  customer: 'ctm_01jo',
  mrr: [1_000, 2_000, -3_000],
  headersOf: (payload, secret, ageS = 0) => {
    const ts = Math.floor(Date.now() / 1_000) - ageS;
    const h1 = createHmac('sha256', secret).update(`${ts}:${payload}`).digest('hex');
    return { 'paddle-signature': `ts=${ts};h1=${h1}` };
  },
  history: (goodwordClickId) => [
    paddleEvent('customer.created', 0, {
      ...{ id: 'ctm_01jo', name: 'Jo Buyer', email: 'jo@buyer.example', marketing_consent: false },
      ...{ status: 'active', custom_data: null, locale: 'en', created_at: iso(0), updated_at: iso(0) },
    }),
    paddleEvent('subscription.created', 0, paddleSubscription(1, 0)),
    paddleEvent('transaction.paid', 0, paddleTransaction('txn_01', 0, { custom_data: { goodwordClickId } })),
    paddleEvent(
      'transaction.completed',
      0,
      paddleTransaction('txn_01', 0, { custom_data: { goodwordClickId } }),
    ),
    paddleEvent('subscription.updated', 20, paddleSubscription(3, 20)),
    paddleEvent('transaction.completed', 31, paddleTransaction('txn_02', 31)),
    paddleEvent(
      'adjustment.created',
      33,
      paddleAdjustment('adj_01', 33, '5950', { status: 'pending_approval' }),
    ),
    paddleEvent('adjustment.updated', 34, paddleAdjustment('adj_01', 34, '5950')),
    paddleEvent(
      'subscription.canceled',
      60,
      paddleSubscription(3, 60, { status: 'canceled', canceled_at: iso(60) }),
    ),
  ],
};
