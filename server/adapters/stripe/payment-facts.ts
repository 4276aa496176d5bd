import { shareOf } from '../../core/rounding.ts';
import type { Fact, PaymentFact } from '../billing/facts.ts';
import { type Json, objectOf, textOf } from '../fields.ts';
import { discountsOf, sumOfDiscounts } from './discounts.ts';
import { amountOf, listOf, momentOf, refOf, toMinor, type WireEvent } from './wire.ts';

const PAID_SESSION = new Set(['paid', 'no_payment_required']);
/** Whom to believe of one payment. */
const RANK = { payment_intent: 1, session: 2, invoice: 3 };

const READERS: [RegExp, (event: WireEvent) => Fact[]][] = [
  [/^invoice\.paid$/, (event) => [fromInvoice(event)]],
  [/^invoice\.voided$/, () => [{ kind: 'void' }]],
  [/^invoice\.payment_failed$/, () => [{ kind: 'failure' }]],
  [/^checkout\.session\.(completed|async_payment_succeeded)$/, fromSession],
  [/^payment_intent\.succeeded$/, (event) => [fromIntent(event)]],
];

/** What was paid, and by what. */
export function paymentFacts(event: WireEvent): Fact[] {
  const told = READERS.find(([pattern]) => pattern.test(event.type))?.[1](event) ?? [];
  const { object } = event;
  const isOfInvoice = object.object === 'invoice' || refOf(object.invoice) !== null;
  return isOfInvoice ? [...told, { kind: 'bill' }] : told;
}

/** Only what was paid counts: what a credit balance covered was paid, or given, before. */
function fromInvoice({ object, at }: WireEvent): PaymentFact {
  const total = amountOf(object.total);
  const taxes = listOf(object.total_taxes ?? object.total_tax_amounts);
  const tax = object.tax ?? taxes.reduce((sum, { amount }) => sum + amountOf(amount), 0);
  const exclusive = object.total_excluding_tax ?? total - amountOf(tax);
  const paid = amountOf(object.amount_paid);
  return {
    ...{ kind: 'payment', rank: RANK.invoice, eventName: 'Invoice paid' },
    externalId: textOf(object.id) ?? '',
    ...money(object, paid, total > 0 ? shareOf(amountOf(exclusive), paid, total) : 0),
    at: momentOf(objectOf(object.status_transitions).paid_at) ?? at,
    ...{ mayBeRefined: false, isPartOfBill: false },
    tellers: ['customer', ...tellersOf(object)],
    ...{ discounts: discountsOf(object), discountMinor: sumOfDiscounts(object) },
  };
}

function fromSession({ object, at }: WireEvent): Fact[] {
  if (!PAID_SESSION.has(textOf(object.payment_status) ?? '')) return [];
  const invoiceId = refOf(object.invoice);
  const total = amountOf(object.amount_total);
  const externalId = invoiceId ?? refOf(object.payment_intent) ?? textOf(object.id) ?? '';
  return [
    {
      ...{ kind: 'payment', rank: RANK.session, externalId, eventName: eventNameOf(externalId) },
      ...money(object, total, total - amountOf(objectOf(object.total_details).amount_tax)),
      ...{ at, mayBeRefined: invoiceId !== null, isPartOfBill: false },
      ...{ tellers: ['customer'], discounts: discountsOf(object), discountMinor: sumOfDiscounts(object) },
    },
  ];
}

function fromIntent({ object, at }: WireEvent): PaymentFact {
  const paid = amountOf(object.amount_received ?? object.amount);
  const tax = objectOf(objectOf(object.amount_details).tax).total_tax_amount;
  return {
    ...{ kind: 'payment', rank: RANK.payment_intent, eventName: 'Purchase' },
    externalId: textOf(object.id) ?? '',
    ...money(object, paid, paid - amountOf(tax)),
    ...{ at, mayBeRefined: true, isPartOfBill: true, tellers: ['customer'] },
    ...{ discounts: [], discountMinor: 0 },
  };
}

function eventNameOf(externalId: string): PaymentFact['eventName'] {
  return externalId.startsWith('in_') ? 'Invoice paid' : 'Purchase';
}

function money({ currency }: Json, paid: number, net: number) {
  const code = String(currency ?? '').toUpperCase();
  return { paidMinor: toMinor(paid, code), netMinor: toMinor(Math.max(0, net), code), currency: code };
}

/** A checkout, and the subscription that begins with it, may still say whose it is. */
function tellersOf({ billing_reason }: Json): string[] {
  if (billing_reason === 'subscription_create') return ['checkout.session', 'subscription'];
  return billing_reason === 'manual' ? ['checkout.session'] : [];
}
