import { type CreditFact, type DisputeFact, factsOf, type ToldEvent, type ToldFact } from './facts.ts';

interface KnownRefund {
  amount: number;
  isUndone: boolean;
  toldAt: Date;
}

/**
 * What was taken back of a payment, with tax, never more than was paid: refunds, credits outside of the balance,
 * open disputes. A lost dispute and a voided bill take all.
 * @param events of one payment, in order.
 */
export function takenBack(
  events: readonly ToldEvent[],
  paidMinor: number,
): { amount: number; at: Date | null } {
  const changes = factsOf(events, 'refund', 'refund_total', 'credit', 'dispute', 'void');
  const at = changes.at(-1)?.at ?? null;
  const disputes = latestById<DisputeFact>(factsOf(events, 'dispute'));
  const isLost = disputes.some(({ state }) => state === 'lost');
  if (isLost || changes.some(({ fact }) => fact.kind === 'void')) return { amount: paidMinor, at };
  const disputed = sumOf(disputes.filter(({ state }) => state === 'open'));
  const credits = sumOf(latestById<CreditFact>(factsOf(events, 'credit')));
  return { amount: Math.min(paidMinor, refundedOf(events) + disputed + credits), at };
}

function latestById<Told extends DisputeFact | CreditFact>(told: ToldFact<Told>[]): Told[] {
  return [...new Map(told.map(({ fact }) => [fact.id, fact])).values()];
}

function sumOf(facts: { amountMinor: number }[]): number {
  return facts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** A charge tells the sum of its refunds, the refunds tell themselves: whichever has told more. */
function refundedOf(events: readonly ToldEvent[]): number {
  const known = [...refundsById(events).values()];
  const single = known.filter(({ isUndone }) => !isUndone).reduce((sum, { amount }) => sum + amount, 0);
  const totals = new Map(factsOf(events, 'refund_total').map((told) => [told.fact.of, told]));
  const bySum = [...totals.values()].reduce((sum, { fact, at }) => {
    // A refund that failed later is still in this sum.
    const undone = known.filter(({ isUndone, toldAt }) => isUndone && toldAt > at);
    return sum + fact.amountMinor - undone.reduce((less, { amount }) => less + amount, 0);
  }, 0);
  return Math.max(single, bySum);
}

/** What the refunds themselves say comes after what others say of them. */
function refundsById(events: readonly ToldEvent[]): Map<string, KnownRefund> {
  const told = factsOf(events, 'refund');
  const sorted = [
    ...told.filter(({ fact }) => fact.isHearsay),
    ...told.filter(({ fact }) => !fact.isHearsay),
  ];
  return new Map(
    sorted.map(({ fact: { id, amountMinor: amount, isUndone }, at }) => [
      id,
      { amount, isUndone, toldAt: at },
    ]),
  );
}
