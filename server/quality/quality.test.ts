import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { withApiKey } from '../../test/support/http.ts';
import { saveAffiliate, saveOffer } from '../affiliates/index.ts';
import { savePlan } from '../commissions/index.ts';
import type { App } from '../core/http/server.ts';
import { saveAccounts } from '../customers/index.ts';
import { createApp } from '../main.ts';
import { recordSubscriptions } from '../signals/index.ts';
import { refreshScores } from '../success/index.ts';
import { recordSale, refundSale, saveCoupon } from '../tracking/index.ts';

useDatabase();

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

let app: App;
let ws: string;
let headers: Record<string, string>;
const affiliates = { good: '', poor: '', small: '' };

beforeAll(async () => {
  app = await createApp(testConfig());
  ws = (await makeWorkspace()).id;
  headers = await withApiKey(ws);
  await savePlan(ws, {
    name: 'Once',
    kind: 'flat',
    flatAmountMinor: 5_000,
    currency: 'USD',
    recurrence: 'once',
    holdDays: 0,
  });
  const offer = await saveOffer(ws, { name: 'O', destinationUrl: 'https://example.com', termsText: 'Fair.' });
  for (const name of ['good', 'poor', 'small'] as const) {
    const { id } = await saveAffiliate(ws, { name, email: `${name}@example.com`, status: 'active' });
    affiliates[name] = id;
    await saveCoupon(ws, { affiliateId: id, offerId: offer.id, code: name.toUpperCase() });
    const count = name === 'small' ? 2 : 8;
    for (let index = 0; index < count; index += 1) await bring(name, index);
  }
  await drainJobs();
  await refreshScores(ws, null);
});
afterAll(() => app.close());

const dayAgo = (days: number) => daysAgo(days).toISOString().slice(0, 10);

/** A customer of 100.00 a month since a year; those of the poor affiliate leave after two months. */
async function bring(name: 'good' | 'poor' | 'small', index: number) {
  const externalId = `${name}-${index}`;
  await saveAccounts(ws, [{ externalId, name: `Account ${externalId}` }]);
  await recordSubscriptions(ws, [
    {
      externalId,
      accountExternalId: externalId,
      mrrMinor: 10_000,
      currency: 'USD',
      startedOn: dayAgo(366),
      endedOn: name === 'poor' ? dayAgo(305) : undefined,
    },
  ]);
  const months = name === 'poor' ? 2 : 12;
  for (let month = 0; month < months; month += 1) {
    await recordSale(ws, {
      externalId: `${externalId}-${month}`,
      customerExternalId: externalId,
      accountExternalId: externalId,
      amountMinor: 10_000,
      currency: 'USD',
      occurredAt: daysAgo(365 - month * 30),
      couponCode: name.toUpperCase(),
      eventName: 'Invoice paid',
    });
  }
}

const get = (path: string) => app.inject({ url: `/api/v1/quality/affiliates${path}`, headers });

describe('the affiliates', () => {
  it('are judged by how long their customers stay, not by how many they bring', async () => {
    const { data, program, currency } = (await get('')).json();
    expect(currency).toBe('USD');
    const rows = Object.fromEntries(data.map((row: { name: string }) => [row.name, row]));
    expect(rows.good).toMatchObject({
      customers: 8,
      churnedCustomers: 0,
      revenueMinor: 8 * 12 * 10_000,
      commissionMinor: 8 * 5_000,
      verdict: { code: 'above' },
    });
    expect(rows.poor).toMatchObject({ customers: 8, churnedCustomers: 8, verdict: { code: 'below' } });
    expect(rows.small).toMatchObject({ customers: 2, verdict: { code: 'too_few' } });
    expect(rows.good.monthlyChurn).toBeLessThan(program.monthlyChurn);
    expect(rows.poor.monthlyChurn).toBeGreaterThan(program.monthlyChurn);
    expect(rows.poor).toMatchObject({ retentionSeen: { months: 12, share: 0 } });
    expect(rows.good).toMatchObject({ retentionSeen: { months: 12, share: 1 } });
    expect(rows.good.retention12).toBeGreaterThan(program.retention12);
    expect(rows.good.returnInterval.lower).toBeGreaterThan(program.returnRatio);
    expect(rows.good.valuePerCustomerMinor).toBeGreaterThan(rows.poor.valuePerCustomerMinor);
    for (const { valuePerCustomerMinor, commissionPerCustomerMinor, returnRatio } of data) {
      expect(returnRatio).toBeCloseTo(valuePerCustomerMinor / commissionPerCustomerMinor - 1, 2);
    }
    expect(program).toMatchObject({ customers: 18, churnedCustomers: 8 });
  });

  it('are sorted and paged by any figure', async () => {
    const first = (await get('?sort=revenueMinor&order=asc&limit=2')).json();
    expect(first.data.map((row: { name: string }) => row.name)).toEqual(['poor', 'small']);
    const rest = (await get(`?sort=revenueMinor&order=asc&limit=2&cursor=${first.nextCursor}`)).json();
    expect(rest.data.map((row: { name: string }) => row.name)).toEqual(['good']);
    expect((await get('?isJudged=true')).json().data.length).toBe(2);
  });

  it('open into every input of the return, with curves, months and customers', async () => {
    await refundSale(ws, { saleExternalId: 'good-0-0', refundExternalId: 'r1' });
    const detail = (await get(`/${affiliates.good}`)).json();
    const inputs = Object.fromEntries(
      detail.inputs.map((input: { input: string; amountMinor: number }) => [input.input, input.amountMinor]),
    );
    expect(inputs.sale_margin).toBe(96 * 10_000 * detail.grossMargin);
    expect(inputs.refunds).toBe(-10_000);
    expect(inputs.commission).toBe(-7 * 5_000);
    expect(inputs.commission_ahead).toBeCloseTo(0, 9);
    const { sale_margin, refunds, margin_ahead, retention_cost, retention_cost_ahead } = inputs;
    expect(inputs.own_value).toBeCloseTo(
      sale_margin + refunds + margin_ahead + retention_cost + retention_cost_ahead,
      -1,
    );
    expect(detail.returnRatio).toBeCloseTo(
      inputs.value_per_customer / -inputs.commission_per_customer - 1,
      2,
    );
    expect(detail.returnInterval.lower).toBeLessThanOrEqual(detail.returnRatio);
    expect(detail.returnInterval.upper).toBeGreaterThanOrEqual(detail.returnRatio);
    expect(detail.retention.program.at(-1).survival).toBeCloseTo(10 / 18, 9);
    expect(
      detail.months.reduce((sum: number, month: { saleCount: number }) => sum + month.saleCount, 0),
    ).toBe(96);
    expect(detail.customerList).toHaveLength(8);
    const best = { accountName: 'Account good-1', revenueMinor: 120_000 };
    expect(detail.customerList).toContainEqual(expect.objectContaining(best));
    expect(detail.customerList[0].revenueMinor).toBe(120_000);
  });

  it('of another workspace are not found', async () => {
    const stranger = await withApiKey((await makeWorkspace()).id);
    const answer = await app.inject({
      url: `/api/v1/quality/affiliates/${affiliates.good}`,
      headers: stranger,
    });
    expect(answer.statusCode).toBe(404);
    const empty = await app.inject({ url: '/api/v1/quality/affiliates', headers: stranger });
    expect(empty.json()).toMatchObject({ data: [], program: { customers: 0, returnRatio: null } });
  });
});
