import type { BillingKind } from './queries.ts';

/** What each billing system must be asked to send. */
export const NEEDED_EVENTS: Record<BillingKind, string[]> = {
  stripe: [
    ...['customer.created', 'customer.updated', 'checkout.session.completed'],
    ...['checkout.session.async_payment_succeeded', 'invoice.paid', 'invoice.payment_failed'],
    ...['invoice.voided', 'invoice_payment.paid', 'payment_intent.succeeded'],
    ...['customer.subscription.created', 'customer.subscription.updated', 'customer.subscription.deleted'],
    ...['charge.refunded', 'refund.created', 'refund.updated', 'credit_note.created'],
    ...['charge.dispute.created', 'charge.dispute.closed', 'promotion_code.updated'],
    'customer.discount.created',
  ],
  paddle: [
    ...['customer.created', 'customer.updated', 'transaction.paid', 'transaction.completed'],
    ...['transaction.payment_failed', 'subscription.created', 'subscription.updated'],
    ...['subscription.canceled', 'adjustment.created', 'adjustment.updated'],
    ...['discount.created', 'discount.updated'],
  ],
  lemonsqueezy: [
    ...['order_created', 'order_refunded', 'subscription_created', 'subscription_updated'],
    ...['subscription_expired', 'subscription_payment_success', 'subscription_payment_failed'],
    'subscription_payment_refunded',
  ],
  chargebee: [
    ...['customer_created', 'customer_changed', 'subscription_created', 'subscription_changed'],
    ...['subscription_cancelled', 'invoice_generated', 'invoice_updated', 'payment_succeeded'],
    ...['payment_failed', 'payment_refunded', 'transaction_created', 'transaction_updated'],
  ],
  json: [],
};

/** The name of each as its maker writes it; the seller's own has one in the reader's language. */
export const SYSTEM_NAMES: Record<Exclude<BillingKind, 'json'>, string> = {
  stripe: 'Stripe',
  paddle: 'Paddle Billing',
  lemonsqueezy: 'Lemon Squeezy',
  chargebee: 'Chargebee',
};
export const KINDS: BillingKind[] = ['stripe', 'paddle', 'lemonsqueezy', 'chargebee', 'json'];

/** How our click is handed to each, where its checkout or subscription is made. */
export const CLICK_EXAMPLES: Record<BillingKind, string> = {
  stripe: 'client_reference_id: "dub_id_<click>"',
  paddle: 'customData: { goodwordClickId: "<click>" }',
  lemonsqueezy: 'checkout[custom][goodwordClickId]=<click>',
  chargebee: 'meta_data: { "goodwordClickId": "<click>" }',
  json: '"customer": { "id": "user_7", "goodwordClickId": "<click>" }',
};

/** A whole call for the seller's own billing. */
export function exampleCall(address: string): string {
  const body = {
    ...{ id: 'evt-1', type: 'payment', occurredAt: '2026-01-31T12:00:00Z' },
    customer: { id: 'user_7', email: 'jo@buyer.example', goodwordClickId: '<click>' },
    payment: { id: 'inv-1', amountMinor: 11900, taxMinor: 1900, currency: 'USD' },
  };
  const lines = JSON.stringify(body, null, 2);
  return `curl ${address} \\\n  -H "authorization: Bearer gw_…" \\\n  -H "content-type: application/json" \\\n  -d '${lines}'`;
}
