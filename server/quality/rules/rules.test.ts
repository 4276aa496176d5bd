import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeier } from '../../success/index.ts';
import { readRetention } from '../read-retention.ts';
import { returnInterval } from './interval.ts';
import { expectedRetention, monthlyChurn, seenRetention, watch } from './retention.ts';
import { drawnPerCustomer, returnOn, shrink, verdictOf } from './returns.ts';
import { type BroughtCustomer, monthsAhead, prospectsOf, sumWorth, worthOf } from './worth.ts';

const AS_OF = new Date('2026-07-01T00:00:00Z');
const OUTLOOK = { grossMargin: 0.8, monthlyChurn: 0.04, refundShare: 0.1, asOf: AS_OF };

function customer(extra: Partial<BroughtCustomer> = {}): BroughtCustomer {
  return {
    affiliateId: 'aff_1',
    customerId: 'cus_1',
    accountId: 'acc_1',
    attributedAt: new Date('2026-01-01T00:00:00Z'),
    saleCount: 6,
    soldMinor: 60_000,
    refundedMinor: 5_000,
    discountMinor: 0,
    commissionMinor: 11_000,
    ahead: { commissionMinor: 2_000, months: 6 },
    firstPaidAt: new Date('2026-01-01T00:00:00Z'),
    churnedAt: null,
    mrrMinor: 10_000,
    crcMinor: 6_000,
    ...extra,
  };
}

const left = { churnedAt: new Date('2026-04-01T00:00:00Z'), mrrMinor: 0 };

describe('what a customer is worth', () => {
  it('counts the months to come discounted, five years at most', () => {
    expect(monthsAhead(0, 60)).toBeCloseTo(47.57, 1);
    expect(monthsAhead(0)).toBe(monthsAhead(0, Infinity));
    expect(monthsAhead(0.05)).toBeCloseTo(15.9, 1);
    expect(monthsAhead(1)).toBe(0);
    expect(monthsAhead(0.02, 6)).toBeLessThan(6);
  });

  it('is the margin so far and to come, less refunds in full and what keeping them costs', () => {
    const { marginAheadMinor, crcMinor, crcAheadMinor, valueMinor } = worthOf(customer(), OUTLOOK);
    expect(marginAheadMinor).toBeCloseTo(10_000 * (0.8 - 0.1) * monthsAhead(0.04), 6);
    expect(crcMinor).toBe(6_000);
    expect(crcAheadMinor / monthsAhead(0.04)).toBeCloseTo(1_009, 0);
    expect(valueMinor).toBeCloseTo(48_000 - 5_000 + marginAheadMinor - 6_000 - crcAheadMinor, 6);
  });

  it('costs the discounts too, and counts the sales at the full price', () => {
    const plain = worthOf(customer(), OUTLOOK);
    const given = worthOf(customer({ discountMinor: 10_000 }), OUTLOOK);
    expect(given.saleMarginMinor - plain.saleMarginMinor).toBeCloseTo(8_000, 6);
    expect(given.costMinor - plain.costMinor).toBe(10_000);
  });

  it('costs the commission so far, and what the plan still promises on sales that are not refunded', () => {
    const { commissionAheadMinor, costMinor } = worthOf(customer(), OUTLOOK);
    expect(commissionAheadMinor).toBeCloseTo(2_000 * 0.9 * monthsAhead(0.04, 6), 6);
    expect(costMinor).toBeCloseTo(11_000 + commissionAheadMinor, 6);
    expect(worthOf(customer({ ahead: { commissionMinor: 0, months: 0 } }), OUTLOOK).costMinor).toBe(11_000);
  });

  it('takes the retention cost of the months before the last twelve at the rate of the last twelve', () => {
    const old = customer({ firstPaidAt: new Date('2024-07-01T00:00:00Z'), crcMinor: 12_000 });
    expect(worthOf(old, OUTLOOK).crcMinor).toBeCloseTo(24_000, -2);
  });

  it('counts nothing to come from who has left, and nothing that is not known', () => {
    expect(worthOf(customer(left), OUTLOOK)).toMatchObject({
      marginAheadMinor: 0,
      crcAheadMinor: 0,
      commissionAheadMinor: 0,
      valueMinor: 48_000 - 5_000 - 6_000,
    });
    expect(worthOf(customer({ mrrMinor: null, crcMinor: null }), OUTLOOK).valueMinor).toBe(43_000);
  });
});

describe('the return', () => {
  it('is what is gained for each unit paid, and unknown where nothing was paid', () => {
    expect(returnOn(300, 100)).toBe(2);
    expect(returnOn(50, 100)).toBe(-0.5);
    expect(returnOn(300, 0)).toBeNull();
  });

  const returnOf = (brought: BroughtCustomer[], monthlyChurn = 0.04, refundShare = 0.1) => {
    const { valueMinor, costMinor } = sumWorth(
      brought.map((one) => worthOf(one, { ...OUTLOOK, monthlyChurn, refundShare })),
    );
    return returnOn(valueMinor, costMinor) ?? 0;
  };

  it('falls with churn under a bounty, and under a commission that ends', () => {
    const bounty = customer({ commissionMinor: 20_000, ahead: { commissionMinor: 0, months: 0 } });
    for (const one of [bounty, customer()]) expect(returnOf([one], 0.1)).toBeLessThan(returnOf([one], 0.02));
    expect(returnOf([bounty, { ...bounty, ...left }])).toBeLessThan(returnOf([bounty]));
  });

  it('falls with refunds and with the cost of keeping, though commission is taken back with the refund', () => {
    const before = returnOf([customer()]);
    const refunded = customer({ refundedMinor: 30_000, commissionMinor: 6_000 });
    expect(returnOf([refunded], 0.04, 0.5)).toBeLessThan(before);
    expect(returnOf([{ ...refunded, ...left }])).toBeLessThan(returnOf([customer(left)]));
    expect(returnOf([customer({ crcMinor: 30_000 })])).toBeLessThan(before);
  });

  const program = { customers: 100, valueMinor: 10_000, costMinor: 5_000, saleMinor: 50 };
  const drawnReturn = (group: typeof program) => {
    const { valueMinor, costMinor } = drawnPerCustomer(group, program);
    return returnOn(valueMinor, costMinor);
  };

  it('of few customers is drawn toward the program’s, of many it is their own', () => {
    const own = (customers: number) =>
      drawnReturn({ customers, valueMinor: customers * 150, costMinor: customers * 50, saleMinor: 50 });
    expect(own(1)).toBeCloseTo((150 + 1_000) / 550 - 1, 9);
    expect(own(10)).toBeCloseTo(1.5, 9);
    expect(own(10_000)).toBeCloseTo(2, 2);
  });

  it('is the program’s for whoever brings customers a tenth as large at a tenth of the cost', () => {
    expect(drawnReturn({ customers: 3, valueMinor: 30, costMinor: 15, saleMinor: 5 })).toBeCloseTo(1, 9);
  });

  it('of small customers is not drawn to what large ones are worth', () => {
    const small = { customers: 10, valueMinor: 25, costMinor: 50, saleMinor: 5 };
    expect(drawnReturn(small)).toBeCloseTo((2.5 + 10) / (5 + 5) - 1, 9);
  });

  it('a drawn mean lies between the own and the program’s', () => {
    const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(amount, amount, fc.nat(10_000), (own, mean, count) => {
        const drawn = shrink(own, count, mean);
        expect(drawn).toBeGreaterThanOrEqual(Math.min(own, mean) - 1e-6);
        expect(drawn).toBeLessThanOrEqual(Math.max(own, mean) + 1e-6);
      }),
    );
  });
});

describe('the interval of the return', () => {
  const brought = Array.from({ length: 40 }, (_, index) => customer({ crcMinor: index * 500 }));
  const intervalOf = (customers: BroughtCustomer[]) => {
    const { valueMinor, costMinor } = sumWorth(brought.map((one) => worthOf(one, OUTLOOK)));
    const sums = { customers: 40, valueMinor, costMinor, saleMinor: 10_000 };
    return returnInterval(
      customers.map((one) => prospectsOf(one, OUTLOOK)),
      watch(customers, AS_OF),
      10_000,
      { sums, monthlyChurn: 0.04 },
    );
  };

  it('holds the return, and is the same every time', () => {
    const churn = monthlyChurn(watch(brought, AS_OF), 0.04) ?? 0;
    const { valueMinor, costMinor } = sumWorth(
      brought.map((one) => worthOf(one, { ...OUTLOOK, monthlyChurn: churn })),
    );
    const interval = intervalOf(brought);
    expect(interval?.lower).toBeLessThan(returnOn(valueMinor, costMinor) ?? 0);
    expect(interval?.upper).toBeGreaterThan(returnOn(valueMinor, costMinor) ?? 0);
    expect(intervalOf(brought)).toEqual(interval);
  });

  it('is not given for few', () => {
    expect(intervalOf(brought.slice(0, 4))).toBeNull();
  });
});

describe('the verdict', () => {
  it.each([
    ['too_few', 4, 9, { lower: 8, upper: 10 }, 1],
    ['unpaid', 5, null, null, 1],
    ['loses', 50, -0.1, { lower: -0.5, upper: 0.3 }, 1],
    ['above', 50, 2, { lower: 1.1, upper: 3 }, 1],
    ['below', 50, 0.5, { lower: 0.1, upper: 0.9 }, 1],
    ['alike', 50, 2, { lower: 0.9, upper: 3 }, 1],
    ['alike', 50, 0.9, { lower: 0.1, upper: 1.1 }, 1],
  ] as const)('%s for %i customers at %s (%o) against %s', (verdict, customers, own, interval, program) => {
    expect(verdictOf(customers, own, interval, program)).toBe(verdict);
  });
});

describe('retention', () => {
  const since = (day: string, churnedOn?: string) => ({
    firstPaidAt: new Date(`${day}T00:00:00Z`),
    churnedAt: churnedOn ? new Date(`${churnedOn}T00:00:00Z`) : null,
  });

  it('leaves out who has no subscription facts, and watches others until now or their end', () => {
    const watched = watch(
      [since('2026-01-01'), since('2026-01-01', '2026-04-02'), { firstPaidAt: null, churnedAt: null }],
      AS_OF,
    );
    expect(watched.duration.map(Math.round)).toEqual([6, 3]);
    expect(watched.observed).toEqual([false, true]);
    expect(monthlyChurn(watched, null)).toBeCloseTo(1 / 8.94, 3);
    expect(monthlyChurn(watched, 0.02)).toBeCloseTo((1 + 60 * 0.02) / (8.94 + 60), 3);
    expect(monthlyChurn({ duration: [], observed: [] }, 0.02)).toBeNull();
  });

  it('of a year is expected from the churn, also of those who are younger', () => {
    expect(expectedRetention(0.05)).toBeCloseTo(0.5404, 4);
    expect(expectedRetention(null)).toBeNull();
  });

  it('is seen as far as somebody was watched, with the months', () => {
    const seen = (...stays: ReturnType<typeof since>[]) => seenRetention(watch(stays, AS_OF));
    expect(seen(since('2026-01-01'), since('2026-02-01', '2026-03-01'))).toEqual({ months: 5, share: 0.5 });
    expect(seen(since('2024-01-01'), since('2025-12-01', '2026-01-15'))).toEqual({ months: 12, share: 0.5 });
    expect(seen(since('2026-02-01', '2026-03-01'))).toEqual({ months: 12, share: 0 });
    expect(seen(since('2026-06-20'))).toBeNull();
    expect(seen()).toBeNull();
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
