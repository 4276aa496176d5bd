import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counted, fitRates, upperTail } from './beta-binomial.ts';
import { falseDiscoveryRates } from './false-discovery.ts';
import { compareSamples } from './kolmogorov-smirnov.ts';

const sample = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });
const counted = fc
  .tuple(fc.nat({ max: 400 }), fc.nat({ max: 400 }))
  .map(([a, b]): Counted => ({ hits: Math.min(a, b), trials: Math.max(a, b) }));
const group = fc.array(counted, { minLength: 1, maxLength: 30 });
const isShare = (value: number) => value >= 0 && value <= 1;

describe('the comparison of two samples', () => {
  it('finds the known distance and tail: {1,2,3,4} against {3,4,5,6} is 0.5', () => {
    expect(compareSamples([4, 2, 1, 3], [3, 6, 4, 5])?.distance).toBe(0.5);
    // Massey's table: at twenty against twenty a distance of 0.43 is near the five-percent point.
    const one = Array.from({ length: 20 }, (_, index) => index);
    const other = one.map((value) => value + 8.6);
    const found = compareSamples(one, other);
    expect(found?.distance).toBeCloseTo(0.45, 10);
    expect(found?.pValue).toBeGreaterThan(0.01);
    expect(found?.pValue).toBeLessThan(0.05);
  });

  it('is a share, symmetric, and does not depend on the order', () => {
    fc.assert(
      fc.property(sample, sample, (one, other) => {
        const found = compareSamples(one, other);
        expect(found && isShare(found.distance) && isShare(found.pValue)).toBe(true);
        expect(compareSamples(other, one)).toEqual(found);
        expect(compareSamples(one.toReversed(), other)).toEqual(found);
      }),
    );
  });

  it('says nothing of an empty sample, and finds no difference between equal ones', () => {
    expect(compareSamples([], [1])).toBeNull();
    fc.assert(
      fc.property(sample, (one) => {
        expect(compareSamples(one, one)).toEqual({ distance: 0, pValue: 1 });
      }),
    );
  });
});

describe('the spread of rates', () => {
  it('gives the binomial’s tail where everybody is alike: 18 of 200 at 3% is about 4e-5', () => {
    const alike = Array.from({ length: 300 }, () => ({ hits: 30, trials: 1_000 }));
    const spread = fitRates(alike);
    expect(spread && spread.alpha / (spread.alpha + spread.beta)).toBeCloseTo(0.03, 3);
    expect(upperTail({ hits: 18, trials: 200 }, { alpha: 3e6, beta: 97e6 })).toBeCloseTo(4.0e-5, 6);
  });

  it('never fails, lies within 0 and 1, and does not depend on the order', () => {
    fc.assert(
      fc.property(group, counted, (others, own) => {
        const spread = fitRates(others);
        if (!spread) return;
        expect(spread.alpha > 0 && spread.beta > 0).toBe(true);
        expect(isShare(upperTail(own, spread))).toBe(true);
        const reversed = fitRates(others.toReversed());
        expect(reversed?.alpha).toBeCloseTo(spread.alpha, 6);
      }),
    );
  });

  it('more hits of as many are never likelier', () => {
    fc.assert(
      fc.property(group, counted, (others, { hits, trials }) => {
        const spread = fitRates(others);
        if (!spread || hits >= trials) return;
        const more = upperTail({ hits: hits + 1, trials }, spread);
        expect(more).toBeLessThanOrEqual(upperTail({ hits, trials }, spread) + 1e-9);
      }),
    );
  });
});

describe('false discovery rates', () => {
  it('are those of Benjamini and Hochberg', () => {
    const rates = falseDiscoveryRates([0.01, 0.04, 0.03, 0.005]);
    const expected = [0.02, 0.04, 0.04, 0.02];
    for (const [index, rate] of rates.entries()) expect(rate).toBeCloseTo(expected[index] ?? 0, 12);
  });

  it('are never below the p-value, keep its order and do not depend on the order given', () => {
    const pValue = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(pValue, { maxLength: 40 }), (pValues) => {
        const rates = falseDiscoveryRates(pValues);
        for (const [index, rate] of rates.entries()) {
          expect(rate).toBeGreaterThanOrEqual(pValues[index] ?? 0);
          for (const [other, otherRate] of rates.entries())
            if ((pValues[index] ?? 0) < (pValues[other] ?? 0)) expect(rate).toBeLessThanOrEqual(otherRate);
        }
        expect(falseDiscoveryRates(pValues.toReversed())).toEqual(rates.toReversed());
      }),
    );
  });
});
