import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfferRule } from '../affiliates/index.ts';
import { attribute, type Binding, type ClickTouch, type CouponTouch, refundable } from './rules.ts';

const DAY_MS = 86_400_000;
const NOON = new Date('2026-03-01T12:00:00Z');
const daysBefore = (days: number) => new Date(NOON.getTime() - days * DAY_MS);

const click = (affiliateId: string, days: number, windowDays = 30, offerId = 'off'): ClickTouch => ({
  kind: 'click',
  clickId: `clk_${affiliateId}_${days}`,
  at: daysBefore(days),
  affiliateId,
  offerId,
  windowDays,
});
const coupon = (affiliateId: string, isFirst = true): CouponTouch => ({
  kind: 'coupon',
  couponCode: affiliateId.toUpperCase(),
  affiliateId,
  offerId: 'off',
  isFirst,
});
const bound = (affiliateId: string, isBySale: boolean): Binding => ({
  kind: 'binding',
  at: daysBefore(100),
  affiliateId,
  offerId: 'off',
  isBySale,
});
const everybody = () => true;
const rule = (change: Partial<OfferRule> = {}) => ({
  offerId: 'off',
  validFrom: daysBefore(1_000),
  ...{ clickModel: 'last' as const, windowDays: 30, couponFirst: true, isLifetime: true },
  protectsCustomers: false,
  winnerBasisPoints: 10_000,
  ...change,
});
const under = (change: Partial<OfferRule>) => ({ ruleOf: () => rule(change) });
const all = {
  ...{ at: NOON, coupon: null, binding: null, clicks: [], isActive: everybody, ruleOf: () => rule() },
  ...{ soldAt: null, recordedSince: null, manual: null, registrations: [] },
};

describe('who earns the credit', () => {
  it.each([
    ['nobody without a touch', {}, null, 'no_touch'],
    ['the last click', { clicks: [click('ann', 5), click('bob', 2)] }, 'bob', 'last_click'],
    [
      'the last click, in whatever order they are told',
      { clicks: [click('bob', 2), click('ann', 5)] },
      'bob',
      'last_click',
    ],
    ['a click on the last moment of its window', { clicks: [click('ann', 30)] }, 'ann', 'last_click'],
    ['nobody when the window is over', { clicks: [click('ann', 30.001)] }, null, 'none_eligible'],
    [
      'the last click whose own window holds',
      { clicks: [click('ann', 20), click('bob', 10, 7)] },
      'ann',
      'last_click',
    ],
    ['nobody by a click that came after', { clicks: [click('ann', -1)] }, null, 'no_touch'],
    [
      'a coupon before the last click',
      { clicks: [click('ann', 1)], coupon: coupon('bob') },
      'bob',
      'coupon_decides',
    ],
    [
      'a click before a coupon where the offer says so',
      { clicks: [click('ann', 1)], coupon: coupon('bob', false) },
      'ann',
      'last_click',
    ],
    ['a coupon alone even where clicks go first', { coupon: coupon('bob', false) }, 'bob', 'coupon_decides'],
    [
      'whoever made them a lead, before a later click',
      { binding: bound('ann', false), clicks: [click('bob', 1)] },
      'ann',
      'kept_lead',
    ],
    [
      'a coupon before whoever made them a lead',
      { binding: bound('ann', false), coupon: coupon('bob') },
      'bob',
      'coupon_decides',
    ],
    [
      'whoever sold to them before, whatever comes',
      { binding: bound('ann', true), coupon: coupon('bob'), clicks: [click('cy', 1)] },
      'ann',
      'kept_customer',
    ],
  ] as const)('%s', (_name, situation, affiliateId, reason) => {
    const verdict = attribute({ ...all, ...situation });
    expect(verdict.winner?.affiliateId ?? null).toBe(affiliateId);
    expect(verdict.reason).toBe(reason);
  });

  it('passes an affiliate over who is not active, and says so', () => {
    const clicks = [click('ann', 5), click('bob', 2)];
    const verdict = attribute({ ...all, clicks, isActive: (id) => id !== 'bob' });
    expect(verdict.winner?.affiliateId).toBe('ann');
    expect(verdict.judged.map(({ reason }) => reason)).toEqual(['affiliate_not_active', 'last_click']);
  });

  it('keeps every touch with the reason why it lost', () => {
    const verdict = attribute({
      ...all,
      coupon: coupon('cy'),
      binding: bound('ann', false),
      clicks: [click('ann', 40), click('bob', 3)],
    });
    expect(verdict.judged.map(({ touch, reason }) => [touch.affiliateId, reason])).toEqual([
      ['ann', 'coupon_came_first'],
      ['cy', 'coupon_decides'],
      ['bob', 'coupon_came_first'],
      ['ann', 'outside_window'],
    ]);
  });
});

const newOnly = under({ protectsCustomers: true });
const twoOffers = (offerId: string) => rule({ offerId, clickModel: offerId === 'first' ? 'first' : 'last' });

describe('the rule of the offer', () => {
  it.each([
    [
      'credits the first click',
      { ...under({ clickModel: 'first' }), clicks: [click('ann', 5), click('bob', 9), click('cy', 2)] },
      ['bob', 'first_click'],
      ['later_click', 'later_click'],
    ],
    [
      'passes a first click over whose window is over',
      { ...under({ clickModel: 'first' }), clicks: [click('ann', 31), click('bob', 9)] },
      ['bob', 'first_click'],
      ['outside_window'],
    ],
    [
      'puts an offer that credits first clicks before one that credits last ones',
      { ruleOf: twoOffers, clicks: [click('ann', 1, 30, 'last'), click('bob', 5, 30, 'first')] },
      ['bob', 'first_click'],
      ['first_clicks_go_first'],
    ],
    [
      'decides every sale anew where a customer is not kept',
      { ...under({ isLifetime: false }), binding: bound('ann', true), clicks: [click('bob', 3)] },
      ['bob', 'last_click'],
      ['decided_anew'],
    ],
    [
      'credits nobody where a customer is not kept and nothing new came',
      { ...under({ isLifetime: false }), binding: bound('ann', true) },
      [null, 'none_eligible'],
      ['decided_anew'],
    ],
    [
      'keeps whoever made them a lead, also where a customer is not kept',
      { ...under({ isLifetime: false }), binding: bound('ann', false), clicks: [click('bob', 3)] },
      ['ann', 'kept_lead'],
      ['lead_came_first'],
    ],
    [
      'credits nobody for who had bought before the click',
      { ...newOnly, soldAt: daysBefore(4), clicks: [click('ann', 3)] },
      [null, 'none_eligible'],
      ['existing_customer'],
    ],
    [
      'credits a click before the first sale, whatever comes after it',
      { ...newOnly, soldAt: daysBefore(4), clicks: [click('ann', 5), click('bob', 3)] },
      ['ann', 'last_click'],
      ['existing_customer'],
    ],
    [
      'credits no coupon of who had bought before',
      { ...newOnly, soldAt: daysBefore(1), coupon: coupon('ann') },
      [null, 'none_eligible'],
      ['existing_customer'],
    ],
    [
      'credits nobody for whom the record knew as a customer a day before',
      { ...newOnly, recordedSince: daysBefore(4), clicks: [click('ann', 3)] },
      [null, 'none_eligible'],
      ['existing_customer'],
    ],
    [
      'does not take the bill of the very purchase for an earlier one',
      { ...newOnly, recordedSince: daysBefore(3.4), clicks: [click('ann', 3)] },
      ['ann', 'last_click'],
      [],
    ],
    [
      'leaves those alone whom the affiliate has brought',
      { ...newOnly, soldAt: daysBefore(50), recordedSince: daysBefore(90), binding: bound('ann', true) },
      ['ann', 'kept_customer'],
      [],
    ],
  ] as const)('%s', (_name, situation, [affiliateId, reason], losers) => {
    const verdict = attribute({ ...all, ...situation });
    expect(verdict.winner?.affiliateId ?? null).toBe(affiliateId);
    expect(verdict.reason).toBe(reason);
    expect(verdict.judged.filter((each) => !each.isWinner).map((each) => each.reason)).toEqual(losers);
  });

  it('gives way to a credit that a person gave, also to an affiliate who is not active any more', () => {
    const manual = {
      ...{ kind: 'manual' as const, at: NOON, affiliateId: 'bob', offerId: 'off', keepsCustomer: false },
      ...{ note: 'They wrote first', byName: 'Mia', supersedes: 1 },
    };
    const situation = { ...all, manual, binding: bound('ann', true), isActive: (id: string) => id !== 'bob' };
    const verdict = attribute(situation);
    expect(verdict.winner).toBe(manual);
    expect(verdict.judged.map(({ reason }) => reason)).toEqual(['given_by_hand', 'credit_was_given']);
  });

  it('is kept for every offer among the touches, the winner’s first', () => {
    const clicks = [click('ann', 1, 30, 'last'), click('bob', 5, 30, 'first')];
    const { rules } = attribute({ ...all, ruleOf: twoOffers, clicks });
    expect(rules.map(({ offerId }) => offerId)).toEqual(['first', 'last']);
  });
});

describe('a touch that loses', () => {
  const anyRule = fc.record({
    clickModel: fc.constantFrom('first' as const, 'last' as const),
    couponFirst: fc.boolean(),
    isLifetime: fc.boolean(),
    protectsCustomers: fc.boolean(),
  });
  const who = fc.constantFrom('ann', 'bob', 'cy');
  const age = fc.integer({ min: 0, max: 60 });
  const anyClick = fc
    .record({ who, age, offerId: fc.constantFrom('one', 'two'), id: fc.uuid() })
    .map(({ who, age, offerId, id }) => ({ ...click(who, age, 30, offerId), clickId: id }));
  const anySituation = fc.record({
    clicks: fc.array(anyClick, { maxLength: 6 }),
    coupon: fc.option(fc.record({ who, isFirst: fc.boolean() }).map((one) => coupon(one.who, one.isFirst))),
    binding: fc.option(fc.record({ who, isBySale: fc.boolean() }).map((one) => bound(one.who, one.isBySale))),
    soldAt: fc.option(age.map(daysBefore)),
    rules: fc.record({ one: anyRule, two: anyRule, off: anyRule }),
  });

  it('never changes who wins', () => {
    fc.assert(
      fc.property(anySituation, anyClick, ({ rules, ...situation }, added) => {
        const ruleOf = (offerId: string) => rule({ offerId, ...rules[offerId as 'one'] });
        const isActive = (id: string) => id !== 'cy';
        const before = attribute({ ...all, ...situation, ruleOf, isActive });
        const after = attribute({
          ...all,
          ...{ ...situation, ruleOf, isActive, clicks: [added, ...situation.clicks] },
        });
        if (after.winner !== added) expect(after.winner).toEqual(before.winner);
      }),
    );
  });
});

describe('what a refund may take back', () => {
  it.each([
    ['a part', 100, 0, 30, 30],
    ['all that is left when no amount is named', 100, 30, null, 70],
    ['exactly what is left', 100, 30, 70, 70],
    ['nothing beyond the sale', 100, 30, 71, null],
    ['nothing of a sale that is all refunded', 100, 100, null, null],
    ['nothing of a sale of nothing', 0, 0, null, null],
  ])('%s', (_name, amountMinor, refundedMinor, asked, expected) => {
    expect(refundable({ amountMinor, refundedMinor }, asked)).toBe(expected);
  });
});
