import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { listBooked, payAll, TWENTY_PERCENT, tellRefund, tellSale } from '../../../test/support/money.ts';
import { systemActor } from '../../core/actor.ts';
import { savePlan, verifyLedger } from '../index.ts';
import type { MilestoneStep } from '../plans/milestone-schema.ts';
import { planSentence } from '../plans/plan-sentence.ts';
import { changePlan } from '../plans/save-plan.ts';
import { DraftTerms, type PlanInput } from '../plans/schema.ts';
import { enterRate } from '../rates/enter-rates.ts';

useDatabase();

const PROPERTY_TIMEOUT_MS = 120_000;
const FIRST: MilestoneStep = { at: 'payments', count: 1, amountMinor: 500 };
const SECOND: MilestoneStep = { at: 'payments', count: 2, amountMinor: 700 };
const PAID: MilestoneStep = { at: 'paid', paidMinor: 25_000, amountMinor: 900 };
const YEAR: MilestoneStep = { at: 'months', count: 12, amountMinor: 1_100 };
const WELL: MilestoneStep = { at: 'health', band: 'average', amountMinor: 1_300 };

function planWith(steps: MilestoneStep[], monthlyBudgetMinor: number | null = null): PlanInput {
  return { ...TWENTY_PERCENT, currency: 'USD', also: [{ kind: 'milestone', steps, monthlyBudgetMinor }] };
}

async function open(steps: MilestoneStep[], monthlyBudgetMinor: number | null = null) {
  const { id } = await makeWorkspace();
  const plan = await savePlan(id, planWith(steps, monthlyBudgetMinor));
  const given = async () => {
    const booked = await listBooked(id);
    expect((await verifyLedger(id)).differences).toEqual([]);
    return booked
      .flatMap(({ kind, amountMinor, keptMinor }) => (kind === 'milestone' ? [[amountMinor, keptMinor]] : []))
      .toSorted(([one = 0], [other = 0]) => one - other);
  };
  return { id, plan, given };
}

const onDay = (day: number) => ({ occurredAt: new Date(Date.UTC(2026, 2, day, 10)).toISOString() });

describe('a plan that pays for milestones of payments', () => {
  it('gives each once for a customer, for ever, however often and by how many at once it is told', async () => {
    const { id, given } = await open([FIRST, SECOND, PAID]);
    const first = await tellSale(id);
    await Promise.all([2, 3].map((day) => tellSale(id, onDay(day))));
    await tellSale(id, { ...onDay(4) });
    await tellSale(id, first);
    expect(await given()).toEqual([
      [500, 500],
      [700, 700],
      [900, 900],
    ]);
    await tellSale(id, { customerId: 'cus_2' });
    expect(await given()).toHaveLength(4);
  });

  it('takes it back when the payment is refunded whole, also after the payout, and gives it back', async () => {
    const { id, given } = await open([FIRST]);
    const sale = await tellSale(id);
    await tellRefund(id, sale.saleId, 4_000);
    expect(await given()).toEqual([[500, 500]]);
    await payAll(id);
    await tellRefund(id, sale.saleId, 6_000);
    expect(await given()).toEqual([[500, 0]]);
    await tellSale(id, onDay(9));
    expect(await given()).toEqual([[500, 500]]);
  });

  it('counts what is kept of what was paid, a foreign payment at the rate of its day', async () => {
    const { id, given } = await open([PAID]);
    const sale = await tellSale(id);
    await tellRefund(id, sale.saleId, 2_500);
    await tellSale(id, { ...onDay(2), amountMinor: 14_000, currency: 'EUR' });
    expect(await given()).toEqual([]);
    await enterRate(systemActor(id, 'test'), { base: 'EUR', quote: 'USD', day: '2026-03-02', rate: '1.25' });
    await tellSale(id, { ...onDay(3), amountMinor: 1 });
    expect(await given()).toEqual([[900, 900]]);
  });

  it('gives nothing for what nobody has the credit of, and stops at the budget of the month', async () => {
    const { id, given } = await open([FIRST], 1_200);
    await tellSale(id, { affiliateId: null, offerId: null });
    expect(await given()).toEqual([]);
    for (const customerId of ['a', 'b', 'c']) await tellSale(id, { customerId });
    expect(await given()).toHaveLength(2);
  });

  it('pays by the version that held when it was reached', async () => {
    const { id, plan, given } = await open([FIRST]);
    const terms = DraftTerms.parse(planWith([{ ...FIRST, amountMinor: 2_000 }, SECOND]));
    await changePlan(systemActor(id, 'test'), plan.id, { terms, noticeDays: 30 });
    const inDays = (days: number) => ({ occurredAt: new Date(Date.now() + days * 86_400_000).toISOString() });
    await tellSale(id, inDays(1));
    await tellSale(id, inDays(40));
    await tellSale(id, { ...inDays(41), customerId: 'cus_2' });
    expect(await given()).toEqual([
      [500, 500],
      [700, 700],
      [2_000, 2_000],
    ]);
  });

  it(
    'ends in the same books in any order of sales and refunds, also told twice',
    async () => {
      const payment = fc.record({
        amountMinor: fc.integer({ min: 1, max: 20_000 }),
        refunds: fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 2 }),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(payment, { minLength: 1, maxLength: 4 }),
          fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
          async (payments, lots) => {
            const acts = (workspaceId: string) =>
              payments.map(({ amountMinor, refunds }, place) => async () => {
                const sale = {
                  saleId: `s${place}`,
                  externalId: `s${place}`,
                  amountMinor,
                  ...onDay(place + 1),
                };
                await tellSale(workspaceId, sale);
                for (const [number, tenths] of refunds.entries()) {
                  const refundMinor = Math.max(1, Math.floor((amountMinor * tenths) / 10 / refunds.length));
                  await tellRefund(workspaceId, sale.saleId, refundMinor, `r${place}${number}`);
                }
              });
            const ordered = await open([FIRST, SECOND, PAID]);
            const shuffled = await open([FIRST, SECOND, PAID]);
            for (const act of acts(ordered.id)) await act();
            const mixed = [...acts(shuffled.id), ...acts(shuffled.id)]
              .map((act, place) => ({ act, lot: lots[place] ?? 0 }))
              .toSorted((one, other) => one.lot - other.lot);
            for (const { act } of mixed) await act();
            const kept = async ({ given }: typeof ordered) =>
              (await given()).filter(([, keptMinor]) => keptMinor !== 0);
            expect(await kept(shuffled)).toEqual(await kept(ordered));
          },
        ),
        { numRuns: 12 },
      );
    },
    PROPERTY_TIMEOUT_MS,
  );
});

describe('the terms', () => {
  it('say every milestone in both languages, and refuse one twice', () => {
    const terms = DraftTerms.parse(planWith([FIRST, SECOND, PAID, YEAR, WELL]));
    expect(planSentence(terms, 'en')).toContain(
      'also $5.00 for the first payment of each customer, also $7.00 once a customer has made 2 payments, also $9.00 once a customer has paid $250.00 in all, also $11.00 once a customer has stayed 12 months, also $13.00 once a customer’s health is average or better',
    );
    expect(planSentence(terms, 'th')).toContain('และ $9.00 เมื่อลูกค้าชำระเงินรวมครบ $250.00');
    expect(DraftTerms.safeParse(planWith([FIRST, { ...FIRST, amountMinor: 1 }])).success).toBe(false);
  });
});
