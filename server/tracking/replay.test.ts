import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfferRule } from '../affiliates/index.ts';
import { type CustomerEvent, replay } from './replay.ts';
import type { ClickTouch, CouponTouch } from './rules.ts';

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
const ruleAt =
  (change: Partial<OfferRule> = {}) =>
  (offerId: string): OfferRule => ({
    offerId,
    validFrom: daysBefore(1_000),
    ...{ clickModel: 'last', windowDays: 30, couponFirst: true, isLifetime: true, protectsCustomers: false },
    winnerBasisPoints: 10_000,
    ...change,
  });
const grounds = (clicks: ClickTouch[], change: Partial<OfferRule> = {}) => ({
  clicks,
  registrations: [],
  isActive: () => true,
  recordedSince: null,
  ruleAt: ruleAt(change),
});
const anyRule = fc.record({
  clickModel: fc.constantFrom('first' as const, 'last' as const),
  isLifetime: fc.boolean(),
  protectsCustomers: fc.boolean(),
  winnerBasisPoints: fc.constantFrom(10_000, 7_000, 3_333, 1),
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
  manual: null,
  id: event.key,
  at: daysBefore(event.days),
});

describe('deciding a customer’s events anew', () => {
  it('comes to the same end in whatever order events and clicks arrive', () => {
    fc.assert(
      fc.property(
        fc.array(eventOf, { minLength: 1, maxLength: 6 }),
        fc.array(clickOf, { maxLength: 8 }),
        anyRule,
        fc.func(fc.nat()),
        (events, clicks, rule, rank) => {
          const told = events.map(toEvent);
          const shuffled = <T>(items: T[]) => [...items].sort((one, other) => rank(one) - rank(other));
          const first = replay(told, grounds(clicks, rule));
          const second = replay(shuffled(told), grounds(shuffled(clicks), rule));
          for (const { id } of told)
            expect(second.verdicts.get(id)?.shares).toEqual(first.verdicts.get(id)?.shares);
          expect(second.binding).toEqual(first.binding);
        },
      ),
    );
  });

  it('never takes a customer away from whom they bought through', () => {
    fc.assert(
      fc.property(fc.array(eventOf, { minLength: 2, maxLength: 6 }), fc.array(clickOf), (events, clicks) => {
        const told = events.map(toEvent).sort((one, other) => one.at.getTime() - other.at.getTime());
        const { verdicts } = replay(told, grounds(clicks));
        const winners = told
          .filter(({ kind }) => kind === 'sale')
          .flatMap(({ id }) => verdicts.get(id)?.winner?.affiliateId ?? []);
        expect(new Set(winners).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('told in two parts comes to the same as told at once, by how it stood in between', () => {
    fc.assert(
      fc.property(
        fc.array(eventOf, { minLength: 2, maxLength: 6 }),
        fc.array(clickOf, { maxLength: 8 }),
        anyRule,
        (events, clicks, rule) => {
          const told = events.map(toEvent).sort((one, other) => one.at.getTime() - other.at.getTime());
          const [last] = told.slice(-1);
          const earlier = told.filter(({ at }) => last && at < last.at);
          const whole = replay(told, grounds(clicks, rule));
          const first = replay(earlier, grounds(clicks, rule));
          const soldAt = earlier.find(({ kind }) => kind === 'sale')?.at ?? null;
          const rest = told.filter((event) => !earlier.includes(event));
          const second = replay(rest, grounds(clicks, rule), { binding: first.binding, soldAt });
          expect(second.binding).toEqual(whole.binding);
          for (const { id } of rest) expect(second.verdicts.get(id)).toEqual(whole.verdicts.get(id));
        },
      ),
    );
  });

  it('each event by the rule that was in force when it happened', () => {
    const events = [40, 20].map((age) =>
      toEvent({ kind: 'sale', key: `sale ${age}`, days: age, coupon: null }),
    );
    const clicks = [click('ann', 60, 90), click('bob', 45, 90)];
    const changed = (offerId: string, at: Date) =>
      ruleAt({ clickModel: at < daysBefore(30) ? 'last' : 'first', isLifetime: at < daysBefore(30) })(
        offerId,
      );
    const { verdicts } = replay(events, { ...grounds(clicks), ruleAt: changed });
    expect([...verdicts.values()].map(({ winner, reason }) => [winner?.affiliateId, reason])).toEqual([
      ['bob', 'last_click'],
      ['ann', 'first_click'],
    ]);
  });
});
