import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { AFTER_HOLD, listBooked, tellRefund, tellSale } from '../../../test/support/money.ts';
import { PLANS_WITH_A_PAST, saleHistory, tellHistory } from '../../../test/support/sale-history.ts';
import { saveAffiliate } from '../../affiliates/index.ts';
import { systemActor } from '../../core/actor.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { decideOnCommission } from '../decide-on-commission.ts';
import { listBalances, savePlan } from '../index.ts';
import { DraftTerms, type PlanInput } from '../plans/schema.ts';
import { simulatePlan } from './simulate-plan.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const PROPERTY_TIMEOUT_MS = 120_000;
const tenth: PlanInput = { name: 'P', kind: 'percent', rateBasisPoints: 1_000, recurrence: 'lifetime' };
const day = (date: string) => ({ occurredAt: `${date}T10:00:00.000Z` });

function simulate(workspaceId: string, planId: string | undefined, plan: PlanInput, affiliateId?: string) {
  const { name: _name, isDefault: _isDefault, ...terms } = plan;
  const actor = { ...systemActor(workspaceId, 'test'), now: AFTER_HOLD };
  return simulatePlan(actor, { planId, terms: DraftTerms.parse(terms), months: 12, affiliateId });
}

describe('simulating the terms that hold', () => {
  it.each(PLANS_WITH_A_PAST.map((plan, place) => [place, plan] as const))(
    'gives exactly what the ledger has booked, under plan %i',
    async (_place, plan) => {
      await fc.assert(
        fc.asyncProperty(saleHistory, async (sales) => {
          const { id } = await makeWorkspace();
          const { id: planId } = await savePlan(id, plan);
          await tellHistory(id, sales);
          const simulation = await simulate(id, planId, plan);
          for (const { nowMinor, thenMinor } of [...simulation.totals, ...simulation.affiliates])
            expect(thenMinor).toBe(nowMinor);
          const balances = await listBalances(id, null, AFTER_HOLD);
          for (const { affiliateId, currency, pendingMinor, payableMinor } of balances) {
            const row = simulation.affiliates.find(
              (each) => each.affiliateId === affiliateId && each.currency === currency,
            );
            expect(row?.nowMinor ?? 0).toBe(pendingMinor + payableMinor);
          }
        }),
        { numRuns: 6 },
      );
    },
    PROPERTY_TIMEOUT_MS,
  );
});

describe('simulating other terms', () => {
  it('gives the known sums: twice the rate costs twice, less the same refunds, and a decline stays', async () => {
    const { id } = await makeWorkspace();
    const { id: planId } = await savePlan(id, tenth);
    const ann = await saveAffiliate(id, { name: 'Ann', email: 'ann@example.com', status: 'active' });
    const { saleId } = await tellSale(id, { ...day('2026-01-10'), affiliateId: ann.id });
    await tellRefund(id, saleId, 5_000);
    await tellSale(id, { ...day('2026-02-10'), customerId: 'cus_2' });
    await tellSale(id, { ...day('2026-02-11'), customerId: 'cus_3' });
    await tellSale(id, { ...day('2024-02-11'), customerId: 'cus_4' });
    const declined = (await listBooked(id)).find(({ customerId }) => customerId === 'cus_3');
    await decideOnCommission(systemActor(id, 'test'), declined?.id ?? '', { decision: 'declined' });
    const twice = await simulate(id, planId, { ...tenth, rateBasisPoints: 2_000 }, ann.id);
    expect(twice).toMatchObject({
      saleCount: 3,
      sentence: '20% of every sale, for as long as the customer buys, payable 30 days after the sale.',
      totals: [
        {
          currency: 'USD',
          revenueMinor: 25_000,
          nowMinor: 1_500,
          thenMinor: 3_000,
          nowReturn: 25_000 / 1_500,
        },
      ],
      months: [
        { month: '2026-01', nowMinor: 500, thenMinor: 1_000 },
        { month: '2026-02', nowMinor: 1_000, thenMinor: 2_000 },
      ],
      affiliates: [
        { affiliateId: 'aff_1', nowMinor: 1_000, thenMinor: 2_000 },
        { affiliateName: 'Ann', nowMinor: 500, thenMinor: 1_000 },
      ],
      gaining: 2,
      losing: 0,
      sales: [{ saleAmountMinor: 10_000, booked: { amountMinor: 500 }, simulated: { amountMinor: 1_000 } }],
    });
    expect(twice.limits.map(({ code }) => code)).toEqual(['behaviour', 'ofPlan', 'refunds', 'declined']);
  });

  it('looks back on sales before the period and on those of other plans', async () => {
    const { id } = await makeWorkspace();
    const { id: planId } = await savePlan(id, tenth);
    await tellSale(id, day('2024-01-10'));
    await tellSale(id, day('2026-01-10'));
    const once = await simulate(id, planId, { ...tenth, recurrence: 'once' });
    expect(once).toMatchObject({ saleCount: 1, totals: [{ nowMinor: 1_000, thenMinor: 0 }] });
    const capped = { ...tenth, currency: 'USD', maxPerCustomerMinor: 1_500 };
    expect(await simulate(id, planId, capped)).toMatchObject({ totals: [{ thenMinor: 500 }] });
  });

  it('counts in full, and apart, what would wait for a condition', async () => {
    const { id } = await makeWorkspace();
    const { id: planId } = await savePlan(id, tenth);
    await tellSale(id, day('2026-01-10'));
    const success = {
      ...{ shareBasisPoints: 4_000, afterDays: 30, isActive: true, minBand: null, isRefundFree: false },
    };
    const { totals, limits } = await simulate(id, planId, { ...tenth, success });
    expect(totals).toMatchObject([{ thenMinor: 1_000, waitingMinor: 400 }]);
    expect(limits.map(({ code }) => code)).toContain('waiting');
  });

  it('of a new plan takes every credited sale, and writes nothing', async () => {
    const { id } = await makeWorkspace();
    await tellSale(id, day('2026-01-10'));
    const written = async () =>
      (
        await pool().query(
          `select (select count(*) from commissions.ledger_lines) as lines,
            (select count(*) from commissions.redecisions) as redecisions,
            (select count(*) from commissions.plan_versions) as versions`,
        )
      ).rows;
    const before = await written();
    expect(await simulate(id, undefined, tenth)).toMatchObject({
      totals: [{ nowMinor: 0, thenMinor: 1_000, nowReturn: null }],
    });
    expect(await written()).toEqual(before);
  });
});

describe('the addresses of the simulation', () => {
  it('answer with sums and with a file of every affiliate, in the reader’s language', async () => {
    const { id } = await makeWorkspace();
    const headers = await withApiKey(id);
    const { id: planId } = await savePlan(id, tenth);
    await tellSale(id, { occurredAt: new Date().toISOString() });
    const { name: _name, ...terms } = { ...tenth, rateBasisPoints: 500 };
    const url = '/api/v1/plans/simulation';
    const answer = await app.inject({ method: 'POST', url, headers, body: { planId, terms } });
    expect(answer.json()).toMatchObject({ totals: [{ nowMinor: 1_000, thenMinor: 500 }], losing: 1 });
    const query = { planId, terms: JSON.stringify(terms) };
    const file = await app.inject({
      url: `${url}.csv`,
      headers: { ...headers, 'accept-language': 'th' },
      query,
    });
    expect(file.body.split('\r\n')).toEqual([
      'พันธมิตร,สกุลเงิน,จำนวนการขาย,รายได้,ตามที่บันทึก,ตามเงื่อนไขนี้,ส่วนต่าง,ในนี้ยังรอเงื่อนไข',
      'aff_1,USD,1,100.00,10.00,5.00,-5,0.00',
      '',
    ]);
    const broken = await app.inject({ url: `${url}.csv`, headers, query: { terms: '{' } });
    expect(broken.statusCode).toBe(422);
    const unknown = { planId: 'plan_0', terms };
    expect((await app.inject({ method: 'POST', url, headers, body: unknown })).statusCode).toBe(404);
  });
});
