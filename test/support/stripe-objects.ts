// Objects in the shapes of Stripe's API reference, with what differs as argument. 119.00 paid, 100.00 without tax.
type Fields = Record<string, unknown>;

export const customer = (more: Fields = {}): Fields => ({
  ...{ id: 'cus_1', object: 'customer', email: 'jo@buyer.example', name: 'Jo Buyer', metadata: {} },
  ...more,
});

export const checkout = (more: Fields = {}): Fields => ({
  ...{
    id: 'cs_1',
    object: 'checkout.session',
    mode: 'subscription',
    payment_status: 'paid',
    status: 'complete',
  },
  ...{ client_reference_id: null, customer: 'cus_1', invoice: 'in_1', payment_intent: null, metadata: {} },
  ...{ amount_subtotal: 10_000, amount_total: 11_900, currency: 'usd', discounts: [] },
  customer_details: { email: 'jo@buyer.example', name: 'Jo Buyer' },
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 1_900 },
  ...more,
});

export const invoice = (more: Fields = {}): Fields => ({
  ...{ id: 'in_1', object: 'invoice', customer: 'cus_1', customer_email: 'jo@buyer.example', status: 'paid' },
  ...{ billing_reason: 'subscription_create', currency: 'usd', discounts: [] },
  ...{
    subtotal: 10_000,
    total: 11_900,
    total_excluding_tax: 10_000,
    amount_due: 11_900,
    amount_paid: 11_900,
  },
  total_taxes: [{ amount: 1_900, tax_behavior: 'exclusive', type: 'tax_rate_details' }],
  parent: { type: 'subscription_details', subscription_details: { subscription: 'sub_1', metadata: {} } },
  payments: { object: 'list', data: [{ payment: { type: 'payment_intent', payment_intent: 'pi_1' } }] },
  ...more,
});

export const paymentIntent = (more: Fields = {}): Fields => ({
  ...{ id: 'pi_1', object: 'payment_intent', customer: 'cus_1', amount: 11_900, amount_received: 11_900 },
  ...{ currency: 'usd', latest_charge: 'ch_1', metadata: {}, status: 'succeeded' },
  ...more,
});

export const charge = (more: Fields = {}): Fields => ({
  ...{ id: 'ch_1', object: 'charge', amount: 11_900, amount_refunded: 0, currency: 'usd', customer: 'cus_1' },
  ...{ payment_intent: 'pi_1', metadata: {} },
  ...more,
});

export const refund = (id: string, amount: number, status = 'succeeded', more: Fields = {}): Fields => ({
  ...{ id, object: 'refund', amount, charge: 'ch_1', currency: 'usd', payment_intent: 'pi_1', status },
  ...more,
});

export const dispute = (status: string, id = 'dp_1', more: Fields = {}): Fields => ({
  ...{
    id,
    object: 'dispute',
    amount: 11_900,
    charge: 'ch_1',
    currency: 'usd',
    payment_intent: 'pi_1',
    status,
  },
  ...more,
});

/** 10.00 a month and seat. */
export const subscription = ({ quantity = 1, ...more }: Fields & { quantity?: number } = {}): Fields => ({
  ...{ id: 'sub_1', object: 'subscription', customer: 'cus_1', status: 'active', currency: 'usd' },
  ...{ cancel_at_period_end: false, start_date: 1_750_000_000, metadata: {}, discounts: [] },
  items: {
    object: 'list',
    data: [
      {
        ...{ id: 'si_1', object: 'subscription_item', quantity },
        price: {
          ...{ id: 'price_1', object: 'price', nickname: 'Pro', currency: 'usd', unit_amount: 1_000 },
          recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
        },
      },
    ],
  },
  ...more,
});
