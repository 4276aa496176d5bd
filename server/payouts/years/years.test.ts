import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import {
  callerOf,
  type Headers,
  openProgram,
  signInToPortal,
  tellRefund,
  tellSale,
} from '../../../test/support/money.ts';
import { ACME, SOMCHAI, uploadTaxForm } from '../../../test/support/papers.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { newId } from '../../core/ids.ts';
import { createApp } from '../../main.ts';
import type { Statement } from '../schema.ts';
import { isReportable, missingTax, usualThreshold } from './rules.ts';
import type { YearRow, YearSummary } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const { call, create } = callerOf(() => app);
const THIS_YEAR = new Date().getUTCFullYear();

async function openYears() {
  const program = await openProgram(app);
  const { ws, manager, finance } = program;
  const sell = (affiliateId: string, told: object = {}) =>
    tellSale(ws, { affiliateId, customerId: newId('cus'), ...told });
  const pay = async () => {
    const { id } = await create(manager);
    await call('POST', `/payouts/${id}/approval`, finance);
    await call('POST', `/payouts/${id}/payment`, manager, {});
  };
  const view = async (year: number, query = '', headers: Headers = finance) =>
    (await call('GET', `/payout-years/${year}?${query}`, headers)).json<YearSummary>();
  return { ...program, sell, pay, view };
}

const namesOf = (rows: { affiliateName: string }[]) => rows.map(({ affiliateName }) => affiliateName);

describe('the summary of a year', () => {
  it('sums to the twelve statements of the year and to the ledger, refunds and payouts included', async () => {
    const { ws, finance, addAffiliate, sell, pay, view } = await openYears();
    const ann = await addAffiliate('ann');
    await sell(ann, { occurredAt: `${THIS_YEAR - 1}-12-30T10:00:00Z` });
    await sell(ann, { occurredAt: `${THIS_YEAR}-01-02T10:00:00Z` });
    const sale = await sell(ann, { occurredAt: `${THIS_YEAR}-02-02T10:00:00Z` });
    await pay();
    await tellRefund(ws, sale.saleId, 5_000);
    const [row] = (await view(THIS_YEAR)).data as [YearRow];
    const months = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const month = `${THIS_YEAR}-${String(index + 1).padStart(2, '0')}`;
        return (
          await call('GET', `/affiliates/${ann}/statement?month=${month}&currency=USD`, finance)
        ).json<Statement>();
      }),
    );
    const sum = (name: 'commissionsMinor' | 'reversalsMinor' | 'payoutsMinor') =>
      months.reduce((total, month) => total + month[name], 0);
    expect(row).toMatchObject({
      openingMinor: months[0]?.openingMinor,
      earnedMinor: sum('commissionsMinor'),
      correctedMinor: sum('reversalsMinor'),
      paidMinor: -sum('payoutsMinor'),
      closingMinor: months[11]?.closingMinor,
    });
    expect(row).toMatchObject({ openingMinor: 2_000, earnedMinor: 4_000, paidMinor: 6_000 });
    const ledger = await pool().query(
      `select sum(amount_minor)::bigint as sum from commissions.ledger_lines
       where workspace_id = $1 and affiliate_id = $2 and account = 'affiliate'`,
      [ws, ann],
    );
    expect(row.closingMinor).toBe(ledger.rows[0].sum);
    expect(row.openingMinor + row.earnedMinor + row.correctedMinor - row.paidMinor).toBe(row.closingMinor);
  });

  it('follows the calendar of the workspace, keeps currencies apart, and pages without losing anybody', async () => {
    const { ws, addAffiliate, sell, view } = await openYears();
    await pool().query("update workspace.workspaces set time_zone = 'Asia/Bangkok' where workspace_id = $1", [
      ws,
    ]);
    const [ann, bob] = [await addAffiliate('ann'), await addAffiliate('bob')];
    // Half past midnight on New Year's Day in Bangkok is still the old year in UTC.
    await sell(ann, { occurredAt: '2024-12-31T17:30:00Z' });
    await sell(ann, { occurredAt: '2025-12-31T16:59:59Z', currency: 'EUR' });
    await sell(bob, { occurredAt: '2025-12-31T17:00:00Z' });
    const summary = await view(2025);
    expect(summary.data.map(({ currency }) => currency).toSorted()).toEqual(['EUR', 'USD']);
    expect(new Set(namesOf(summary.data))).toEqual(new Set(['ann']));
    expect(summary.from).toBe('2024-12-31T17:00:00.000Z');
    expect(summary.totals.map(({ currency, earnedMinor }) => [currency, earnedMinor])).toEqual([
      ['EUR', 2_000],
      ['USD', 2_000],
    ]);
    expect((await view(2025, 'currency=EUR')).data).toHaveLength(1);
    const first = await view(2025, 'limit=1');
    const second = await view(2025, `limit=1&cursor=${first.nextCursor}`);
    expect([...first.data, ...second.data]).toEqual(summary.data);
    expect(summary.years.at(-1)).toBe(2025);
  });

  it('marks who was paid as much as the threshold, which a workspace sets itself', async () => {
    const { manager, finance, addAffiliate, sell, pay, view } = await openYears();
    const [ann, bob] = [await addAffiliate('ann'), await addAffiliate('bob')];
    await sell(ann, { amountMinor: 30_000 });
    await sell(bob);
    await pay();
    const marked = async () => namesOf((await view(THIS_YEAR, 'isReportable=true')).data);
    expect(await marked()).toEqual([]);
    const change = (headers: Headers, body: object) =>
      call('PUT', '/payout-year-thresholds/USD', headers, body);
    expect((await change(manager, { amountMinor: 6_000 })).statusCode).toBe(403);
    expect((await change(finance, { amountMinor: 6_000, country: 'US' })).statusCode).toBe(200);
    expect(await marked()).toEqual(['ann']);
    await call('PUT', `/affiliates/${ann}/tax`, finance, SOMCHAI);
    expect(await marked()).toEqual([]);
    await change(finance, { amountMinor: 2_000 });
    expect(await marked()).toEqual(['ann', 'bob']);
    await change(finance, { amountMinor: null });
    expect((await view(THIS_YEAR)).totals).toMatchObject([{ reportableCount: 0, thresholdMinor: null }]);
  });

  it('shows tax data only to who may read them, and writes whole numbers into the file, which is on record', async () => {
    const { ws, manager, finance, addAffiliate, sell, view } = await openYears();
    const ann = await addAffiliate('=cmd');
    await call('PUT', `/affiliates/${ann}/tax`, finance, SOMCHAI);
    await uploadTaxForm(app, finance, `/affiliates/${ann}`);
    await sell(ann);
    const year = 2026;
    expect((await view(year, '', manager)).data[0]?.tax).toBeNull();
    expect((await view(year)).data[0]?.tax).toEqual({
      ...{ country: 'TH', hasVatId: false, hasTaxNumber: true, forms: ['w9'], missing: [] },
    });
    const file = `/payout-years/${year}/summary.csv`;
    expect((await call('GET', file, manager)).statusCode).toBe(403);
    const { body } = await call('GET', file, finance);
    expect(body).toContain("\r\n'=cmd,");
    expect(body).toContain('1234545678781');
    expect(body).toContain(',20.00,0.00,0.00,0.00,20.00,');
    const records = await pool().query(
      "select count(*)::int from workspace.audit_entries where workspace_id = $1 and action = 'payout_year.exported'",
      [ws],
    );
    expect(records.rows[0].count).toBe(1);
  });

  it('is there on paper, and for an affiliate their own only', async () => {
    const { ws, finance, addAffiliate, sell } = await openYears();
    const { portal: own, userId } = await signInToPortal(app, ws);
    const ann = await addAffiliate('ann', { userId });
    const bob = await addAffiliate('bob');
    for (const id of [ann, bob, bob]) await sell(id);
    const paper = await call('GET', `/affiliates/${bob}/payout-year.pdf?year=2026`, finance);
    expect(paper.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await call('GET', '/payout-years/2026', own)).statusCode).toBe(403);
    expect((await call('GET', '/portal/payout-years/2026', own)).json()).toMatchObject({
      ...{ year: 2026, missing: ['tax_data'] },
      sums: [{ currency: 'USD', earnedMinor: 2_000, paidMinor: 0, closingMinor: 2_000 }],
    });
    const ownPaper = await call('GET', '/portal/payout-year.pdf?year=2026', own);
    expect(ownPaper.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

it.each([
  ['USD', 2025, { amountMinor: 60_000, country: 'US' }],
  ['USD', 2026, { amountMinor: 200_000, country: 'US' }],
  ['EUR', 2026, { amountMinor: null, country: null }],
])('the usual threshold in %s for %i is the tax office’s', (currency, year, expected) => {
  expect(usualThreshold(currency, year)).toEqual(expected);
});

it('whoever is paid more is marked wherever who is paid less is', () => {
  const country = fc.constantFrom(null, 'US', 'DE');
  const amount = fc.integer({ min: 0, max: 100_000 });
  fc.assert(
    fc.property(amount, country, country, amount, amount, (amountMinor, where, own, paidMinor, more) => {
      const threshold = { amountMinor, country: where };
      const isMarked = isReportable(threshold, { paidMinor, country: own });
      if (isMarked) expect(isReportable(threshold, { paidMinor: paidMinor + more, country: own })).toBe(true);
      if (isMarked) expect(isReportable(threshold, { paidMinor, country: null })).toBe(true);
    }),
  );
});

const person = { kind: 'person', country: 'US', vatId: null, taxNumber: '1' } as const;
const business = { kind: 'business', country: 'DE', vatId: null, taxNumber: null } as const;
it.each([
  [null, [], 'DE', ['tax_data']],
  [person, [], null, ['w9']],
  [person, ['w9'], 'US', []],
  [{ ...person, taxNumber: null }, [], 'DE', ['tax_number']],
  [business, [], 'US', ['w8']],
  [business, ['w8bene'], 'US', []],
  [business, [], 'FR', ['vat_id']],
  [{ ...business, vatId: ACME.vatId }, [], 'FR', []],
  [{ ...person, country: 'TH', taxNumber: null }, [], 'FR', ['tax_number']],
] as const)('of %j with the forms %j a company of %s misses %j', (data, forms, company, missing) => {
  expect(missingTax(data, new Set(forms), company)).toEqual(missing);
});
