import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costShares } from './cost-shares.ts';
import { monthStart, retentionCostPerCustomer, retentionCostRatio, spreadOverMonths } from './costs.ts';
import { freshness } from './freshness.ts';
import { monthlyAmount, mrrMovements, revenueRetention, type Terms } from './mrr.ts';
import { netPromoterScore, quarterOf, satisfactionScore } from './satisfaction.ts';
import { applyTerms, type TermsChange } from './terms.ts';

const terms = (fromOn: string, untilOn: string | null, mrrMinor: number, isTrial = false): Terms => ({
  fromOn,
  untilOn,
  mrrMinor,
  isTrial,
});

describe('MRR movements', () => {
  it.each([
    ['a first subscription is new', [terms('2024-01-01', null, 100)], ['new 100']],
    ['a trial is nothing', [terms('2024-01-01', null, 100, true)], []],
    [
      'a second subscription is expansion',
      [terms('2024-01-01', null, 100), terms('2024-02-01', null, 50)],
      ['new 100', 'expansion 50'],
    ],
    [
      'the end of one of two is contraction',
      [terms('2024-01-01', '2024-03-01', 100), terms('2024-01-01', null, 50)],
      ['new 150', 'contraction -100'],
    ],
    [
      'the end of the last is churned, and coming back is reactivation',
      [terms('2024-01-01', '2024-03-01', 100), terms('2024-05-01', null, 80)],
      ['new 100', 'churned -100', 'reactivation 80'],
    ],
    [
      'a change of plan on one day is one movement',
      [terms('2024-01-01', '2024-03-01', 100), terms('2024-03-01', null, 130)],
      ['new 100', 'expansion 30'],
    ],
    [
      'a change to the same price is none',
      [terms('2024-01-01', '2024-03-01', 100), terms('2024-03-01', null, 100)],
      ['new 100'],
    ],
  ])('%s', (_name, given, expected) => {
    expect(mrrMovements(given).map(({ kind, amountMinor }) => `${kind} ${amountMinor}`)).toEqual(expected);
  });

  const anyTerms = fc.array(
    fc.record({
      start: fc.nat(700),
      length: fc.option(fc.nat(400)),
      mrr: fc.nat(1_000),
      isTrial: fc.boolean(),
    }),
    { maxLength: 12 },
  );
  const day = (offset: number) => new Date(Date.UTC(2023, 0, 1 + offset)).toISOString().slice(0, 10);

  it('add up exactly to the MRR of every day, whatever the order of the terms', () => {
    fc.assert(
      fc.property(anyTerms, fc.nat(1_200), (drawn, offset) => {
        const all = drawn.map(({ start, length, mrr, isTrial }) =>
          terms(day(start), length === null ? null : day(start + length), mrr, isTrial),
        );
        const at = day(offset);
        const active = all.filter(
          ({ fromOn, untilOn, isTrial }) => !isTrial && fromOn <= at && (untilOn === null || untilOn > at),
        );
        const movements = mrrMovements(all);
        expect(mrrMovements(all.toReversed())).toEqual(movements);
        const moved = movements.filter((movement) => movement.day <= at);
        const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
        expect(sum(moved.map(({ amountMinor }) => amountMinor))).toBe(
          sum(active.map(({ mrrMinor }) => mrrMinor)),
        );
      }),
    );
  });

  it('give NRR and GRR of those who were customers at the start', () => {
    const cohort = { startMinor: 1_000, expansionMinor: 200, contractionMinor: 50, churnedMinor: 100 };
    expect(revenueRetention(cohort)).toEqual({ nrr: 1.05, grr: 0.85 });
    expect(revenueRetention({ ...cohort, startMinor: 0 })).toBeNull();
  });

  it('normalize every billing period to a month', () => {
    const months = (['year', 'quarter', 'month', 'week', 'day'] as const).map((period) =>
      monthlyAmount(1_200, period),
    );
    expect(months).toEqual([100, 400, 1_200, 5_200, 36_500]);
  });
});

describe('the terms of a subscription', () => {
  const change = (
    mrrMinor: number,
    changedOn: string | null,
    endedOn: string | null = null,
  ): TermsChange => ({
    startedOn: '2024-01-01',
    endedOn,
    changedOn,
    terms: { mrrMinor, isTrial: false, plan: null, seats: null, currency: 'USD' },
  });
  const history = (...changes: TermsChange[]) => changes.reduce(applyTerms, []);
  const shown = (given: ReturnType<typeof applyTerms>) =>
    given.map(({ fromOn, untilOn, mrrMinor }) => `${fromOn} ${untilOn} ${mrrMinor}`);

  it('follow each other without gaps, in whatever order they are told', () => {
    const first = change(100, null);
    const second = change(150, '2024-03-01');
    const third = change(120, '2024-06-01');
    const expected = ['2024-01-01 2024-03-01 100', '2024-03-01 2024-06-01 150', '2024-06-01 null 120'];
    expect(shown(history(first, second, third))).toEqual(expected);
    expect(shown(history(first, third, second, second))).toEqual(expected);
  });

  it('are corrected when no day of change is told, and end with the subscription', () => {
    expect(shown(history(change(100, null), change(90, null, '2024-05-01')))).toEqual([
      '2024-01-01 2024-05-01 90',
    ]);
    expect(shown(history(change(100, null), { ...change(100, null), startedOn: '2024-02-01' }))).toEqual([
      '2024-02-01 null 100',
    ]);
  });
});

describe('satisfaction', () => {
  it('shows an NPS with its margin, grey under thirty answers', () => {
    const nps = netPromoterScore({ promoters: 50, passives: 30, detractors: 20 });
    expect(nps?.score).toBeCloseTo(30, 10);
    expect(nps?.margin).toBeCloseTo(15.3, 1);
    expect(nps?.isSmall).toBe(false);
    expect(netPromoterScore({ promoters: 10, passives: 0, detractors: 0 })?.isSmall).toBe(true);
    expect(netPromoterScore({ promoters: 0, passives: 0, detractors: 0 })).toBeNull();
  });

  it('shows the share of the two best answers within its Wilson interval', () => {
    const csat = satisfactionScore(8, 10);
    expect(csat?.share).toBe(0.8);
    expect(csat?.low).toBeCloseTo(0.4902, 3);
    expect(csat?.high).toBeCloseTo(0.9433, 3);
    expect(satisfactionScore(0, 5)?.low).toBeCloseTo(0, 10);
    expect(satisfactionScore(0, 0)).toBeNull();
  });

  it('puts an answer without a wave into its quarter', () => {
    expect(['2024-01-01', '2024-03-31', '2024-04-01', '2024-12-31'].map(quarterOf)).toEqual([
      '2024-Q1',
      '2024-Q1',
      '2024-Q2',
      '2024-Q4',
    ]);
  });
});

describe('retention costs', () => {
  it('hit the published figures, and are unknown without customers or revenue', () => {
    expect(retentionCostPerCustomer(125_000, 250)).toBe(500);
    expect(retentionCostPerCustomer(200_000, 5_000)).toBe(40);
    expect(retentionCostRatio(10_000_000, 85_000_000)).toBeCloseTo(0.1176, 4);
    expect([retentionCostPerCustomer(1, 0), retentionCostRatio(1, 0)]).toEqual([null, null]);
  });

  it('are spread over their months to the last cent', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), fc.integer({ min: 1, max: 120 }), (amount, months) => {
        const spread = spreadOverMonths(amount, months);
        expect(spread.reduce((sum, month) => sum + month, 0)).toBe(amount);
        expect(Math.max(...spread) - Math.min(...spread)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('fall on the accounts that paid in the month, or on those they were spent on', () => {
    const months = ['2024-01-01', '2024-02-01', '2024-03-01'];
    const cost = { kind: 'people' as const, firstMonth: '2023-12-01', months: 4, targetIds: null };
    const share = costShares(
      [
        { ...cost, amountMinor: 4_000 },
        { ...cost, amountMinor: 500, firstMonth: '2024-02-01', months: 1, targetIds: ['a', 'b'] },
      ],
      months,
      [10, 5, 0],
      null,
    );
    expect(share('a', 0b011)).toBe(100 + 200 + 250);
    expect(share('c', 0b010)).toBe(200);
    expect(share('c', 0)).toBe(0);
  });

  it('fall on accounts by the time that was worked on them in months that have any, to the last part', () => {
    const months = ['2024-01-01', '2024-02-01'];
    const minutes: Record<string, number[]> = { a: [90, 0], b: [30, 0] };
    const share = costShares(
      [{ kind: 'people', firstMonth: '2024-01-01', months: 2, targetIds: null, amountMinor: 8_000 }],
      months,
      [2, 2],
      { totals: [120, 0], of: (accountId) => minutes[accountId] ?? [0, 0] },
    );
    expect([share('a', 0b11), share('b', 0b11), share('c', 0b11)]).toEqual([5_000, 3_000, 2_000]);
    // Work on somebody who does not pay costs as well.
    expect(share('b', 0)).toBe(1_000);
  });

  it('know the months of a year’s turn', () => {
    expect([monthStart('2024-01-31', -1), monthStart('2024-12-31', 1)]).toEqual(['2023-12-01', '2025-01-01']);
  });
});

describe('freshness', () => {
  it('tells stale and missing apart', () => {
    const at = new Date('2024-06-30T00:00:00Z');
    expect(freshness(new Date('2024-06-25T00:00:00Z'), at, 7).state).toBe('fresh');
    expect(freshness(new Date('2024-06-20T00:00:00Z'), at, 7).state).toBe('stale');
    expect(freshness(null, at, 7)).toEqual({ state: 'missing', lastAt: null });
  });
});
