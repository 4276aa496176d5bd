import { factsOf, type PaymentFact, type ToldEvent, type UsedDiscount } from './facts.ts';
import { takenBack } from './fold-refunds.ts';

/** One payment, from every event that tells of it. */
export type Payment = Omit<PaymentFact, 'kind' | 'rank' | 'isPartOfBill' | 'discounts'> & {
  /** What was given off as each teller knows it, the most believed first. */
  discounts: UsedDiscount[][];
};

/** How much of what was paid went back, of all refunds, credits and disputes together, and when that changed. */
export interface TakenBack {
  share: { numerator: number; denominator: number };
  at: Date | null;
}

/** @param events all that are known of one payment, in order. Null while nothing says that it was paid. */
export function foldPayment(events: readonly ToldEvent[]): Payment | null {
  const latest = new Map(factsOf(events, 'payment').map(({ fact }) => [fact.rank, fact]));
  const told = [...latest.values()].sort((left, right) => right.rank - left.rank);
  const [best] = told;
  if (!best || (best.isPartOfBill && factsOf(events, 'bill').length > 0)) return null;
  const { kind: _kind, rank: _rank, isPartOfBill: _part, ...payment } = best;
  return { ...payment, discounts: told.map(({ discounts }) => discounts) };
}

/** What of a payment went back, against what was paid. @param events in order. */
export function foldTakenBack(events: readonly ToldEvent[], payment: Payment | null): TakenBack {
  // A sale that another way reported: what was charged is what refunds are a share of.
  const charged = factsOf(events, 'charge').map(({ fact }) => fact.amountMinor);
  const paid = payment?.paidMinor ?? Math.max(0, ...charged);
  const { amount, at } = takenBack(events, paid);
  return { share: { numerator: amount, denominator: Math.max(1, paid) }, at };
}
