import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateChurn, exposureOf, simpleLifetimeValue, standInChurnRisk } from './rules.ts';

const AS_OF = new Date('2026-06-30T00:00:00Z');

describe('simple lifetime value', () => {
  it('of 500 a month at 70 % margin and 5 % churn is 7,000', () => {
    expect(simpleLifetimeValue(500_00, 0.7, 0.05)).toBeCloseTo(7_000_00, 6);
  });

  it('counts on nobody for longer than five years', () => {
    expect(simpleLifetimeValue(100, 1, 0.0001)).toBe(6_000);
  });
});

describe('the churn rate', () => {
  it('counts only the months and the leavers of the last year', () => {
    const stayed = exposureOf(new Date('2020-01-01'), null, AS_OF);
    expect(stayed.months).toBeCloseTo(12, 1);
    expect(stayed.churned).toBe(0);
    expect(exposureOf(new Date('2020-01-01'), new Date('2025-01-01'), AS_OF)).toEqual({
      months: 0,
      churned: 0,
    });
    const left = exposureOf(new Date('2026-03-31'), new Date('2026-05-30'), AS_OF);
    expect(left.months).toBeCloseTo(2, 1);
    expect(left.churned).toBe(1);
    expect(exposureOf(null, null, AS_OF)).toEqual({ months: 0, churned: 0 });
  });

  it('of a small segment lies between its own and the company’s', () => {
    const rates = estimateChurn({ small: { months: 20, churned: 4 }, large: { months: 2_000, churned: 40 } });
    const small = rates?.bySegment.small?.rate ?? 0;
    expect(small).toBeGreaterThan(rates?.overall ?? 1);
    expect(small).toBeLessThan(4 / 20);
    expect(rates?.bySegment.large?.rate).toBeCloseTo(0.0203, 3);
  });

  it('is unknown without customers and never zero with them', () => {
    expect(estimateChurn({})).toBeNull();
    expect(estimateChurn({ all: { months: 100, churned: 0 } })?.overall).toBe(0.005);
  });

  it('is a probability for every exposure', () => {
    const exposure = fc.record({
      months: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
      churned: fc.nat(500),
    });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), exposure, { minKeys: 1 }), (segments) => {
        for (const { rate } of Object.values(estimateChurn(segments)?.bySegment ?? {})) {
          expect(rate).toBeGreaterThan(0);
          expect(rate).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('the risk read from health', () => {
  it('is the company’s rate at average health, rises as health falls, and is unknown without health', () => {
    expect(standInChurnRisk(60, 60, 0.02)).toBeCloseTo(1 - 0.98 ** 3, 12);
    expect(standInChurnRisk(20, 60, 0.02)).toBeGreaterThan(standInChurnRisk(60, 60, 0.02) ?? 1);
    expect(standInChurnRisk(null, 60, 0.02)).toBeNull();
  });
});
