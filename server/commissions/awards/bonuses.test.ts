import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { listBooked, sharesFor, TWENTY_PERCENT, tellRefund, tellSale } from '../../../test/support/money.ts';
import { systemActor } from '../../core/actor.ts';
import { decideOnCommission, readStatement, savePlan, verifyLedger, withdrawDecision } from '../index.ts';
import type { AlsoReward } from '../plans/also-schema.ts';
import { planSentence } from '../plans/plan-sentence.ts';
import { changePlan } from '../plans/save-plan.ts';
import { DraftTerms, type PlanInput } from '../plans/schema.ts';
import { rewardBonuses } from './reward-bonuses.ts';
import { sayAward } from './say-award.ts';

useDatabase();

const PROPERTY_TIMEOUT_MS = 120_000;
const AT = new Date('2026-04-20T00:00:00Z');

type Bonus = Extract<AlsoReward, { kind: 'bonus' }>;
const COUNTED: Bonus = {
  kind: 'bonus',
  ...{ by: 'count', period: 'month', steps: [{ from: 2, amountMinor: 500 }], monthlyBudgetMinor: null },
};
const SOLD: Bonus = { ...COUNTED, by: 'revenue', steps: [{ from: 25_000, amountMinor: 900 }] };

const planWith = (also: AlsoReward[]): PlanInput => ({ ...TWENTY_PERCENT, currency: 'USD', also });

async function open(bonus: Bonus) {
  const { id } = await makeWorkspace();
  const plan = await savePlan(id, planWith([bonus]));
  const sell = (day: string, told: Record<string, unknown> = {}) =>
    tellSale(id, { occurredAt: `2026-${day}T10:00:00.000Z`, ...told });
  const settle = (at = AT, timeZone = 'UTC') => rewardBonuses(id, timeZone, at);
  const given = async () => {
    expect((await verifyLedger(id)).differences).toEqual([]);
    const booked = (await listBooked(id)).filter(({ kind }) => kind === 'bonus');
    return booked.map(({ keptMinor }) => keptMinor).toSorted((one, other) => one - other);
  };
  return { id, plan, sell, settle, given };
}

describe('a plan that pays bonuses', () => {
  it('gives each step once for an affiliate and month, however often it is looked at', async () => {
    const { sell, settle, given } = await open({
      ...COUNTED,
      steps: [...COUNTED.steps, { from: 3, amountMinor: 700 }],
    });
    for (const day of ['03-01', '03-02']) await sell(day);
    await sell('03-02', { affiliateId: 'aff_2', shares: sharesFor('aff_2', 10_000) });
    await Promise.all([settle(), settle()]);
    await settle();
    expect(await given()).toEqual([500]);
    for (const day of ['03-31', '04-01', '04-02']) await sell(day);
    await settle();
    expect(await given()).toEqual([500, 500, 700]);
  });

  it('takes it back when a sale is refunded whole or declined, and gives it back when that is withdrawn', async () => {
    const { id, sell, settle, given } = await open(COUNTED);
    const { saleId } = await sell('03-01');
    await sell('03-02');
    await tellRefund(id, saleId, 9_999);
    await settle();
    expect(await given()).toEqual([500]);
    const actor = systemActor(id, 'test');
    const declined =
      (await listBooked(id)).find((row) => row.kind === 'sale' && row.saleId === saleId)?.id ?? '';
    await decideOnCommission(actor, declined, { decision: 'declined', reason: 'Own order' });
    await settle();
    await settle();
    expect(await given()).toEqual([0]);
    await withdrawDecision(actor, declined);
    await settle();
    expect(await given()).toEqual([500]);
    await tellRefund(id, saleId, 1);
    await settle();
    expect(await given()).toEqual([0]);
  });

  it('counts what is kept of the revenue, in the plan’s currency, and the sharer’s part of a shared sale', async () => {
    const { id, sell, settle, given } = await open(SOLD);
    const { saleId } = await sell('03-01', { amountMinor: 20_000 });
    await sell('03-02', { currency: 'EUR', amountMinor: 90_000 });
    await sell('03-03', { amountMinor: 7_142, shares: sharesFor('aff_1', 7_142, 'aff_2') });
    await settle();
    expect(await given()).toEqual([]);
    const { saleId: last } = await sell('03-04', { amountMinor: 1 });
    await settle();
    expect(await given()).toEqual([900]);
    await tellRefund(id, last, 1);
    await tellRefund(id, saleId, 1);
    await settle();
    expect(await given()).toEqual([0]);
  });

  it('begins the month where the workspace is, and ends a quarter with its last day', async () => {
    const month = await open(COUNTED);
    for (const at of ['2026-03-31T16:00:00Z', '2026-03-31T18:00:00Z'])
      await tellSale(month.id, { occurredAt: at });
    await month.settle(AT, 'Asia/Bangkok');
    expect(await month.given()).toEqual([]);
    const quarter = await open({ ...COUNTED, period: 'quarter' });
    for (const day of ['01-01', '03-31', '04-01']) await quarter.sell(day);
    await quarter.settle();
    expect(await quarter.given()).toEqual([500]);
  });

  it('counts all time by the terms that hold now, and stops at the budget of the month', async () => {
    const { id, plan, sell, settle, given } = await open({ ...COUNTED, period: 'lifetime' });
    for (const day of ['01-01', '03-31']) await sell(day);
    await settle();
    expect(await given()).toEqual([500]);
    const steps = [2, 3, 4].map((from) => ({ from, amountMinor: 600 }));
    const terms = DraftTerms.parse(
      planWith([{ ...COUNTED, period: 'lifetime', steps, monthlyBudgetMinor: 1_000 }]),
    );
    await changePlan(systemActor(id, 'test'), plan.id, { terms });
    for (const day of ['04-01', '04-02']) await sell(day);
    await settle(new Date(Date.now() + 86_400_000));
    expect(await given()).toEqual([500, 600]);
  });

  it('leaves a period alone when it ended more than ninety days ago', async () => {
    const { sell, settle, given } = await open(COUNTED);
    for (const day of ['01-01', '01-02']) await sell(day);
    await settle(new Date('2026-05-03T00:00:00Z'));
    expect(await given()).toEqual([]);
    await settle(new Date('2026-04-30T00:00:00Z'));
    expect(await given()).toEqual([500]);
  });

  it(
    'keeps the same whatever the order of sales and refunds, and whenever it is looked at',
    async () => {
      const sale = fc.record({ amountMinor: fc.integer({ min: 1, max: 20_000 }), isRefunded: fc.boolean() });
      await fc.assert(
        fc.asyncProperty(
          fc.array(sale, { minLength: 1, maxLength: 5 }),
          fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
          async (sales, lots) => {
            const { id, sell, settle, given } = await open(SOLD);
            const acts = sales.map(({ amountMinor, isRefunded }, place) => async () => {
              const saleId = `s${place}`;
              await sell(`03-0${place + 1}`, { saleId, externalId: saleId, amountMinor });
              if (isRefunded) await tellRefund(id, saleId, amountMinor, `r${place}`);
            });
            const mixed = [...acts, ...acts]
              .map((act, place) => ({ act, lot: lots[place] ?? 0 }))
              .toSorted((one, other) => one.lot - other.lot);
            for (const { act, lot } of mixed) {
              await act();
              if (lot % 2 === 0) await settle();
            }
            await settle();
            const keptMinor = sales.reduce((sum, one) => sum + (one.isRefunded ? 0 : one.amountMinor), 0);
            expect((await given()).filter((minor) => minor > 0)).toEqual(keptMinor >= 25_000 ? [900] : []);
          },
        ),
        { numRuns: 12 },
      );
    },
    PROPERTY_TIMEOUT_MS,
  );
});

describe('the words', () => {
  it('of a bonus say on the statement for what and when', async () => {
    const { id, sell, settle } = await open(SOLD);
    await sell('03-01', { amountMinor: 25_000 });
    await settle();
    const which = { affiliateId: 'aff_1', currency: 'USD', from: new Date(0), to: AT };
    const { movements } = await readStatement(id, which);
    expect(
      movements.flatMap(({ award }) => (award ? [sayAward(award, 'en'), sayAward(award, 'th')] : [])),
    ).toEqual([
      'Bonus for sales of $250.00 from Mar 1, 2026 to Mar 31, 2026',
      'โบนัสสำหรับยอดขายครบ $250.00 ตั้งแต่ 1 มี.ค. 2569 ถึง 31 มี.ค. 2569',
    ]);
  });

  it.each([
    [COUNTED, 'en', 'also $5.00 to an affiliate with 2 sales in a month'],
    [
      { ...SOLD, period: 'quarter' as const },
      'en',
      'also $9.00 to an affiliate with sales of $250.00 in a quarter',
    ],
    [SOLD, 'th', 'และ $9.00 แก่พันธมิตรที่ยอดขายครบ $250.00 ในหนึ่งเดือน'],
  ])('of the terms %o say it in %s', (bonus, locale, expected) => {
    expect(planSentence(DraftTerms.parse(planWith([bonus])), locale)).toContain(expected);
  });

  it('refuse one step twice', () => {
    const steps = [...COUNTED.steps, ...COUNTED.steps];
    expect(DraftTerms.safeParse(planWith([{ ...COUNTED, steps }])).success).toBe(false);
  });
});
