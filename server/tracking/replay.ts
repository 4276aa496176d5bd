import type { OfferRule } from '../affiliates/index.ts';
import {
  attribute,
  type Binding,
  type CouponTouch,
  type ManualCredit,
  type Situation,
  type Verdict,
} from './rules.ts';

/** One lead or sale of a customer, with all that its decision depends on. */
export interface CustomerEvent {
  id: string;
  kind: 'lead' | 'sale';
  /** What tells it apart for its sender: orders events of the same moment, whatever came in first. */
  key: string;
  at: Date;
  coupon: CouponTouch | null;
  manual: ManualCredit | null;
}

/** What a customer's decisions rest on beside the events: every click known, and what is true whatever came in. */
export interface Grounds extends Pick<Situation, 'clicks' | 'registrations' | 'isActive' | 'recordedSince'> {
  /** The rule of an offer that was in force at a moment. */
  ruleAt: (offerId: string, at: Date) => OfferRule;
}

/** How it stands with a customer: whose they are, and since when they have bought. */
export interface CustomerState {
  binding: Binding | null;
  soldAt: Date | null;
}

export interface Replay {
  verdicts: Map<string, Verdict>;
  binding: Binding | null;
}

/**
 * Decides events of one customer in the order in which they happened: over all of them, the end is the same in
 * whatever order events and clicks arrived.
 * @param start how it stood before the first of them.
 */
export function replay(
  events: readonly CustomerEvent[],
  { clicks, registrations, isActive, recordedSince, ruleAt }: Grounds,
  start: CustomerState = { binding: null, soldAt: null },
): Replay {
  const verdicts = new Map<string, Verdict>();
  let { binding, soldAt } = start;
  for (const { at, coupon, manual, ...event } of [...events].sort(inOrder)) {
    const ruleOf = (offerId: string) => ruleAt(offerId, at);
    const verdict = attribute({
      at,
      manual,
      coupon,
      binding,
      clicks,
      registrations,
      isActive,
      ruleOf,
      soldAt,
      recordedSince,
    });
    verdicts.set(event.id, verdict);
    binding = bind(binding, { at, kind: event.kind }, verdict);
    if (event.kind === 'sale') soldAt ??= at;
  }
  return { verdicts, binding };
}

/** The order in which events of a customer count, whatever came in first. */
export function inOrder(
  left: Pick<CustomerEvent, 'kind' | 'key' | 'at'>,
  right: Pick<CustomerEvent, 'kind' | 'key' | 'at'>,
): number {
  const byTime = left.at.getTime() - right.at.getTime();
  if (byTime !== 0) return byTime;
  if (left.kind !== right.kind) return left.kind === 'lead' ? -1 : 1;
  return left.key < right.key ? -1 : 1;
}

/** Whose customer it is after the event. */
function bind(
  binding: Binding | null,
  event: Pick<CustomerEvent, 'kind' | 'at'>,
  { winner }: Verdict,
): Binding | null {
  if (!winner || (winner.kind === 'manual' && !winner.keepsCustomer)) return binding;
  // A registration holds as long as it is protected; only a sale keeps the customer beyond.
  if (winner.kind === 'registration' && event.kind === 'lead') return binding;
  const isSame = binding?.affiliateId === winner.affiliateId && binding.offerId === winner.offerId;
  return {
    kind: 'binding',
    at: isSame ? binding.at : event.at,
    affiliateId: winner.affiliateId,
    offerId: winner.offerId,
    isBySale: event.kind === 'sale' || (isSame && binding.isBySale),
  };
}
