import { type Fields, nextId, type SystemForTests, unix } from './shop.ts';

export const chargebeeEvent = (event_type: string, day: number, content: Fields): Fields => ({
  ...{ id: `ev_${nextId()}`, object: 'event', api_version: 'v2', event_type, occurred_at: unix(day) },
  ...{ source: 'admin_console', webhook_status: 'scheduled', content },
});

const chargebeeCustomer = (more: Fields = {}): Fields => ({
  ...{ id: 'AzqJo', object: 'customer', first_name: 'Jo', last_name: 'Buyer', email: 'jo@buyer.example' },
  ...{ auto_collection: 'on', created_at: unix(0), deleted: false },
  ...more,
});

const chargebeeSubscription = (quantity: number, more: Fields = {}): Fields => ({
  ...{ id: '16AzqSub', object: 'subscription', customer_id: 'AzqJo', status: 'active', currency_code: 'USD' },
  ...{ billing_period: 1, billing_period_unit: 'month', created_at: unix(0), started_at: unix(0) },
  subscription_items: [
    {
      ...{ item_price_id: 'Pro-USD-Monthly', item_type: 'plan', quantity, unit_price: 1_000 },
      ...{ amount: 1_000 * quantity, object: 'subscription_item' },
    },
  ],
  ...more,
});

export const chargebeeInvoice = (id: string, day: number, more: Fields = {}): Fields => ({
  ...{
    id,
    object: 'invoice',
    customer_id: 'AzqJo',
    subscription_id: '16AzqSub',
    recurring: true,
    status: 'paid',
  },
  ...{
    price_type: 'tax_exclusive',
    currency_code: 'USD',
    date: unix(day),
    paid_at: unix(day),
    sub_total: 10_000,
  },
  ...{ tax: 1_900, total: 11_900, amount_paid: 11_900, credits_applied: 0, amount_due: 0, discounts: [] },
  ...more,
});

export const chargebee: SystemForTests = {
  kind: 'chargebee',
  secret: 'goodword:a-password-for-tests',
  customer: 'AzqJo',
  mrr: [1_000, 2_000, -3_000],
  headersOf: (_payload, secret) => ({ authorization: `Basic ${Buffer.from(secret).toString('base64')}` }),
  history: (clickId) => {
    const customer = chargebeeCustomer();
    const first = chargebeeSubscription(1, { meta_data: { goodwordClickId: clickId } });
    const paid = { id: 'txn_1', object: 'transaction', type: 'payment', amount: 11_900, status: 'success' };
    return [
      chargebeeEvent('customer_created', 0, { customer }),
      chargebeeEvent('subscription_created', 0, {
        customer,
        subscription: first,
        invoice: chargebeeInvoice('767', 0),
      }),
      chargebeeEvent('invoice_generated', 0, { invoice: chargebeeInvoice('767', 0) }),
      chargebeeEvent('payment_succeeded', 0, {
        ...{ customer, subscription: first, invoice: chargebeeInvoice('767', 0), transaction: paid },
      }),
      chargebeeEvent('subscription_changed', 20, { customer, subscription: chargebeeSubscription(3) }),
      chargebeeEvent('payment_succeeded', 31, {
        ...{ customer, invoice: chargebeeInvoice('768', 31), transaction: { ...paid, id: 'txn_2' } },
      }),
      chargebeeEvent('payment_refunded', 33, {
        customer,
        credit_note: {
          id: 'CN-1',
          object: 'credit_note',
          reference_invoice_id: '768',
          total: 5_950,
          status: 'refunded',
        },
        transaction: {
          ...{ id: 'txn_3', object: 'transaction', type: 'refund', amount: 5_950, status: 'success' },
          linked_credit_notes: [{ cn_id: 'CN-1', cn_reference_invoice_id: '768', applied_amount: 5_950 }],
        },
      }),
      chargebeeEvent('subscription_cancelled', 60, {
        ...{
          customer,
          subscription: chargebeeSubscription(3, { status: 'cancelled', cancelled_at: unix(60) }),
        },
      }),
    ];
  },
};
