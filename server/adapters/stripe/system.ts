import Stripe from 'stripe';
import { now } from '../../core/clock.ts';
import type { BillingSystem, Delivery } from '../billing/system.ts';
import { objectOf } from '../fields.ts';
import { describeEvent } from './describe-event.ts';
import { readDiscount } from './discounts.ts';
import { identityFacts } from './identity-facts.ts';
import { paymentFacts } from './payment-facts.ts';
import { refundFacts } from './refund-facts.ts';
import { subscriptionFacts } from './subscription-facts.ts';
import { toWireEvent } from './wire.ts';

const TOLERANCE_S = 300;
const NEEDED = new RegExp(
  `^(${[
    'customer.(created|updated)',
    'customer.subscription.(created|updated|deleted|paused|resumed)',
    'checkout.session.(completed|async_payment_succeeded)',
    'invoice.(paid|voided|payment_failed)',
    'invoice_payment.paid',
    'payment_intent.succeeded',
    'charge.refunded|refund.(created|updated|failed)|charge.refund.updated',
    'credit_note.(created|updated)',
    'charge.dispute.(created|updated|closed)',
    ...['promotion_code.(created|updated)', 'customer.discount.(created|updated)'],
  ].join('|')})$`,
);

export const stripe: BillingSystem = {
  kind: 'stripe',
  readDelivery: readEvent,
  readFacts(event) {
    const told = toWireEvent(event);
    return [
      ...identityFacts(told),
      ...subscriptionFacts(told),
      ...paymentFacts(told),
      ...refundFacts(told),
      ...codeFacts(told),
      ...discountFacts(told),
    ];
  },
  needed: NEEDED,
  describing: [
    ...['customer.created', 'customer.updated'],
    ...['checkout.session.completed', 'checkout.session.async_payment_succeeded'],
    ...['customer.subscription.created', 'customer.subscription.updated', 'customer.subscription.deleted'],
  ],
  // Many payments share one promotion code, and all of a subscription its discount.
  leads: { payment: /^(?!promo_|sub_|di_)/, subscription: /^sub_/ },
  subscriptionTellers: ['customer', 'checkout.session'],
  ownCustomerId: /^cus_/,
};

function readEvent({ body, headers, secret }: Delivery) {
  const signature = headers['stripe-signature'];
  if (typeof signature !== 'string') return null;
  try {
    const receivedAt = now().getTime();
    return describeEvent(
      Stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_S, undefined, receivedAt),
    );
  } catch {
    return null;
  }
}

function codeFacts({ type, object }: ReturnType<typeof toWireEvent>) {
  const { id, code } = objectOf(object);
  if (!type.startsWith('promotion_code.') || typeof id !== 'string') return [];
  return [{ kind: 'code' as const, id, code: String(code ?? id) }];
}

function discountFacts({ type, object }: ReturnType<typeof toWireEvent>) {
  const { discountId: id, codeId, couponId } = readDiscount(object);
  if (!type.startsWith('customer.discount.') || !id) return [];
  return [{ kind: 'discount' as const, id, codeId, couponId }];
}
