import type { Day } from '../schema/inputs.ts';
import type { Terms } from './mrr.ts';

/** The terms of one subscription over a time. */
export interface SubscriptionTerms extends Terms {
  plan: string | null;
  seats: number | null;
  currency: string;
}

export interface TermsChange {
  startedOn: Day;
  endedOn: Day | null;
  /** Null corrects the present terms; a day begins new ones. */
  changedOn: Day | null;
  terms: Omit<SubscriptionTerms, 'fromOn' | 'untilOn'>;
}

/**
 * The history of a subscription after a change was told: without gaps from its first day to its last. Telling a
 * change again, or telling changes in another order, leads to the same history.
 */
export function applyTerms(known: readonly SubscriptionTerms[], change: TermsChange): SubscriptionTerms[] {
  const history = [...known].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
  const first = history[0];
  const fromOn = change.changedOn ?? history.at(-1)?.fromOn ?? change.startedOn;
  const others = history.filter((terms) => terms.fromOn !== fromOn);
  const told = { ...change.terms, fromOn, untilOn: null };
  const all = [...others, told].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
  // A corrected first day moves the first terms with it.
  const isFirstMoved = first && !change.changedOn && first.fromOn !== change.startedOn;
  if (isFirstMoved && all[0]) all[0] = { ...all[0], fromOn: change.startedOn };
  return all
    .filter(({ fromOn: day }) => day >= change.startedOn && (!change.endedOn || day <= change.endedOn))
    .map((terms, index, kept) => ({ ...terms, untilOn: kept[index + 1]?.fromOn ?? change.endedOn }));
}
