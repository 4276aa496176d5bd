import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import { TWENTY_PERCENT } from '../../../test/support/money.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { assignGroups } from '../../affiliates/groups/assign-groups.ts';
import { createGroup } from '../../affiliates/groups/keep-groups.ts';
import { savePlan } from '../../commissions/index.ts';
import { systemActor } from '../../core/actor.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { recordClicks, recordSale, refundSale } from '../../tracking/index.ts';
import type { Report, ReportEvent } from './schema.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const MARCH = 'since=2026-03-01&until=2026-03-31';
const march = (day: number) => new Date(Date.UTC(2026, 2, day, 12));

/** Ann: two clicks from Thailand and a sale with a refund in March, a click in February. Bob: a click from nowhere. */
async function smallStory() {
  const { id, affiliates } = await makeProgram(['Ann', 'Bob']);
  const [ann, bob] = affiliates;
  if (!ann || !bob) throw new Error('no affiliates');
  await savePlan(id, TWENTY_PERCENT);
  const click = (linkId: string, day: number, visitor: string, country: string | null) =>
    recordClicks(id, [{ at: march(day), linkId, visitorId: visitor, country, sub1: country && 'spring' }]);
  const [clickId] = await click(ann.link.id, 1, 'visitor-1', 'TH');
  await click(ann.link.id, 2, 'visitor-2', 'TH');
  await click(ann.link.id, -10, 'visitor-3', 'TH');
  await click(bob.link.id, 2, 'visitor-4', null);
  const sale = { customerExternalId: 'c1', clickId, product: 'Pro', amountMinor: 10_000, currency: 'USD' };
  await recordSale(id, { ...sale, externalId: 's1', occurredAt: march(3) });
  await refundSale(id, { saleExternalId: 's1', refundExternalId: 'r1', amountMinor: 2_500 });
  await recordSale(id, { ...sale, currency: 'EUR', externalId: 's2', occurredAt: march(4) });
  const headers = await withApiKey(id);
  const get = (path: string, as: Record<string, string> = headers) =>
    app.inject({ url: `/api/v1${path}`, headers: as });
  const report = async (query: string) => (await get(`/reports?${MARCH}&${query}`)).json<Report>();
  return { id, ann, bob, get, report };
}

describe('a report', () => {
  it('says what came of an affiliate’s clicks, in the workspace’s currency', async () => {
    const { report } = await smallStory();
    const shown = await report('by=affiliate');
    expect(shown.rows.map(({ labels }) => labels)).toEqual([['Ann'], ['Bob']]);
    expect(shown.rows[0]?.figures).toEqual({
      ...{ clicks: 2, uniqueClicks: 2, leads: 0, sales: 2 },
      ...{ revenueMinor: 10_000, refundedMinor: 2_500, commissionMinor: 1_500 },
      ...{ epcMinor: 750, leadRate: 0, saleRate: 1, averageOrderMinor: 10_000, returnRatio: 5 },
    });
    expect(shown.rows[1]?.figures).toMatchObject({
      sales: 0,
      epcMinor: 0,
      averageOrderMinor: null,
      returnRatio: null,
    });
    expect(shown.total).toMatchObject({ uniqueClicks: 3, revenueMinor: 10_000 });
    expect(shown.otherCurrencies).toEqual([
      { currency: 'EUR', revenueMinor: 10_000, refundedMinor: 0, commissionMinor: 2_000 },
    ]);
    expect(shown.days.map(({ figures }) => figures.uniqueClicks).slice(0, 3)).toEqual([1, 2, 0]);
    expect(shown.days).toHaveLength(31);
  });

  it('names what it shows, and filters by any of it, also by what is not known', async () => {
    const { report, bob } = await smallStory();
    const shown = await report('by=affiliate,country&sort=uniqueClicks');
    expect(shown.rows.map(({ labels }) => labels)).toEqual([
      ['Ann', 'Thailand'],
      ['Bob', 'Not known'],
    ]);
    const unknown = await report('by=affiliate&country=(none)');
    expect(unknown.rows.map(({ keys }) => keys)).toEqual([[bob.id]]);
    expect((await report('by=country&sub1=spring')).rows[0]?.figures).toMatchObject({
      uniqueClicks: 2,
      sales: 2,
    });
  });

  it('compares with the days before, row by row and day by day', async () => {
    const { report, ann } = await smallStory();
    const shown = await report('by=affiliate&compare=previous');
    expect(shown.compared).toEqual({ since: '2026-01-29', until: '2026-02-28' });
    expect(shown.rows.find(({ keys }) => keys[0] === ann.id)?.previous).toMatchObject({ uniqueClicks: 1 });
    expect(shown.previousTotal).toMatchObject({ uniqueClicks: 1, sales: 0 });
    const ago = shown.days.filter(({ previous }) => previous?.uniqueClicks === 1).map(({ day }) => day);
    expect(ago).toEqual(['2026-03-21']);
    expect((await report('by=day&compare=year')).compared?.since).toBe('2025-03-01');
  });

  it('goes by the group that an affiliate is in now, filters by it, and lists the single events of it', async () => {
    const { id, ann, report, get } = await smallStory();
    const actor = systemActor(id, 'test');
    const [agencies, creators] = [
      await createGroup(actor, { name: 'Agencies' }),
      await createGroup(actor, { name: 'Creators' }),
    ];
    await assignGroups(actor, { ids: [ann.id], groupId: agencies.id });
    const shown = await report('by=group,affiliate&sort=clicks');
    expect(shown.rows.map(({ labels, figures }) => [...labels, figures.clicks, figures.sales])).toEqual([
      ['Agencies', 'Ann', 2, 2],
      ['No group', 'Bob', 1, 0],
    ]);
    await assignGroups(actor, { ids: [ann.id], groupId: creators.id });
    expect((await report(`by=affiliate&group=${agencies.id}`)).total).toMatchObject({ clicks: 0, sales: 0 });
    expect((await report(`by=day&group=${creators.id}`)).total).toMatchObject({ clicks: 2, sales: 2 });
    const of = async (kind: string, group: string) =>
      (await get(`/reports/events?${MARCH}&kind=${kind}&group=${group}`)).json<{ data: ReportEvent[] }>();
    expect((await of('clicks', creators.id)).data.map((event) => event.affiliate)).toEqual(['Ann', 'Ann']);
    expect((await of('clicks', '(none)')).data.map((event) => event.affiliate)).toEqual(['Bob']);
    expect((await of('sales', creators.id)).data).toHaveLength(2);
  });

  it('counts a shared sale once, with its winner, and each commission with who earned it', async () => {
    const { id, affiliates } = await makeProgram(['Ann', 'Bob'], { winnerBasisPoints: 7_000 });
    const [ann, bob] = affiliates;
    await savePlan(id, TWENTY_PERCENT);
    const visit = (linkId = '', day = 1) =>
      recordClicks(id, [{ at: march(day), linkId, visitorId: 'visitor-1', country: 'TH' }]);
    await visit(bob?.link.id, 1);
    const [clickId] = await visit(ann?.link.id, 2);
    const sale = { customerExternalId: 'c1', clickId, amountMinor: 10_000, currency: 'USD' };
    await recordSale(id, { ...sale, externalId: 's1', occurredAt: march(3) });
    const headers = await withApiKey(id);
    const figuresOf = async (query: string) => {
      const { rows } = (
        await app.inject({ url: `/api/v1/reports?${MARCH}&${query}`, headers })
      ).json<Report>();
      return rows.map(({ labels, figures }) => [
        ...[labels[0], figures.sales, figures.revenueMinor, figures.commissionMinor],
      ]);
    };
    const won = ['Ann', 1, 10_000, 1_400];
    const helped = ['Bob', 0, 0, 600];
    expect((await figuresOf('by=affiliate')).toSorted()).toEqual([won, helped]);
    expect(await figuresOf(`by=affiliate&affiliate=${ann?.id}`)).toEqual([won]);
    expect(await figuresOf(`by=affiliate&affiliate=${bob?.id}`)).toEqual([helped]);
    const actor = systemActor(id, 'test');
    const { id: groupId } = await createGroup(actor, { name: 'Helpers' });
    await assignGroups(actor, { ids: [bob?.id ?? ''], groupId });
    const inGroup = (figures: unknown[]) => figures.slice(1);
    expect((await figuresOf(`by=group&group=${groupId}`)).map(inGroup)).toEqual([inGroup(helped)]);
    expect((await figuresOf('by=group&group=(none)')).map(inGroup)).toEqual([inGroup(won)]);
    expect(await figuresOf('by=country')).toEqual([['Thailand', 1, 10_000, 2_000]]);
  });

  it('does not say how many clicks a product had', async () => {
    const { report } = await smallStory();
    const shown = await report('by=product');
    expect(shown.rows).toMatchObject([{ keys: ['Pro'], figures: { clicks: null, leads: null, sales: 2 } }]);
    expect((await report('by=status')).rows.map(({ labels }) => labels)).toEqual([['Payable']]);
    expect((await report('by=affiliate&status=declined')).rows).toEqual([]);
  });

  it('is cut to as many rows as wanted, those with most first, and its total is not', async () => {
    const { report } = await smallStory();
    for (const sort of ['uniqueClicks', 'revenueMinor', 'epcMinor']) {
      const shown = await report(`by=affiliate&limit=1&sort=${sort}`);
      expect(shown.rows.map(({ labels }) => labels)).toEqual([['Ann']]);
      expect(shown).toMatchObject({ hasMore: true, total: { uniqueClicks: 3 } });
    }
    const least = await report('by=affiliate&limit=1&sort=revenueMinor&direction=asc');
    expect(least.rows.map(({ labels }) => labels)).toEqual([['Bob']]);
  });

  it('opens into its single events', async () => {
    const { get, ann } = await smallStory();
    const events = async (query: string) =>
      (await get(`/reports/events?${MARCH}&${query}`)).json<{ data: ReportEvent[] }>().data;
    expect(
      (await events(`kind=clicks&affiliate=${ann.id}`)).map(({ at }) => String(at).slice(0, 10)),
    ).toEqual(['2026-03-02', '2026-03-01']);
    const sales = await events('kind=sales&country=TH');
    expect(sales.map(({ amountMinor, country }) => [amountMinor, country])).toEqual([
      [10_000, 'Thailand'],
      [10_000, 'Thailand'],
    ]);
    expect(await events('kind=leads')).toEqual([]);
  });

  it('leaves as CSV with its total', async () => {
    const { get } = await smallStory();
    const csv = await get(`/reports.csv?${MARCH}&by=affiliate`);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body.split('\r\n').map((line) => line.split(',').slice(0, 6))).toEqual([
      ['Affiliate', 'Clicks', 'Unique clicks', 'Leads', 'Sales', 'Revenue'],
      ['Ann', '2', '2', '0', '2', '100.00'],
      ['Bob', '1', '1', '0', '0', '0.00'],
      ['Total', '3', '3', '0', '2', '100.00'],
      [''],
    ]);
  });

  it('refuses questions that it cannot answer, by name', async () => {
    const { get } = await smallStory();
    const errors = async (query: string) => (await get(`/reports?${query}`)).json().errors?.[0]?.path;
    expect(await errors('by=weather')).toContain('by');
    expect(await errors('by=day,affiliate,offer,link')).toContain('by');
    expect(await errors('since=2026-03-02&until=2026-03-01')).toBe('since');
    expect(await errors('since=2025-01-01&until=2025-12-31&by=browser,sub1')).toBe('since');
  });

  it('shows an affiliate their own work alone, and the staff’s to nobody else', async () => {
    const { id, ann, get } = await smallStory();
    const session = await signInAsRole(app, id, 'affiliate');
    await pool().query(
      `update affiliates.affiliates set user_id = (select user_id from workspace.members
        where workspace_id = $1 and role = 'affiliate') where workspace_id = $1 and id = $2`,
      [id, ann.id],
    );
    const own = (await get(`/portal/reports?${MARCH}&by=country`, session)).json<Report>();
    expect(own.rows.map(({ labels }) => labels)).toEqual([['Thailand']]);
    const asked = (await get(`/portal/reports?${MARCH}&by=country&affiliate=other`, session)).json<Report>();
    expect(asked.total).toEqual(own.total);
    expect((await get(`/portal/reports?by=affiliate`, session)).statusCode).toBe(422);
    expect((await get('/reports', session)).statusCode).toBe(403);
    const csv = await get(`/portal/reports.csv?${MARCH}`, session);
    expect(csv.body).toContain('2026-03-03,0,0,0,1,100.00');
    const { get: elsewhere } = await smallStory();
    expect((await elsewhere(`/reports?${MARCH}&affiliate=${ann.id}`)).json().rows).toEqual([]);
  });
});
