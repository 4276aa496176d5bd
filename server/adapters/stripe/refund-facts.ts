import type { DisputeFact, Fact } from '../billing/facts.ts';
import { type Json, textOf } from '../fields.ts';
import { amountOf, listOf, refOf, toMinor, type WireEvent } from './wire.ts';

const UNDONE_REFUNDS = new Set(['failed', 'canceled']);
/** Of disputes that take nothing: won ones, and questions of a bank that moved no money. */
const HARMLESS_DISPUTE = /^(won|warning_.*|prevented)$/;
const IS_CHANGE = /^(charge\.(refunded|dispute)|refund\.|charge\.refund\.|credit_note\.)/;

/** What was taken back: by refunds, credit notes and disputes. */
export function refundFacts({ type, object }: WireEvent): Fact[] {
  const charged: Fact[] =
    object.object === 'charge' ? [{ kind: 'charge', amountMinor: minor(object, object.amount) }] : [];
  if (!IS_CHANGE.test(type)) return charged;
  if (object.object === 'dispute') return [disputeFact(object)];
  if (object.object === 'credit_note') return creditNoteFacts(object);
  const refunds = object.object === 'refund' ? [object] : listOf(object.refunds).filter(isRefund);
  return [...charged, ...totalFacts(object), ...refunds.map(refundFact)];
}

function minor({ currency }: Json, amount: unknown): number {
  return toMinor(amountOf(amount), String(currency ?? ''));
}

function disputeFact(dispute: Json): DisputeFact {
  const status = textOf(dispute.status) ?? '';
  const isOver = HARMLESS_DISPUTE.test(status);
  const state = status === 'lost' ? 'lost' : isOver ? 'over' : 'open';
  return {
    kind: 'dispute',
    id: textOf(dispute.id) ?? '',
    amountMinor: minor(dispute, dispute.amount),
    state,
  };
}

function isRefund({ object }: Json): boolean {
  return object === 'refund';
}

function refundFact(refund: Json): Fact {
  return {
    kind: 'refund',
    id: textOf(refund.id) ?? '',
    amountMinor: minor(refund, refund.amount),
    isUndone: UNDONE_REFUNDS.has(textOf(refund.status) ?? ''),
    isHearsay: false,
  };
}

function totalFacts(charge: Json): Fact[] {
  if (charge.object !== 'charge') return [];
  const amountMinor = minor(charge, charge.amount_refunded);
  return [{ kind: 'refund_total', of: textOf(charge.id) ?? '', amountMinor }];
}

function creditNoteFacts(note: Json): Fact[] {
  const refunds = refundsOfNote(note).map(
    ([id, amountMinor]): Fact => ({ kind: 'refund', id, amountMinor, isUndone: false, isHearsay: true }),
  );
  return [...refunds, { kind: 'credit', id: textOf(note.id) ?? '', amountMinor: creditedOutside(note) }];
}

/** The refunds that a credit note made: a list of them, or in older versions of the API one id. */
function refundsOfNote(note: Json): [string, number][] {
  const listed = listOf(note.refunds).map((item): [string, number] => [
    refOf(item.refund) ?? '',
    minor(note, item.amount_refunded),
  ]);
  const single = refOf(note.refund);
  if (listed.length > 0 || !single) return listed;
  return [[single, minor(note, amountOf(note.amount) - amountOf(note.out_of_band_amount))]];
}

/**
 * What a credit note gave back other than by refund. What it put on the customer's balance comes off the next
 * invoice, and what it took off before payment was never paid.
 */
function creditedOutside(note: Json): number {
  if (note.type === 'pre_payment') return 0;
  if (refOf(note.customer_balance_transaction)) return minor(note, note.out_of_band_amount);
  const refunded = refundsOfNote(note).reduce((sum, [, amount]) => sum + amount, 0);
  const prepaid = amountOf(note.pre_payment_amount);
  return Math.max(0, minor(note, amountOf(note.amount) - prepaid) - refunded);
}
