import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACTORS, type RankingInput } from '../schema/ranking.ts';
import { type InputValues, RANKING_INPUTS } from './inputs.ts';
import { strongestReasons } from './reasons.ts';
import { FACTOR_WEIGHTS, learnStandards, RANKING_INPUT_NAMES, scoreAdvocacy } from './rules.ts';
import { knotsOf, placeOf } from './standing.ts';

const NOTHING = Object.fromEntries(RANKING_INPUT_NAMES.map((name) => [name, null])) as InputValues;
const anyValue = fc.option(fc.double({ min: -1e6, max: 1e9, noNaN: true }));
const anyValues = fc.record(
  Object.fromEntries(RANKING_INPUT_NAMES.map((name) => [name, anyValue])) as Record<
    RankingInput,
    fc.Arbitrary<number | null>
  >,
);
const anyCustomers = fc.array(anyValues, { minLength: 1, maxLength: 30 });

function standardsOf(customers: InputValues[], currency = 'USD') {
  return learnStandards(customers.map((values) => ({ values, currency })));
}

describe('a place among the customers', () => {
  it('is the share below plus half of the equals', () => {
    const knots = knotsOf([1, 2, 2, 3]);
    expect([0, 1, 2, 3, 4].map((value) => placeOf(knots, value))).toEqual([0, 0.125, 0.5, 0.875, 1]);
    expect(placeOf([], 7)).toBe(0.5);
  });

  it('never falls as the value grows, also between and beyond what was seen', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 600 });
    const value = fc.double({ min: -2e6, max: 2e6, noNaN: true });
    fc.assert(
      fc.property(values, value, value, (seen, one, other) => {
        const knots = knotsOf(seen);
        expect(knots.length).toBeLessThanOrEqual(256);
        expect(placeOf(knots, Math.min(one, other))).toBeLessThanOrEqual(
          placeOf(knots, Math.max(one, other)),
        );
      }),
      // The way between two values rounds above the upper one.
      { examples: [[[0, -4.1353074578639e-166, 5e-324], 0, -5e-324]] },
    );
  });
});

describe('the advocacy score', () => {
  it('is 100 times the product of the factors raised to their weights, between 0 and 100, never NaN', () => {
    fc.assert(
      fc.property(anyCustomers, anyValues, (customers, values) => {
        const { score, factors } = scoreAdvocacy(values, 'USD', standardsOf(customers));
        const product = FACTORS.reduce(
          (total, factor) => total * factors[factor] ** FACTOR_WEIGHTS[factor],
          100,
        );
        expect(score).toBeCloseTo(product, 1);
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('never falls when an input gets better', () => {
    fc.assert(
      fc.property(
        anyCustomers,
        anyValues,
        fc.constantFrom(...RANKING_INPUT_NAMES),
        (customers, values, name) => {
          const standards = standardsOf(customers);
          const step = RANKING_INPUTS[name].isLowerBetter ? -1_000 : 1_000;
          const better = { ...values, [name]: (values[name] ?? 0) + step };
          const known = { ...values, [name]: values[name] ?? 0 };
          const before = scoreAdvocacy(known, 'USD', standards).score;
          expect(scoreAdvocacy(better, 'USD', standards).score).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });

  it('does not depend on the order in which customers are learned from', () => {
    fc.assert(
      fc.property(anyCustomers, anyValues, (customers, values) => {
        const forward = scoreAdvocacy(values, 'USD', standardsOf(customers));
        const backward = scoreAdvocacy(values, 'USD', standardsOf([...customers].reverse()));
        expect(backward).toEqual(forward);
      }),
    );
  });

  it('counts what is not known as average, not as nothing', () => {
    const customers = Array.from({ length: 99 }, (_, index) => ({
      ...NOTHING,
      nps: index / 10,
      health: index,
    }));
    const unknown = scoreAdvocacy(NOTHING, 'USD', standardsOf(customers));
    expect(unknown.factors.willingness).toBeCloseTo(0.5, 1);
    expect(unknown.inputs.nps).toEqual({ value: null, place: 0.5 });
  });

  it('compares money within its currency only', () => {
    const learned = learnStandards([
      ...Array.from({ length: 9 }, (_, index) => ({
        values: { ...NOTHING, lifetimeValue: index },
        currency: 'USD',
      })),
      ...Array.from({ length: 9 }, (_, index) => ({
        values: { ...NOTHING, lifetimeValue: index * 1_000 },
        currency: 'THB',
      })),
    ]);
    const best = { ...NOTHING, lifetimeValue: 8 };
    expect(scoreAdvocacy(best, 'USD', learned).inputs.lifetimeValue.place).toBeGreaterThan(0.9);
    expect(scoreAdvocacy(best, 'THB', learned).inputs.lifetimeValue.place).toBeLessThan(0.2);
  });
});

describe('the reasons', () => {
  it('tell three different things before they tell two of one factor', () => {
    const customers = Array.from({ length: 50 }, (_, index) => ({
      ...NOTHING,
      nps: index,
      csat: index,
      health: index,
      lifetimeValue: index,
    }));
    const best = { ...NOTHING, nps: 49, csat: 49, health: 49, lifetimeValue: 49 };
    const reasons = strongestReasons(scoreAdvocacy(best, 'USD', standardsOf(customers)), 2);
    expect(reasons).toHaveLength(3);
    expect(new Set(reasons.map((name) => RANKING_INPUTS[name].factor)).size).toBe(3);
  });

  it('never praise a loss, however many lost more', () => {
    const customers = Array.from({ length: 50 }, (_, index) => ({ ...NOTHING, revenueGrowth: -index / 50 }));
    const least = { ...NOTHING, revenueGrowth: -0.01 };
    expect(strongestReasons(scoreAdvocacy(least, 'USD', standardsOf(customers)), 2)).toEqual([]);
  });
});
