import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attribute,
  type Binding,
  type ClickTouch,
  type CouponTouch,
  type CustomerEvent,
  refundable,
  replay,
} from './rules.ts';

const DAY_MS = 86_400_000;
const NOON = new Date('2026-03-01T12:00:00Z');
const daysBefore = (days: number) => new Date(NOON.getTime() - days * DAY_MS);

const click = (affiliateId: string, days: number, windowDays = 30): ClickTouch => ({
  kind: 'click',
  clickId: `clk_${affiliateId}_${days}`,
  at: daysBefore(days),
  affiliateId,
  offerId: 'off',
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
const all = { at: NOON, coupon: null, binding: null, clicks: [], isActive: everybody };

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

const affiliate = fc.constantFrom('ann', 'bob', 'cy');
const days = fc.integer({ min: 0, max: 60 });
const clickOf = fc.record({ who: affiliate, days }).map(({ who, days: age }) => click(who, age));
const eventOf = fc.record({
  kind: fc.constantFrom('lead' as const, 'sale' as const),
  key: fc.uuid(),
  days,
  coupon: fc.option(
    affiliate.map((who) => coupon(who)),
    { nil: null, freq: 5 },
  ),
});
const toEvent = (event: {
  kind: 'lead' | 'sale';
  key: string;
  days: number;
  coupon: CouponTouch | null;
}): CustomerEvent => ({
  ...event,
  id: event.key,
  at: daysBefore(event.days),
});

describe('deciding a customer’s events anew', () => {
  it('comes to the same end in whatever order events and clicks arrive', () => {
    fc.assert(
      fc.property(
        fc.array(eventOf, { minLength: 1, maxLength: 6 }),
        fc.array(clickOf, { maxLength: 8 }),
        fc.func(fc.nat()),
        (events, clicks, rank) => {
          const told = events.map(toEvent);
          const shuffled = <T>(items: T[]) => [...items].sort((one, other) => rank(one) - rank(other));
          const first = replay(told, clicks, everybody);
          const second = replay(shuffled(told), shuffled(clicks), everybody);
          for (const { id } of told)
            expect(second.verdicts.get(id)?.winner?.affiliateId).toBe(
              first.verdicts.get(id)?.winner?.affiliateId,
            );
          expect(second.binding).toEqual(first.binding);
        },
      ),
    );
  });

  it('never takes a customer away from whom they bought through', () => {
    fc.assert(
      fc.property(fc.array(eventOf, { minLength: 2, maxLength: 6 }), fc.array(clickOf), (events, clicks) => {
        const told = events.map(toEvent).sort((one, other) => one.at.getTime() - other.at.getTime());
        const { verdicts } = replay(told, clicks, everybody);
        const winners = told
          .filter(({ kind }) => kind === 'sale')
          .flatMap(({ id }) => verdicts.get(id)?.winner?.affiliateId ?? []);
        expect(new Set(winners).size).toBeLessThanOrEqual(1);
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
