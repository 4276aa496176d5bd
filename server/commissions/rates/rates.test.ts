import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole } from '../../../test/support/http.ts';
import {
  listBooked,
  SOLD_AT,
  sharesFor,
  TWENTY_PERCENT,
  tellRefund,
  tellSale,
} from '../../../test/support/money.ts';
import { booksOf, inOrder, saleHistory, tellHistory } from '../../../test/support/sale-history.ts';
import { systemActor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { createApp } from '../../main.ts';
import { explainCommission } from '../explain-commission.ts';
import { savePlan, verifyLedger } from '../index.ts';
import type { PlanInput } from '../plans/schema.ts';
import { DraftTerms } from '../plans/schema.ts';
import { simulatePlan } from '../simulation/simulate-plan.ts';
import { enterRate, importRates, removeRate } from './enter-rates.ts';

useDatabase();

const PROPERTY_TIMEOUT_MS = 120_000;
const SALE_DAY = SOLD_AT.slice(0, 10);
const IN_EUROS = { ...TWENTY_PERCENT, currency: 'EUR', payIn: 'plan' } as const;

const enter = (ws: string, day: string, rate: string, base = 'EUR', quote = 'USD') =>
  enterRate(systemActor(ws, 'test'), { base, quote, day, rate });
const booked = async (ws: string) => (await listBooked(ws))[0];
const textOf = async (ws: string) =>
  (await explainCommission(systemActor(ws, 'test'), (await booked(ws))?.id ?? '')).explanation
    .map(({ text }) => text)
    .join(' ');

describe('a foreign sale under a plan that pays in its own currency', () => {
  it('is paid at the rate of its day, keeps it, and says so', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, IN_EUROS);
    await enter(id, SALE_DAY, '1.25');
    await tellSale(id);
    expect(await booked(id)).toMatchObject({ amountMinor: 1_600, currency: 'EUR', state: 'payable' });
    expect(await textOf(id)).toContain(
      'At 1 EUR = 1.25 USD of Mar 1, 2026 (typed by hand) the sale comes to €80.00.',
    );
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it.each([
    ['a week before', '2026-02-22', 1_600],
    ['eight days before', '2026-02-21', 0],
    ['the day after', '2026-03-02', 0],
  ])('with its nearest rate of %s is told at %s, and earns %i', async (_when, day, amountMinor) => {
    const { id } = await makeWorkspace();
    await savePlan(id, IN_EUROS);
    await enter(id, day, '1.25');
    await tellSale(id);
    expect(await booked(id)).toMatchObject({ amountMinor });
  });

  it('waits without a rate, says for which, and is booked once one is there, whatever happened meanwhile', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, IN_EUROS);
    const { saleId } = await tellSale(id);
    expect(await booked(id)).toMatchObject({
      amountMinor: 0,
      state: 'awaiting_rate',
      nothingBecause: 'no_rate',
    });
    expect(await textOf(id)).toContain('It waits for an exchange rate from USD to EUR');
    await tellRefund(id, saleId, 5_000);
    expect(await enter(id, '2026-01-01', '1.3')).toMatchObject({ bookedCount: 0 });
    expect(await enter(id, SALE_DAY, '1.25')).toMatchObject({ bookedCount: 1 });
    expect(await enter(id, SALE_DAY, '1.25')).toMatchObject({ bookedCount: 0 });
    expect(await booked(id)).toMatchObject({ amountMinor: 1_600, keptMinor: 800, state: 'payable' });
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('keeps its rate under corrections, refunds and a move of its credit, whoever has it', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, IN_EUROS);
    await enter(id, SALE_DAY, '1.25');
    const sale = await tellSale(id);
    await enter(id, SALE_DAY, '2');
    await tellRefund(id, sale.saleId, 2_500);
    expect(await booked(id)).toMatchObject({ amountMinor: 1_600, keptMinor: 1_200 });
    await removeRate(systemActor(id, 'test'), { base: 'EUR', quote: 'USD', day: SALE_DAY });
    const moved = { ...sale, affiliateId: 'aff_2', shares: sharesFor('aff_2', sale.amountMinor) };
    await inTransaction(() => emit(id, 'sale.attributed', moved));
    const own = (await listBooked(id)).map(({ affiliateId, keptMinor }) => [affiliateId, keptMinor]);
    expect(own.toSorted()).toEqual([
      ['aff_1', 0],
      ['aff_2', 1_200],
    ]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('counts in the plan’s minimum, cap, budget and tiers by revenue', async () => {
    const { id } = await makeWorkspace();
    const tiers = {
      by: 'revenue' as const,
      period: 'month' as const,
      steps: [{ from: 8_000, reward: { kind: 'percent' as const, rateBasisPoints: 5_000 } }],
    };
    const rule = {
      when: {},
      reward: { kind: 'percent' as const, rateBasisPoints: 2_000 },
      recurrence: 'lifetime' as const,
    };
    await savePlan(id, {
      ...IN_EUROS,
      minAmountMinor: 500,
      maxPerCustomerMinor: 4_500,
      rules: [{ ...rule, tiers }],
    });
    await enter(id, SALE_DAY, '1.25');
    const at = (minute: number) => ({ occurredAt: SOLD_AT.replace('10:00', `10:0${minute}`) });
    await tellSale(id, { ...at(0), amountMinor: 1_000 });
    await tellSale(id, { ...at(1), amountMinor: 9_000 });
    await tellSale(id, { ...at(2), amountMinor: 10_000 });
    const amounts = (await listBooked(id)).map(({ amountMinor }) => amountMinor).toReversed();
    // €8.00 → the minimum; €72.00 at 20 %; €80.00 reached: 50 % of €80.00, of which the cap leaves €25.60.
    expect(amounts).toEqual([500, 1_440, 2_560]);
    expect((await verifyLedger(id)).differences).toEqual([]);
  });

  it('goes through the euro where only that is quoted, at the rates of a file', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, { ...IN_EUROS, currency: 'GBP' });
    await tellSale(id);
    const outcome = await importRates(systemActor(id, 'test'), `Date,USD,GBP,\n${SALE_DAY},1.25,0.80,\n`);
    expect(outcome).toMatchObject({ rateCount: 2, changedCount: 2, bookedCount: 1 });
    expect(await booked(id)).toMatchObject({ amountMinor: 1_280, currency: 'GBP' });
  });

  it('is simulated at the same rates, and simulating what holds gives what is booked', async () => {
    const { id } = await makeWorkspace();
    await savePlan(id, TWENTY_PERCENT);
    await enter(id, SALE_DAY, '1.25');
    await tellSale(id);
    const { name: _name, ...terms } = IN_EUROS;
    const actor = { ...systemActor(id, 'test'), now: new Date('2026-04-01T00:00:00Z') };
    const { totals } = await simulatePlan(actor, { terms: DraftTerms.parse(terms), months: 3 });
    expect(
      totals.map(({ currency, nowMinor, thenMinor }) => [currency, nowMinor, thenMinor]).toSorted(),
    ).toEqual([
      ['EUR', 0, 1_600],
      ['USD', 2_000, 0],
    ]);
  });
});

describe('rates', () => {
  it('are entered and taken away by whoever may, in their own company only, and read by all who see commissions', async () => {
    const app = await createApp(testConfig());
    const [own, other] = [await makeWorkspace(), await makeWorkspace()];
    const finance = await signInAsRole(app, own.id, 'finance');
    const viewer = await signInAsRole(app, own.id, 'viewer');
    const call = (
      method: 'GET' | 'PUT' | 'DELETE',
      headers: Record<string, string>,
      path = '',
      body?: object,
    ) => app.inject({ method, url: `/api/v1/exchange-rates${path}`, headers, ...(body ? { body } : {}) });
    await enter(other.id, SALE_DAY, '9');
    const rate = { base: 'EUR', quote: 'USD', day: SALE_DAY, rate: '1.250' };
    const path = `/EUR/USD/${SALE_DAY}`;
    expect((await call('PUT', viewer, '', rate)).statusCode).toBe(403);
    expect((await call('DELETE', finance, path)).statusCode).toBe(404);
    expect((await call('PUT', finance, '', { ...rate, rate: '1,25' })).statusCode).toBe(422);
    expect((await call('PUT', finance, '', rate)).statusCode).toBe(200);
    await enter(own.id, '2026-02-27', '0.8', 'GBP', 'EUR');
    await enter(own.id, '2026-02-27', '30', 'USD', 'THB');
    const first = (await call('GET', viewer, '?currency=eur&limit=1')).json();
    expect(first.data).toMatchObject([rate]);
    const next = (await call('GET', viewer, `?currency=eur&limit=1&cursor=${first.nextCursor}`)).json();
    expect(next).toMatchObject({ data: [{ base: 'GBP' }], nextCursor: null });
    expect((await call('DELETE', finance, path)).statusCode).toBe(204);
    expect((await call('GET', viewer, '?from=2026-03-01')).json().data).toEqual([]);
    await app.close();
  });
});

describe('a file of rates', () => {
  it('leaves alone what a person typed, and taken over twice changes nothing', async () => {
    const { id } = await makeWorkspace();
    await enter(id, SALE_DAY, '1.5');
    const csv = `Date,USD,JPY\n${SALE_DAY},1.25,180\n`;
    const actor = systemActor(id, 'test');
    expect(await importRates(actor, csv)).toMatchObject({ rateCount: 2, changedCount: 1 });
    expect(await importRates(actor, csv)).toMatchObject({ rateCount: 2, changedCount: 0 });
    await savePlan(id, IN_EUROS);
    await tellSale(id, { amountMinor: 15_000 });
    expect(await booked(id)).toMatchObject({ amountMinor: 2_000 });
  });
});

/** Euro sales of these histories come into dollars at a rate that changes every week. */
const WEEKLY = [
  'Date,USD',
  ...Array.from({ length: 13 }, (_none, week) => {
    const day = new Date(Date.UTC(2025, 11, 28 + 7 * week)).toISOString().slice(0, 10);
    return `${day},1.${100 + 37 * week}`;
  }),
].join('\n');

const converting: PlanInput = { ...TWENTY_PERCENT, currency: 'USD', payIn: 'plan' };
const steps = [{ from: 10_000, reward: { kind: 'percent' as const, rateBasisPoints: 3_000 } }];
const PLANS: PlanInput[] = [
  { ...converting, minAmountMinor: 300, maxPerCustomerMinor: 2_500 },
  { ...converting, recurrence: 'months', recurrenceMonths: 1, monthlyBudgetMinor: 4_000 },
  {
    ...converting,
    rules: [
      {
        when: {},
        reward: { kind: 'percent', rateBasisPoints: 1_000 },
        recurrence: 'lifetime',
        tiers: { by: 'revenue', period: 'lifetime', steps },
      },
    ],
  },
];

describe('sales, moves, refunds and the rates, told in any order', () => {
  it.each(PLANS.map((plan, place) => [place, plan] as const))(
    'end in the same books, under plan %i',
    async (_place, plan) => {
      await fc.assert(
        fc.asyncProperty(saleHistory, fc.infiniteStream(fc.nat()), fc.nat(), async (sales, lots, at) => {
          const [ordered, shuffled] = [await makeWorkspace(), await makeWorkspace()];
          for (const { id } of [ordered, shuffled]) await savePlan(id, plan);
          await importRates(systemActor(ordered.id, 'test'), WEEKLY);
          await tellHistory(ordered.id, sales.toSorted(inOrder));
          const drawn = sales.map((sale) => ({ sale, lot: Number(lots.next().value) }));
          const mixed = drawn.toSorted((one, other) => one.lot - other.lot).map(({ sale }) => sale);
          const arrive = () => importRates(systemActor(shuffled.id, 'test'), WEEKLY);
          await tellHistory(shuffled.id, mixed, true, async (place) => {
            if (place === at % (sales.length + 1)) await arrive();
          });
          await arrive();
          expect(await booksOf(shuffled.id, sales)).toEqual(await booksOf(ordered.id, sales));
          for (const { id } of [ordered, shuffled]) expect((await verifyLedger(id)).differences).toEqual([]);
        }),
        { numRuns: 5 },
      );
    },
    PROPERTY_TIMEOUT_MS,
  );
});
