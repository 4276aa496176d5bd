import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNKNOWN_FACTS } from './plans/choose-reward.ts';
import type { PlanTerms } from './plans/schema.ts';
import { addMonths, correction, earn, keptAmount, keptParts } from './rules.ts';

const twentyPercent: PlanTerms = {
  kind: 'percent',
  rateBasisPoints: 2_000,
  flatAmountMinor: null,
  currency: null,
  payIn: 'sale',
  recurrence: 'lifetime',
  recurrenceMonths: null,
  holdDays: 30,
  minAmountMinor: null,
  maxAmountMinor: null,
  rules: [],
  success: null,
  also: [],
  maxPerCustomerMinor: null,
  monthlyBudgetMinor: null,
  needsApproval: false,
};
const fifty: PlanTerms = {
  ...twentyPercent,
  kind: 'flat',
  rateBasisPoints: null,
  flatAmountMinor: 5_000,
  currency: 'USD',
};
const once = { recurrence: 'once' } as const;
const forTwelveMonths = { recurrence: 'months', recurrenceMonths: 12 } as const;
const bounded = { currency: 'USD', minAmountMinor: 500, maxAmountMinor: 10_000 };

const sale = (amountMinor: number, day: string, currency = 'USD') => ({
  ...UNKNOWN_FACTS,
  amountMinor,
  currency,
  soldAt: new Date(`${day}T12:00:00Z`),
});
const firstBought = (day: string | null) => ({
  firstSoldAt: day ? new Date(`${day}T12:00:00Z`) : null,
  history: null,
});

describe('what a sale earns', () => {
  it.each([
    ['20 % of 100.00', twentyPercent, sale(10_000, '2026-01-31'), null, 2_000, 'USD', null],
    ['20 % of 0.12 rounds half up', twentyPercent, sale(12, '2026-01-31'), null, 2, 'USD', null],
    [
      '20 % of 0.02 is less than a coin',
      twentyPercent,
      sale(2, '2026-01-31'),
      null,
      0,
      'USD',
      'rounds_to_zero',
    ],
    ['20 % of yen stays in yen', twentyPercent, sale(1_003, '2026-01-31', 'JPY'), null, 201, 'JPY', null],
    [
      'the tenth renewal for life',
      twentyPercent,
      sale(10_000, '2030-01-31'),
      '2026-01-31',
      2_000,
      'USD',
      null,
    ],
    ['50.00 flat', fifty, sale(9_900, '2026-01-31'), null, 5_000, 'USD', null],
    [
      '50.00 flat, whatever the sale’s currency',
      fifty,
      sale(9_900, '2026-01-31', 'EUR'),
      null,
      5_000,
      'USD',
      null,
    ],
    ['nothing flat for a sale of nothing', fifty, sale(0, '2026-01-31'), null, 0, 'USD', 'rounds_to_zero'],
    ['once: the first sale', { ...fifty, ...once }, sale(9_900, '2026-01-31'), null, 5_000, 'USD', null],
    [
      'once: no renewal',
      { ...fifty, ...once },
      sale(9_900, '2026-02-28'),
      '2026-01-31',
      0,
      'USD',
      'only_first_sale',
    ],
    [
      '12 months: the eleventh renewal',
      { ...twentyPercent, ...forTwelveMonths },
      sale(10_000, '2026-12-31'),
      '2026-01-31',
      2_000,
      'USD',
      null,
    ],
    [
      '12 months: not the anniversary',
      { ...twentyPercent, ...forTwelveMonths },
      sale(10_000, '2027-01-31'),
      '2026-01-31',
      0,
      'USD',
      'period_over',
    ],
    [
      'at least 5.00 where there is no most',
      { ...twentyPercent, currency: 'USD', minAmountMinor: 500 },
      sale(1_000, '2026-01-31'),
      null,
      500,
      'USD',
      null,
    ],
    ['at least 5.00', { ...twentyPercent, ...bounded }, sale(1_000, '2026-01-31'), null, 500, 'USD', null],
    [
      'at most 100.00',
      { ...twentyPercent, ...bounded },
      sale(90_000, '2026-01-31'),
      null,
      10_000,
      'USD',
      null,
    ],
    [
      'bounds in dollars say nothing about euros',
      { ...twentyPercent, ...bounded },
      sale(90_000, '2026-01-31', 'EUR'),
      null,
      18_000,
      'EUR',
      null,
    ],
    ['nothing without a plan', null, sale(10_000, '2026-01-31'), null, 0, 'USD', 'no_plan'],
  ] as const)('%s', (_name, terms, sold, first, amountMinor, currency, nothingBecause) => {
    expect(earn(sold, terms, firstBought(first))).toMatchObject({ amountMinor, currency, nothingBecause });
  });

  it('is payable when the hold is over, counted from the sale', () => {
    const { releaseAt } = earn(sale(10_000, '2026-01-31'), twentyPercent, firstBought(null));
    expect(releaseAt.toISOString()).toBe('2026-03-02T12:00:00.000Z');
  });

  it('counts months to the same day, or to the last day of a shorter month', () => {
    expect(addMonths(new Date('2026-01-31T00:00:00Z'), 1).toISOString()).toBe('2026-02-28T00:00:00.000Z');
    expect(addMonths(new Date('2026-01-15T00:00:00Z'), 12).toISOString()).toBe('2027-01-15T00:00:00.000Z');
  });
});

describe('what is kept of 30.00 on a sale of 100.00', () => {
  it.each([
    ['all of it without a refund', 0, false, false, 3_000],
    ['two thirds after a third was refunded', 3_333, false, false, 2_000],
    ['half after half was refunded', 5_000, false, false, 1_500],
    ['nothing after a full refund', 10_000, false, false, 0],
    ['nothing more is taken than was given, however much is refunded', 99_999, false, false, 0],
    ['nothing when declined', 0, true, false, 0],
    ['nothing once the credit has moved', 0, false, true, 0],
  ])('%s', (_name, refundedMinor, isDeclined, isMoved, kept) => {
    expect(
      keptAmount({
        ...{ amountMinor: 3_000, saleAmountMinor: 10_000, refundedMinor, isDeclined, isMoved },
        ...{ waitingBasisPoints: 0, outcome: null },
      }),
    ).toBe(kept);
  });
});

interface Booked {
  lines: number[];
  refundedMinor: number;
  seen: Set<string>;
}

/** A commission's life as the ledger sees it: each refund books the correction, a known one nothing. */
function refund(
  booked: Booked,
  commission: { amountMinor: number; saleAmountMinor: number },
  event: { id: string; amountMinor: number },
): Booked {
  if (booked.seen.has(event.id)) return booked;
  const refundedMinor = booked.refundedMinor + event.amountMinor;
  const sum = booked.lines.reduce((total, line) => total + line, 0);
  const facts = { ...commission, refundedMinor, isDeclined: false, isMoved: false };
  const whole = { waitingBasisPoints: 0, outcome: null };
  const before = { earnedMinor: sum, waitingMinor: 0 };
  const line = correction({ ...facts, ...whole }, before).earnedMinor;
  return { lines: [...booked.lines, line], refundedMinor, seen: new Set([...booked.seen, event.id]) };
}

const life = fc
  .record({
    saleAmountMinor: fc.integer({ min: 1, max: 10_000_000 }),
    rateBasisPoints: fc.integer({ min: 1, max: 10_000 }),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
  })
  .map(({ saleAmountMinor, rateBasisPoints, cuts }) => {
    const { amountMinor } = earn(
      sale(saleAmountMinor, '2026-01-31'),
      { ...twentyPercent, rateBasisPoints },
      firstBought(null),
    );
    // Partial refunds that together give the whole sale back.
    const bounds = [
      0,
      ...cuts.map((cut) => Math.round(cut * saleAmountMinor)).sort((a, b) => a - b),
      saleAmountMinor,
    ];
    const refunds = bounds
      .slice(1)
      .map((bound, index) => ({ id: `ref_${index}`, amountMinor: bound - (bounds[index] ?? 0) }))
      .filter((part) => part.amountMinor > 0);
    return { commission: { amountMinor, saleAmountMinor }, refunds };
  });

function apply(
  commission: { amountMinor: number; saleAmountMinor: number },
  refunds: { id: string; amountMinor: number }[],
) {
  const start: Booked = { lines: [commission.amountMinor], refundedMinor: 0, seen: new Set() };
  return refunds.reduce((booked, event) => refund(booked, commission, event), start);
}

const sumOf = (lines: number[]) => lines.reduce((total, line) => total + line, 0);

describe('whatever comes', () => {
  it('partial refunds of the whole sale take back the whole commission, to the last cent', () => {
    fc.assert(
      fc.property(life, ({ commission, refunds }) => {
        expect(sumOf(apply(commission, refunds).lines)).toBe(0);
      }),
    );
  });

  it('no refund takes back more than is left, and none gives', () => {
    fc.assert(
      fc.property(life, ({ commission, refunds }) => {
        const { lines } = apply(commission, refunds);
        expect(lines.slice(1).every((line) => line <= 0)).toBe(true);
        for (let count = 1; count <= lines.length; count += 1) {
          expect(sumOf(lines.slice(0, count))).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('the order in which refunds arrive does not matter', () => {
    const shuffled = life.chain(({ commission, refunds }) =>
      fc.record({
        commission: fc.constant(commission),
        part: fc.constant(refunds.slice(0, -1)),
        other: fc.shuffledSubarray(refunds.slice(0, -1), { minLength: Math.max(refunds.length - 1, 0) }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ commission, part, other }) => {
        expect(sumOf(apply(commission, other).lines)).toBe(sumOf(apply(commission, part).lines));
      }),
    );
  });

  it('a repeated refund changes nothing', () => {
    fc.assert(
      fc.property(life, ({ commission, refunds }) => {
        const repeated = refunds.flatMap((event) => [event, event]);
        expect(apply(commission, [...repeated, ...refunds]).lines).toEqual(apply(commission, refunds).lines);
      }),
    );
  });

  it('what is earned and what waits are never more than what is kept, and a met condition earns it all', () => {
    const facts = fc.record({
      amountMinor: fc.nat(1_000_000),
      saleAmountMinor: fc.integer({ min: 1, max: 1_000_000 }),
      refundedMinor: fc.nat(1_000_000),
      isDeclined: fc.boolean(),
      isMoved: fc.boolean(),
      waitingBasisPoints: fc.nat(10_000),
    });
    fc.assert(
      fc.property(facts, (known) => {
        const waits = keptParts({ ...known, outcome: null });
        const met = keptParts({ ...known, outcome: 'met' });
        const missed = keptParts({ ...known, outcome: 'missed' });
        expect(waits.earnedMinor + waits.waitingMinor).toBe(keptAmount({ ...known, outcome: null }));
        expect(waits.waitingMinor).toBeGreaterThanOrEqual(0);
        expect(met).toEqual({ earnedMinor: waits.earnedMinor + waits.waitingMinor, waitingMinor: 0 });
        expect(missed).toEqual({ earnedMinor: waits.earnedMinor, waitingMinor: 0 });
      }),
    );
  });
});
