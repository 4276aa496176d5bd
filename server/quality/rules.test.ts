import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeier } from '../success/index.ts';
import { readRetention } from './read-retention.ts';
import {
  type BroughtCustomer,
  customerValue,
  futureCommission,
  judgedSums,
  monthlyChurn,
  returnInterval,
  returnOn,
  shrink,
  verdictOf,
  watch,
  worthOf,
} from './rules.ts';

const MARGIN = 0.8;
const AS_OF = new Date('2026-07-01T00:00:00Z');

function customer(extra: Partial<BroughtCustomer> = {}): BroughtCustomer {
  return {
    affiliateId: 'aff_1',
    customerId: 'cus_1',
    accountId: 'acc_1',
    attributedAt: new Date('2026-01-01T00:00:00Z'),
    revenueMinor: 100_000,
    firstPaidAt: new Date('2026-01-01T00:00:00Z'),
    churnedAt: null,
    mrrMinor: 10_000,
    ltvMinor: 200_000,
    crcMinor: 5_000,
    ...extra,
  };
}

describe('what a customer is worth', () => {
  it('is the margin so far and to come, less what keeping them costs', () => {
    expect(customerValue(customer(), MARGIN)).toBe(80_000 + 200_000 - 5_000);
  });

  it('counts nothing to come from who has left, and nothing that is not known', () => {
    expect(customerValue(customer({ churnedAt: AS_OF }), MARGIN)).toBe(75_000);
    expect(customerValue(customer({ ltvMinor: null, crcMinor: null }), MARGIN)).toBe(80_000);
  });
});

describe('the return', () => {
  it('is what is gained for each unit paid, and unknown where nothing was paid', () => {
    expect(returnOn(300, 100)).toBe(2);
    expect(returnOn(50, 100)).toBe(-0.5);
    expect(returnOn(300, 0)).toBeNull();
  });

  it('expects commission on revenue to come at the share paid so far', () => {
    // 20 % of revenue was paid; 200,000 of margin to come is 250,000 of revenue.
    expect(futureCommission(worthOf([customer()], MARGIN), 20_000, MARGIN)).toBe(50_000);
    expect(futureCommission(worthOf([], MARGIN), 0, MARGIN)).toBe(0);
  });

  it('of few customers is drawn toward the program’s, of many it is their own', () => {
    const program = { valueMinor: 100, costMinor: 100 };
    const returnOf = (customers: number) => {
      const own = { customers, valueMinor: customers * 300, costMinor: customers * 100 };
      const judged = judgedSums(own, program);
      return returnOn(judged.valueMinor, judged.costMinor);
    };
    expect(returnOf(1)).toBeCloseTo(2 / 11, 2);
    expect(returnOf(10)).toBeCloseTo(1, 2);
    expect(returnOf(10_000)).toBeCloseTo(2, 2);
  });

  it('is the program’s for whoever brings half as much at half the cost', () => {
    const program = { valueMinor: 300, costMinor: 100 };
    const { valueMinor, costMinor } = judgedSums({ customers: 3, valueMinor: 450, costMinor: 150 }, program);
    expect(returnOn(valueMinor, costMinor)).toBeCloseTo(2, 2);
  });

  it('has an interval that holds the mean, is the same every time, and is not given for few', () => {
    const brought = Array.from({ length: 40 }, (_, index) => customer({ crcMinor: index * 5_000 }));
    const sums = worthOf(brought, MARGIN);
    const program = { valueMinor: sums.valueMinor / 40, costMinor: 50_000 };
    const interval = returnInterval(brought, 2_000_000, program, MARGIN);
    const mean = returnOn(sums.valueMinor, 2_000_000) ?? 0;
    expect(interval?.lower).toBeLessThan(mean);
    expect(interval?.upper).toBeGreaterThan(mean);
    expect(returnInterval(brought, 2_000_000, program, MARGIN)).toEqual(interval);
    expect(returnInterval(brought.slice(0, 4), 2_000_000, program, MARGIN)).toBeNull();
  });

  it('a drawn mean lies between the own and the program’s', () => {
    const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(amount, amount, fc.nat(10_000), (own, program, count) => {
        const drawn = shrink(own, count, program);
        expect(drawn).toBeGreaterThanOrEqual(Math.min(own, program) - 1e-6);
        expect(drawn).toBeLessThanOrEqual(Math.max(own, program) + 1e-6);
      }),
    );
  });
});

describe('the verdict', () => {
  it.each([
    ['too_few', 4, 9, 1],
    ['unpaid', 5, null, 1],
    ['loses', 50, -0.1, 1],
    ['above', 50, 1, 1],
    ['below', 50, 0.9, 1],
    ['above', 50, 0.1, null],
  ] as const)('%s for %i customers at a return of %s against %s', (verdict, customers, own, program) => {
    expect(verdictOf(customers, own, program)).toBe(verdict);
  });
});

describe('retention', () => {
  it('leaves out who has no subscription facts, and watches others until now or their end', () => {
    const left = new Date('2026-04-02T00:00:00Z');
    const watched = watch(
      [customer(), customer({ churnedAt: left }), customer({ firstPaidAt: null })],
      AS_OF,
    );
    expect(watched.duration.map(Math.round)).toEqual([6, 3]);
    expect(watched.observed).toEqual([false, true]);
    expect(monthlyChurn(watched, null)).toBeCloseTo(1 / 8.94, 3);
    expect(monthlyChurn(watched, 0.02)).toBeCloseTo((1 + 60 * 0.02) / (8.94 + 60), 3);
    expect(monthlyChurn({ duration: [], observed: [] }, 0.02)).toBeNull();
  });

  it('is drawn by whole months from everybody there', () => {
    const points = readRetention(
      kaplanMeier({ duration: [0.5, 1, 2.5, 9], observed: [true, true, true, false] }),
    );
    expect(points.map(({ month, survival }) => [month, Number(survival.toFixed(3))])).toEqual([
      [0, 1],
      [1, 0.5],
      [2, 0.5],
      [3, 0.25],
    ]);
    expect(readRetention(kaplanMeier({ duration: [], observed: [] }))).toEqual([]);
  });
});
