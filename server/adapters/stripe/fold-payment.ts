import { shareOf } from '../../core/money.ts';
import { type Json, objectOf, textOf } from '../fields.ts';
import { takenBack } from './fold-refunds.ts';
import { amountOf, discountsOf, listOf, momentOf, refOf, toMinor, type WireEvent } from './wire.ts';

/** One payment, from every event that tells of it. Amounts are integer minor units. */
export interface Payment {
  /** The idempotency key of its sale: invoice, else payment intent, else checkout session. */
  externalId: string;
  /** What was paid, with tax. */
  paidMinor: number;
  /** Without tax. */
  netMinor: number;
  currency: string;
  at: Date;
  /** Another event may tell more exactly what was paid. */
  mayBeRefined: boolean;
  /** The kinds of objects that may tell whose payment it is: a checkout, the subscription that begins with it. */
  tellers: string[];
  discounts: Json[];
}

/** How much of what was paid went back, of all refunds, credits and disputes together, and when that changed. */
export interface TakenBack {
  share: { numerator: number; denominator: number };
  at: Date | null;
}

const PAID_SESSION = new Set(['paid', 'no_payment_required']);
const SESSION_PAID_EVENTS = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
]);

/** @param events all that are known of one payment, in order. Null while nothing says that it was paid. */
export function foldPayment(events: readonly WireEvent[]): Payment | null {
  const invoice = events.findLast(({ type }) => type === 'invoice.paid');
  const session = events.findLast(
    ({ type, object }) =>
      SESSION_PAID_EVENTS.has(type) && PAID_SESSION.has(textOf(object.payment_status) ?? ''),
  );
  const discounts = [invoice, session].flatMap((event) => (event ? discountsOf(event.object) : []));
  if (invoice) return { ...fromInvoice(invoice), tellers: tellersOf(invoice.object), discounts };
  if (session) return { ...fromSession(session), tellers: [], discounts };
  const intent = events.findLast(({ type }) => type === 'payment_intent.succeeded');
  const belongsToInvoice = events.some(
    ({ object }) => refOf(object.invoice) !== null || String(object.object) === 'invoice',
  );
  if (!intent || belongsToInvoice) return null;
  return { ...fromIntent(intent), tellers: [], discounts };
}

type Amounts = Omit<Payment, 'tellers' | 'discounts'>;

/** Only what was paid counts: what a credit balance covered was paid, or given, before. */
function fromInvoice({ object, at }: WireEvent): Amounts {
  const total = amountOf(object.total);
  const taxes = listOf(object.total_taxes ?? object.total_tax_amounts);
  const tax = object.tax ?? taxes.reduce((sum, { amount }) => sum + amountOf(amount), 0);
  const exclusive = object.total_excluding_tax ?? total - amountOf(tax);
  const paid = amountOf(object.amount_paid);
  return {
    externalId: textOf(object.id) ?? '',
    ...money(object, paid, total > 0 ? shareOf(amountOf(exclusive), paid, total) : 0),
    at: momentOf(objectOf(object.status_transitions).paid_at) ?? at,
    mayBeRefined: false,
  };
}

function fromSession({ object, at }: WireEvent): Amounts {
  const total = amountOf(object.amount_total);
  const invoiceId = refOf(object.invoice);
  return {
    externalId: invoiceId ?? refOf(object.payment_intent) ?? textOf(object.id) ?? '',
    ...money(object, total, total - amountOf(objectOf(object.total_details).amount_tax)),
    at,
    mayBeRefined: invoiceId !== null,
  };
}

function fromIntent({ object, at }: WireEvent): Amounts {
  const paid = amountOf(object.amount_received ?? object.amount);
  const tax = objectOf(objectOf(object.amount_details).tax).total_tax_amount;
  return {
    externalId: textOf(object.id) ?? '',
    ...money(object, paid, paid - amountOf(tax)),
    at,
    mayBeRefined: true,
  };
}

function money({ currency }: Json, paid: number, net: number) {
  const code = String(currency ?? '').toUpperCase();
  return { paidMinor: toMinor(paid, code), netMinor: toMinor(Math.max(0, net), code), currency: code };
}

function tellersOf({ billing_reason }: Json): string[] {
  if (billing_reason === 'subscription_create') return ['checkout.session', 'subscription'];
  return billing_reason === 'manual' ? ['checkout.session'] : [];
}

/** What of a payment went back, against what was paid. @param events in order. */
export function foldTakenBack(events: readonly WireEvent[], payment: Payment | null): TakenBack {
  const paid = payment?.paidMinor ?? largestCharge(events);
  const { amount, at } = takenBack(events, paid);
  return { share: { numerator: amount, denominator: Math.max(1, paid) }, at };
}

/** A sale that another way reported: what was charged is what refunds are a share of. */
function largestCharge(events: readonly WireEvent[]): number {
  const amounts = events.map(({ object }) =>
    object.object === 'charge' ? toMinor(amountOf(object.amount), String(object.currency)) : 0,
  );
  return Math.max(0, ...amounts);
}
