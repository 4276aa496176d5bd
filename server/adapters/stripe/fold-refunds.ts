import { type Json, textOf } from '../fields.ts';
import { amountOf, listOf, refOf, toMinor, type WireEvent } from './wire.ts';

const UNDONE_REFUNDS = new Set(['failed', 'canceled']);
/** Of disputes that take nothing: won ones, and questions of a bank that moved no money. */
const HARMLESS_DISPUTE = /^(won|warning_.*|prevented)$/;

interface KnownRefund {
  amount: number;
  isUndone: boolean;
  toldAt: Date;
}

/**
 * What was taken back of a payment, with tax, never more than was paid: refunds, credits outside of the balance,
 * open disputes. A lost dispute and a voided invoice take all.
 * @param events of one payment, in order.
 */
export function takenBack(
  events: readonly WireEvent[],
  paidMinor: number,
): { amount: number; at: Date | null } {
  const changes = events.filter(({ type }) =>
    /^(charge\.(refunded|dispute)|refund\.|charge\.refund\.|credit_note\.|invoice\.voided)/.test(type),
  );
  const at = changes.at(-1)?.at ?? null;
  const disputes = latestById(changes.filter(({ object }) => object.object === 'dispute'));
  const isLost = disputes.some(({ object }) => object.status === 'lost');
  const isVoided = changes.some(({ type }) => type === 'invoice.voided');
  if (isLost || isVoided) return { amount: paidMinor, at };
  const disputed = disputes
    .filter(({ object }) => !HARMLESS_DISPUTE.test(textOf(object.status) ?? ''))
    .reduce((sum, { object }) => sum + minor(object, object.amount), 0);
  const refunds = refundsOf(changes);
  const credits = creditNotes(changes).reduce((sum, note) => sum + creditedOutside(note), 0);
  const all = refundedOf(changes, refunds) + disputed + credits;
  return { amount: Math.min(paidMinor, all), at };
}

function minor({ currency }: Json, amount: unknown): number {
  return toMinor(amountOf(amount), String(currency ?? ''));
}

function latestById(events: readonly WireEvent[]): WireEvent[] {
  return [...new Map(events.map((event) => [textOf(event.object.id), event])).values()];
}

function creditNotes(changes: readonly WireEvent[]): WireEvent[] {
  return latestById(changes.filter(({ object }) => object.object === 'credit_note'));
}

/** Refunds by id, from wherever they are told. */
function refundsOf(changes: readonly WireEvent[]): Map<string, KnownRefund> {
  const refunds = new Map<string, KnownRefund>();
  for (const { object: note, at } of creditNotes(changes))
    for (const [id, amount] of refundsOfNote(note)) refunds.set(id, { amount, isUndone: false, toldAt: at });
  for (const { object, at } of changes) {
    const told = object.object === 'refund' ? [object] : listOf(object.refunds).filter(isRefund);
    for (const refund of told)
      refunds.set(textOf(refund.id) ?? '', {
        amount: minor(refund, refund.amount),
        isUndone: UNDONE_REFUNDS.has(textOf(refund.status) ?? ''),
        toldAt: at,
      });
  }
  return refunds;
}

function isRefund({ object }: Json): boolean {
  return object === 'refund';
}

/** A charge tells the sum of its refunds, the refunds tell themselves: whichever has told more. */
function refundedOf(changes: readonly WireEvent[], refunds: Map<string, KnownRefund>): number {
  const known = [...refunds.values()];
  const single = known.filter(({ isUndone }) => !isUndone).reduce((sum, { amount }) => sum + amount, 0);
  const charges = latestById(changes.filter(({ object }) => object.object === 'charge'));
  const bySum = charges.reduce((sum, { object, at }) => {
    // A refund that failed later is still in this sum.
    const undone = known.filter(({ isUndone, toldAt }) => isUndone && toldAt > at);
    return (
      sum + minor(object, object.amount_refunded) - undone.reduce((less, { amount }) => less + amount, 0)
    );
  }, 0);
  return Math.max(single, bySum);
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
function creditedOutside({ object: note }: WireEvent): number {
  if (note.type === 'pre_payment') return 0;
  if (refOf(note.customer_balance_transaction)) return minor(note, note.out_of_band_amount);
  const refunded = refundsOfNote(note).reduce((sum, [, amount]) => sum + amount, 0);
  const prepaid = amountOf(note.pre_payment_amount);
  return Math.max(0, minor(note, amountOf(note.amount) - prepaid) - refunded);
}
