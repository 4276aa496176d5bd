import type Stripe from 'stripe';
import type { ReceivedEvent } from '../../signals/index.ts';
import { type Json, objectOf } from '../fields.ts';
import { discountsOf } from './discounts.ts';
import { listOf, refOf } from './wire.ts';

/** By which ids the events of one payment, subscription, discount or promotion code find each other. */
const SUBJECTS: Record<string, (object: Json) => unknown[]> = {
  invoice: (invoice) => [
    ...[invoice.id, invoice.payment_intent, invoice.charge],
    ...listOf(invoice.payments).flatMap(({ payment }) => paymentRefs(payment)),
  ],
  invoice_payment: ({ invoice, payment }) => [invoice, ...paymentRefs(payment)],
  payment_intent: ({ id, invoice, latest_charge }) => [id, invoice, latest_charge],
  'checkout.session': ({ id, invoice, payment_intent }) => [id, invoice, payment_intent],
  charge: ({ id, payment_intent, invoice }) => [id, payment_intent, invoice],
  refund: ({ id, charge, payment_intent }) => [id, charge, payment_intent],
  credit_note: ({ invoice }) => [invoice],
  dispute: ({ charge, payment_intent }) => [charge, payment_intent],
  subscription: ({ id }) => [id],
  promotion_code: ({ id }) => [id],
  discount: ({ id }) => [id],
};

function paymentRefs(payment: unknown): unknown[] {
  const { payment_intent, charge } = objectOf(payment);
  return [payment_intent, charge];
}

/** Payments wait for what their discounts are, and what the codes of these read. */
function discountRefs(object: Json): unknown[] {
  return discountsOf(object).flatMap(({ codeId, discountId }) => [codeId, discountId]);
}

/** A delivered event with what it is found by later. */
export function describeEvent(event: Stripe.Event): ReceivedEvent {
  const object = objectOf(objectOf(event.data).object);
  const kind = String(object.object);
  const refs = [...(SUBJECTS[kind]?.(object) ?? []), ...discountRefs(object)].flatMap(
    (ref) => refOf(ref) ?? [],
  );
  return {
    externalId: event.id,
    type: event.type,
    createdAt: new Date(event.created * 1_000),
    payload: event,
    subjects: [...new Set(refs)],
    customer: refOf(kind === 'customer' ? object.id : object.customer),
  };
}
