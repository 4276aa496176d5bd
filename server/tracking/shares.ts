import type { OfferRule } from '../affiliates/index.ts';
import type { Touch } from './rules.ts';

const WHOLE_BASIS_POINTS = 10_000;

/** What one affiliate gets of a sale: `weight` of the sum of all weights, and the touch for which. */
export interface Share {
  affiliateId: string;
  weight: number;
  touch: Touch;
}

/**
 * Who shares a sale. The winner gets what the rule says, and the others whose clicks and coupons of the same offer could
 * have earned it share the rest equally, each once. A customer who has bought before, and a credit that a person gave,
 * are the winner's alone.
 * @param eligible touches in their order, a coupon first, then the latest clicks.
 * @returns the winner first, the others by their touches: the same in whatever order these came in.
 */
export function sharesOf(winner: Touch, eligible: readonly Touch[], rule: OfferRule): Share[] {
  const { affiliateId, offerId } = winner;
  const restBasisPoints = WHOLE_BASIS_POINTS - rule.winnerBasisPoints;
  const isWhole = winner.kind === 'manual' || (winner.kind === 'binding' && winner.isBySale);
  const helpers = new Map<string, Touch>();
  for (const touch of isWhole || restBasisPoints === 0 ? [] : eligible) {
    const hasHelped = touch.kind === 'click' || touch.kind === 'coupon';
    if (!hasHelped || touch.affiliateId === affiliateId || touch.offerId !== offerId) continue;
    if (!helpers.has(touch.affiliateId)) helpers.set(touch.affiliateId, touch);
  }
  if (helpers.size === 0) return [{ affiliateId, weight: 1, touch: winner }];
  const others = [...helpers].map(([id, touch]) => ({ affiliateId: id, weight: restBasisPoints, touch }));
  return [{ affiliateId, weight: rule.winnerBasisPoints * others.length, touch: winner }, ...others];
}

/**
 * An amount in minor units by weight, so that the parts are the whole: each gets its share rounded down, and what is left goes, one
 * minor unit each, to those with the largest remainders, the first of them first.
 */
export function splitAmount(amountMinor: number, weights: readonly number[]): number[] {
  const sum = BigInt(weights.reduce((total, weight) => total + weight, 0));
  const parts = weights.map((weight, place) => {
    const product = BigInt(amountMinor) * BigInt(weight);
    return { place, minor: Number(product / sum), remainder: product % sum };
  });
  const left = amountMinor - parts.reduce((total, { minor }) => total + minor, 0);
  const byRemainder = parts.toSorted((one, other) => Number(other.remainder - one.remainder));
  const isRaised = new Set(byRemainder.slice(0, left).map(({ place }) => place));
  return parts.map(({ place, minor }) => minor + (isRaised.has(place) ? 1 : 0));
}
