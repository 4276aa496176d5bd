import { addDays } from 'date-fns/addDays';
import { subDays } from 'date-fns/subDays';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { makeSmallCompany, TODAY } from '../../../test/support/small-company.ts';
import { setClock } from '../../core/clock.ts';
import { subscribe } from '../../core/events.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { recordTickets } from '../../signals/index.ts';
import { type BandChanges, getHealth, refreshScores } from '../index.ts';

useDatabase();

const heard: BandChanges['changes'] = [];
let app: App;
beforeAll(async () => {
  setClock(() => TODAY);
  app = await createApp(testConfig());
  subscribe<BandChanges>('health.band_changed', 'test.bands', async ({ payload }) => {
    heard.push(...payload.changes);
  });
});
afterAll(async () => {
  setClock();
  await app.close();
});

describe('health', () => {
  it('has a history that tells a change of the customer from a change of the configuration', async () => {
    const { ws, account } = await makeSmallCompany();
    await refreshScores(ws, null);
    await drainJobs();
    heard.length = 0;
    await recordTickets(ws, [
      { accountExternalId: 'c1', externalId: 't1', priority: 'urgent', openedAt: subDays(TODAY, 1) },
    ]);
    await drainJobs();
    const capped = await getHealth(ws, account('c1'), 'en');
    expect(capped).toMatchObject({ score: 40, band: 'poor' });
    expect(capped.notes[0]?.text).toBe('Open urgent tickets: the score is capped at 40.');
    expect(heard).toEqual([
      { accountId: account('c1'), from: 'good', to: 'poor', score: 40, cause: 'customer' },
    ]);
    const headers = await withApiKey(ws);
    const { profiles } = (await app.inject({ url: '/api/v1/health-profiles', headers })).json();
    for (const profile of profiles) profile.exceptions = [];
    const saved = await app.inject({
      method: 'PUT',
      url: '/api/v1/health-profiles',
      headers,
      body: { profiles },
    });
    expect(saved.json()).toMatchObject({ version: 1 });
    await drainJobs();
    const { history, profile } = await getHealth(ws, account('c1'), 'en');
    expect(profile.version).toBe(1);
    expect(history.map(({ cause }) => cause)).toEqual(['configuration', 'customer', 'first']);
  });

  it('that is set by hand holds until it expires, with author and reason', async () => {
    const { ws, account } = await makeSmallCompany();
    await refreshScores(ws, null);
    const before = await getHealth(ws, account('c5'), 'en');
    const headers = await withApiKey(ws);
    const url = `/api/v1/accounts/${account('c5')}/health/override`;
    const body = { score: 20, reason: 'Their sponsor left', expiresAt: addDays(TODAY, 30).toISOString() };
    const answer = await app.inject({ method: 'PUT', url, headers, body });
    expect(answer.json()).toMatchObject({
      score: 20,
      band: 'poor',
      override: { reason: 'Their sponsor left', author: 'test' },
    });
    const past = await app.inject({
      method: 'PUT',
      url,
      headers,
      body: { ...body, expiresAt: TODAY.toISOString() },
    });
    expect(past.statusCode).toBe(422);
    setClock(() => addDays(TODAY, 1));
    await refreshScores(ws, null);
    expect(await getHealth(ws, account('c5'), 'en')).toMatchObject({ score: 20 });
    setClock(() => TODAY);
    expect((await app.inject({ method: 'DELETE', url, headers })).json()).toMatchObject({
      score: before.score,
      override: null,
    });
    expect((await app.inject({ method: 'DELETE', url, headers })).statusCode).toBe(404);
  });

  it('takes a pulse as an input and never forgets to say what is missing', async () => {
    const { ws, account } = await makeSmallCompany();
    await refreshScores(ws, null);
    const headers = await withApiKey(ws);
    const url = `/api/v1/accounts/${account('c5')}/health/pulse`;
    const body = { value: 0, expiresAt: addDays(TODAY, 30).toISOString() };
    const before = (await app.inject({ url: `/api/v1/accounts/${account('c5')}/health`, headers })).json();
    const after = (await app.inject({ method: 'PUT', url, headers, body })).json();
    expect(after.score).toBeLessThan(before.score);
    const states = Object.fromEntries(
      before.contributions.map((entry: { measure: string; state: string }) => [entry.measure, entry.state]),
    );
    expect(states).toMatchObject({ pulse: 'missing', csat: 'missing', nps: 'used', seatShare: 'missing' });
  });
});
