import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfferRule } from '../affiliates/index.ts';
import type { Touch } from './rules.ts';
import { sharesOf, splitAmount } from './shares.ts';

const AT = new Date('2026-03-01T12:00:00Z');
const rule = (winnerBasisPoints: number): OfferRule => ({
  ...{ offerId: 'off', validFrom: AT, clickModel: 'last', windowDays: 30, couponFirst: true },
  ...{ isLifetime: true, protectsCustomers: false, winnerBasisPoints },
});
const click = (affiliateId: string, offerId = 'off'): Touch => ({
  ...{ kind: 'click', clickId: `clk_${affiliateId}`, at: AT, affiliateId, offerId, windowDays: 30 },
});
const coupon = (affiliateId: string): Touch => ({
  ...{ kind: 'coupon', couponCode: 'C', affiliateId, offerId: 'off', isFirst: true },
});
const bought = (affiliateId: string): Touch => ({
  ...{ kind: 'binding', at: AT, affiliateId, offerId: 'off', isBySale: true },
});
const given = (affiliateId: string): Touch => ({
  ...{ kind: 'manual', at: AT, affiliateId, offerId: 'off', note: '', byName: '', supersedes: 1 },
  keepsCustomer: false,
});

describe('who shares a sale', () => {
  it.each<[string, number, Touch[], [string, number][]]>([
    ['one who touched alone has it all', 7_000, [click('ann')], [['ann', 1]]],
    ['nobody else, where the rule does not share', 10_000, [click('ann'), click('bob')], [['ann', 1]]],
    [
      'the winner and one who helped',
      7_000,
      [click('ann'), click('bob')],
      [
        ['ann', 7_000],
        ['bob', 3_000],
      ],
    ],
    [
      'all who helped equally, the latest first, each once',
      7_000,
      [click('ann'), click('cy'), click('bob'), click('cy'), click('ann')],
      [
        ['ann', 14_000],
        ['cy', 3_000],
        ['bob', 3_000],
      ],
    ],
    [
      'a click that came to a coupon',
      5_000,
      [coupon('ann'), click('bob')],
      [
        ['ann', 5_000],
        ['bob', 5_000],
      ],
    ],
    ['nobody who came by another offer', 7_000, [click('ann'), click('bob', 'other')], [['ann', 1]]],
    ['nobody, of a customer who had bought', 7_000, [bought('ann'), click('bob')], [['ann', 1]]],
    ['nobody, of a credit that a person gave', 7_000, [given('ann'), click('bob')], [['ann', 1]]],
  ])('%s', (_name, winnerBasisPoints, touches, expected) => {
    const [winner] = touches;
    if (!winner) throw new Error('no winner');
    const shares = sharesOf(winner, touches, rule(winnerBasisPoints));
    expect(shares.map(({ affiliateId, weight }) => [affiliateId, weight])).toEqual(expected);
  });
});

describe('the parts of an amount', () => {
  it.each([
    ['in proportion', 10_000, [7_000, 3_000], [7_000, 3_000]],
    ['the odd cent goes to the largest remainder', 100, [14_000, 3_000, 3_000], [70, 15, 15]],
    ['of two alike the first gets it', 101, [1, 1], [51, 50]],
    ['one cent is not divided', 1, [7_000, 3_000], [1, 0]],
    ['of nothing nobody has a part', 0, [1, 2], [0, 0]],
  ])('%s', (_name, amount, weights, expected) => {
    expect(splitAmount(amount, weights)).toEqual(expected);
  });

  it('are the whole to the minor unit, none further than one unit from its share', () => {
    const weight = fc.integer({ min: 1, max: 100_000_000 });
    const amount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(amount, fc.array(weight, { minLength: 1, maxLength: 12 }), (whole, weights) => {
        const parts = splitAmount(whole, weights);
        const sum = weights.reduce((total, each) => total + each, 0);
        expect(parts.reduce((total, part) => total + BigInt(part), 0n)).toBe(BigInt(whole));
        for (const [place, part] of parts.entries()) {
          const distance = BigInt(part) * BigInt(sum) - BigInt(whole) * BigInt(weights[place] ?? 0);
          expect(distance < BigInt(sum) && distance > -BigInt(sum)).toBe(true);
        }
      }),
    );
  });
});
