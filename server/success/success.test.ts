import { addDays } from 'date-fns/addDays';
import { subDays } from 'date-fns/subDays';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { withApiKey } from '../../test/support/http.ts';
import { makeSmallCompany, TODAY } from '../../test/support/small-company.ts';
import { setClock } from '../core/clock.ts';
import { pool } from '../core/db.ts';
import type { App } from '../core/http/server.ts';
import { listAccountIds, saveAccounts } from '../customers/index.ts';
import { createApp } from '../main.ts';
import { recordTickets } from '../signals/index.ts';
import { rankAdvocates, refreshScores } from './index.ts';
import { queueStale } from './refresh/queue-refresh.ts';
import type { RankingPage } from './schema/ranking.ts';
import { takeStale } from './store/standards.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  setClock(() => TODAY);
  app = await createApp(testConfig());
});
afterAll(async () => {
  setClock();
  await app.close();
});

describe('lifetime value', () => {
  it('opens into formula and inputs, and follows the company’s own margin', async () => {
    const { ws, account } = await makeSmallCompany();
    await refreshScores(ws, null);
    const headers = await withApiKey(ws);
    const url = `/api/v1/accounts/${account('c1')}/lifetime-value`;
    const assumed = (await app.inject({ url, headers })).json();
    expect(assumed).toMatchObject({ method: 'simple', currency: 'USD' });
    expect(assumed.inputs.map((entry: { input: string }) => entry.input)).toEqual([
      'revenue',
      'margin',
      'churn',
      'lifetime',
    ]);
    const [revenue, margin, , lifetime] = assumed.inputs.map((entry: { value: number }) => entry.value);
    expect(assumed.ltvMinor).toBe(Math.round(revenue * margin * lifetime));
    await app.inject({
      method: 'PUT',
      url: '/api/v1/lifetime-value-settings',
      headers,
      body: { grossMargin: 0.4 },
    });
    await drainJobs();
    const set = (await app.inject({ url, headers })).json();
    expect(set.ltvMinor / assumed.ltvMinor).toBeCloseTo(0.4 / margin, 4);
  });
});

describe('the addresses', () => {
  it('page through a segment without a gap or a repeat', async () => {
    const { ws } = await makeSmallCompany();
    await refreshScores(ws, null);
    const headers = await withApiKey(ws, ['success.read']);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const url: string = `/api/v1/ranking?industry=Software&limit=2${cursor ? `&cursor=${cursor}` : ''}`;
      const page = (await app.inject({ url, headers })).json<RankingPage>();
      seen.push(...page.data.map((row) => row.account.externalId ?? ''));
      expect(page.freshness).toMatchObject({ isDataOld: false, asOf: TODAY.toISOString() });
      cursor = page.nextCursor;
    }
    const all = await rankAdvocates(ws, { limit: 50, filters: { industry: 'Software' }, locale: 'en' });
    expect(seen).toEqual(all.map(({ account }) => account.externalId));
  });

  it('tell who is excluded and why, who is at risk, and nothing about a foreign workspace', async () => {
    const { ws, account } = await makeSmallCompany();
    await recordTickets(ws, [
      { accountExternalId: 'c4', externalId: 't1', priority: 'urgent', openedAt: subDays(TODAY, 1) },
    ]);
    await refreshScores(ws, null);
    const headers = await withApiKey(ws, ['success.read']);
    const excluded = (await app.inject({ url: '/api/v1/ranking/excluded?reason=unhealthy', headers })).json();
    expect(excluded.data.map((row: { account: { externalId: string } }) => row.account.externalId)).toContain(
      'c4',
    );
    const risk = (await app.inject({ url: '/api/v1/accounts-at-risk', headers })).json();
    expect(risk.data[0]).toMatchObject({ health: { band: 'poor' }, isValidated: false });
    const { id: other } = await makeWorkspace();
    const stranger = await withApiKey(other);
    for (const path of [
      `ranking/${account('c1')}`,
      `accounts/${account('c1')}/health`,
      `accounts/${account('c1')}/lifetime-value`,
    ]) {
      expect((await app.inject({ url: `/api/v1/${path}`, headers })).statusCode).toBe(200);
      expect((await app.inject({ url: `/api/v1/${path}`, headers: stranger })).statusCode).toBe(404);
    }
    const write = await app.inject({
      method: 'PUT',
      url: '/api/v1/health-profiles',
      headers,
      body: { profiles: [] },
    });
    expect(write.statusCode).toBe(403);
  });

  it('refuse profiles of which none applies to all', async () => {
    const { id: ws } = await makeWorkspace();
    const headers = await withApiKey(ws);
    const { profiles } = (await app.inject({ url: '/api/v1/health-profiles', headers })).json();
    profiles[1].appliesTo = { planTiers: ['Team'] };
    const answer = await app.inject({
      method: 'PUT',
      url: '/api/v1/health-profiles',
      headers,
      body: { profiles },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0]).toMatchObject({ path: 'profiles' });
  });
});

describe('old data', () => {
  it('is scored as of its newest day, and says so', async () => {
    const { ws } = await makeSmallCompany();
    setClock(() => addDays(TODAY, 200));
    await refreshScores(ws, null);
    const headers = await withApiKey(ws);
    const { freshness, data } = (await app.inject({ url: '/api/v1/ranking', headers })).json();
    expect(freshness).toMatchObject({ isDataOld: true, asOf: '2026-07-01T00:00:00.000Z' });
    expect(data.length).toBeGreaterThan(0);
    setClock(() => TODAY);
  });
});

describe('a company of more accounts than are read at once', () => {
  it('is scored whole, and measured against all of its accounts', async () => {
    const { ws, account } = await makeSmallCompany();
    const alone = await refreshScores(ws, null);
    const [before] = await rankAdvocates(ws, { limit: 1, locale: 'en' });
    const others = Array.from({ length: 5_000 }, (_, number) => ({
      externalId: `o${number}`,
      name: `O${number}`,
    }));
    await saveAccounts(ws, others);
    expect(await refreshScores(ws, null)).toMatchObject({ accounts: alone.accounts + 5_000, isFull: true });
    const [after] = await rankAdvocates(ws, { limit: 1, locale: 'en' });
    expect(after?.account.id).toBe(account('c1'));
    // Beside so many of whom nothing is known the same facts are better ones.
    expect(after?.score).toBeGreaterThan(before?.score ?? 100);
  });
});

describe('a ranking whose facts have just changed', () => {
  it('says that it is being made anew, until it has been', async () => {
    const { ws } = await makeSmallCompany();
    await drainJobs();
    const headers = await withApiKey(ws, ['success.read']);
    const isBeingMade = async () =>
      (await app.inject({ url: '/api/v1/ranking', headers })).json().freshness.isBeingMade;
    expect(await isBeingMade()).toBe(false);
    await queueStale(ws, await listAccountIds(ws));
    expect(await isBeingMade()).toBe(true);
    await refreshScores(ws, await takeStale(ws));
    expect(await isBeingMade()).toBe(false);
  });
});

describe('the record', () => {
  it('shows health, value, risk and advocacy of an account, and its changes on the timeline', async () => {
    const { ws, account } = await makeSmallCompany();
    await refreshScores(ws, null);
    const { rows } = await pool().query('select * from customers.account_figures where account_id = $1', [
      account('c1'),
    ]);
    const [best] = await rankAdvocates(ws, { limit: 1, locale: 'en' });
    expect(rows[0]).toMatchObject({
      health_score: best?.health.score,
      health_band: 'good',
      ltv_minor: best?.ltvMinor,
      advocacy_score: best?.score,
    });
    expect(rows[0].churn_risk).toBeGreaterThan(0);
  });
});
