import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealLinesOf, netOf, priceFor, shownState, totalsOf } from './rules.ts';
import type { QuoteLine } from './schema/quote.ts';

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 10_000 }),
  priceMinor: fc.integer({ min: 0, max: 10_000_000 }),
  discountBasisPoints: fc.integer({ min: 0, max: 10_000 }),
  taxBasisPoints: fc.constantFrom(0, 700, 1_900),
});

describe('the sums of a quote', () => {
  it('are the lines to the cent: nothing is lost or added by a discount, a rate or an order', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (given) => {
        const lines = given.map((each) => ({ ...each, netMinor: netOf(each) }));
        const totals = totalsOf(lines);
        expect(totals.netMinor).toBe(lines.reduce((sum, { netMinor }) => sum + netMinor, 0));
        expect(totals.totalMinor).toBe(totals.netMinor + totals.taxMinor);
        expect(totals.taxes.reduce((sum, { taxMinor }) => sum + taxMinor, 0)).toBe(totals.taxMinor);
        expect(totalsOf([...lines].reverse())).toEqual(totals);
        const [first] = lines;
        if (first) expect(first.netMinor).toBeLessThanOrEqual(first.quantity * first.priceMinor);
      }),
    );
  });

  it('become a deal of the same worth, line by line', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (given) => {
        const common = { productId: null, name: 'X', description: null, cycle: 'once' as const };
        const lines: QuoteLine[] = given.map((each) => ({ ...common, ...each, netMinor: netOf(each) }));
        const worth = dealLinesOf(lines).reduce(
          (sum, { quantity, priceMinor }) => sum + quantity * priceMinor,
          0,
        );
        expect(worth).toBe(totalsOf(lines).netMinor);
      }),
    );
  });

  it.each([
    [3, 1_000, 0, 3_000],
    [3, 999, 1_000, 2_697],
    [1, 1, 5_000, 1],
    [7, 1_000, 10_000, 0],
  ])('are for %i at %i with %i basis points off: %i', (quantity, priceMinor, discountBasisPoints, net) => {
    expect(netOf({ quantity, priceMinor, discountBasisPoints })).toBe(net);
  });
});

describe('a price', () => {
  const prices = [
    { productId: 'a', fromQuantity: 1, priceMinor: 100 },
    { productId: 'a', fromQuantity: 10, priceMinor: 80 },
    { productId: 'b', fromQuantity: 5, priceMinor: 50 },
  ];
  it.each([
    ['a', 1, 100],
    ['a', 9, 100],
    ['a', 10, 80],
    ['b', 4, null],
    ['c', 1, null],
  ])('of %s for %i is %s', (product, quantity, price) => {
    expect(priceFor(prices, product, quantity)).toBe(price);
  });
});

describe('a quote', () => {
  it('stands until its last day is over, and what was answered stays answered', () => {
    const on = (state: 'sent' | 'accepted', today: string) =>
      shownState({ state, validUntil: '2026-05-31' }, today);
    expect([on('sent', '2026-05-31'), on('sent', '2026-06-01'), on('accepted', '2027-01-01')]).toEqual([
      'sent',
      'expired',
      'accepted',
    ]);
  });
});
