import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../test/support/http.ts';
import { setClock } from '../core/clock.ts';
import type { App } from '../core/http/server.ts';
import { saveAccounts } from '../customers/index.ts';
import { createApp } from '../main.ts';
import {
  listAccountFacts,
  recordSubscriptions,
  recordSurveyAnswers,
  recordTickets,
  recordUsage,
} from './index.ts';

useDatabase();

let app: App;
let ws: string;
let acme: string;
let headers: { authorization: string };
beforeAll(async () => {
  app = await createApp(testConfig());
  ws = (await makeWorkspace()).id;
  headers = await withApiKey(ws);
  const accounts = [
    { externalId: 'a1', name: 'Acme' },
    { externalId: 'a2', name: 'Beta' },
  ];
  acme = (await saveAccounts(ws, accounts))[0]?.id ?? '';
  await recordUsage(ws, [
    { accountExternalId: 'a1', feature: 'reports', day: '2024-06-03', quantity: 4 },
    { accountExternalId: 'a1', feature: 'exports', day: '2024-06-03', quantity: 1 },
    { accountExternalId: 'a1', feature: 'reports', day: '2024-06-10', quantity: 2 },
  ]);
  const pro = { plan: 'Pro', currency: 'USD' };
  await recordSubscriptions(ws, [
    { ...pro, externalId: 's1', accountExternalId: 'a1', mrrMinor: 10_000, startedOn: '2024-01-15' },
    {
      ...pro,
      externalId: 's1',
      accountExternalId: 'a1',
      mrrMinor: 12_000,
      startedOn: '2024-01-15',
      changedOn: '2024-05-10',
    },
    {
      ...pro,
      externalId: 's2',
      accountExternalId: 'a2',
      mrrMinor: 5_000,
      startedOn: '2024-02-01',
      endedOn: '2024-06-05',
    },
  ]);
  const opened = (day: number) => new Date(Date.UTC(2024, 5, day));
  await recordTickets(
    ws,
    [1, 2, 3].map((day) => ({
      externalId: `t${day}`,
      accountExternalId: 'a1',
      openedAt: opened(day),
      closedAt: day < 3 ? opened(9) : undefined,
    })),
  );
  await recordSurveyAnswers(ws, [
    { externalId: 'n1', accountExternalId: 'a1', kind: 'nps', score: 10, answeredAt: opened(4) },
  ]);
});
afterAll(() => app.close());
afterEach(() => setClock());

const at = (moment: string) => setClock(() => new Date(moment));
const get = (url: string) => app.inject({ url: `/api/v1/${url}`, headers });

describe('an account', () => {
  it('shows its usage by day and feature, and how fresh it is', async () => {
    at('2024-06-12T00:00:00Z');
    expect((await get(`accounts/${acme}/usage`)).json()).toMatchObject({
      from: '2024-03-15',
      days: [
        { day: '2024-06-03', quantity: 5 },
        { day: '2024-06-10', quantity: 2 },
      ],
      features: [
        { feature: 'reports', quantity: 6, days: 2 },
        { feature: 'exports', quantity: 1 },
      ],
      freshness: { state: 'fresh' },
    });
    at('2024-09-01T00:00:00Z');
    expect((await get(`accounts/${acme}/usage`)).json()).toMatchObject({ freshness: { state: 'stale' } });
  });

  it('lists tickets page by page, and only what is asked for', async () => {
    const first = (await get(`accounts/${acme}/tickets?limit=2`)).json();
    expect(first.data.map((ticket: { externalId: string }) => ticket.externalId)).toEqual(['t3', 't2']);
    const rest = (await get(`accounts/${acme}/tickets?limit=2&cursor=${first.nextCursor}`)).json();
    expect(rest).toMatchObject({ data: [{ externalId: 't1' }], nextCursor: null });
    expect((await get(`accounts/${acme}/tickets?state=open`)).json().data).toHaveLength(1);
    expect((await get(`accounts/${acme}/subscriptions?state=active`)).json()).toMatchObject({
      data: [{ mrrMinor: 12_000, hasUpgraded: true }],
    });
    expect((await get(`accounts/${acme}/survey-answers?kind=nps`)).json()).toMatchObject({
      data: [{ score: 10, wave: '2024-Q2', survey: 'NPS' }],
    });
  });

  it('of another workspace is not found', async () => {
    const stranger = await withApiKey((await makeWorkspace()).id);
    for (const list of ['usage', 'tickets', 'subscriptions', 'survey-answers']) {
      const answer = await app.inject({ url: `/api/v1/accounts/${acme}/${list}`, headers: stranger });
      expect(answer.statusCode).toBe(404);
    }
  });
});

describe('reports', () => {
  it('show months of MRR that add up, with retention of the customers at the start', async () => {
    const mrr = (await get('signals/mrr?from=2024-05&to=2024-06')).json();
    expect(mrr).toMatchObject({
      currency: 'USD',
      months: [
        { month: '2024-05', startMinor: 15_000, expansionMinor: 2_000, endMinor: 17_000 },
        { month: '2024-06', startMinor: 17_000, churnedMinor: -5_000, endMinor: 12_000 },
      ],
      retention: { nrr: 0.8, customers: 2 },
    });
    expect(mrr.retention.grr).toBeCloseTo(2 / 3, 10);
    expect((await get('signals/mrr?from=2024-05&to=2024-04')).statusCode).toBe(422);
  });

  it('keep missing apart from zero', async () => {
    const headersOfNew = await withApiKey((await makeWorkspace()).id);
    const empty = await app.inject({ url: '/api/v1/signals/satisfaction', headers: headersOfNew });
    expect(empty.json()).toMatchObject({ nps: null, csat: null, freshness: { state: 'missing' } });
    const costs = await app.inject({ url: '/api/v1/signals/costs', headers: headersOfNew });
    expect(costs.json()).toMatchObject({ totalMinor: 0, crcMinor: null, ratio: null });
    const satisfaction = (await get('signals/satisfaction?from=2024-06&to=2024-06')).json();
    expect(satisfaction).toMatchObject({ nps: { score: 100, count: 1, isSmall: true }, csat: null });
  });

  it('take a cost by hand and show it per customer', async () => {
    const body = {
      kind: 'people',
      name: 'Team',
      amountMinor: 60_000,
      currency: 'USD',
      firstMonth: '2024-05',
      months: 2,
    };
    const post = (cost: object) =>
      app.inject({ method: 'POST', url: '/api/v1/signals/costs', headers, body: cost });
    expect((await post(body)).statusCode).toBe(201);
    expect((await post({ ...body, accountIds: ['acc_unknown'] })).json()).toMatchObject({
      errors: [{ path: 'accountIds' }],
    });
    expect((await get('signals/costs?from=2024-05&to=2024-06')).json()).toMatchObject({
      months: [
        { peopleMinor: 30_000, payingAccounts: 2 },
        { peopleMinor: 30_000, payingAccounts: 2 },
      ],
      totalMinor: 60_000,
      crcMinor: 30_000,
      entries: [{ name: 'Team', firstMonth: '2024-05', accountIds: null }],
    });
  });
});

describe('time logged on accounts', () => {
  it('shares costs until evenly is chosen, and is told with them', async () => {
    const { id: company } = await makeWorkspace();
    const as = { headers: await withApiKey(company) };
    const ask = async (method: 'GET' | 'POST' | 'PUT', url: string, body?: object) =>
      (await app.inject({ method, url: `/api/v1/${url}`, ...as, ...(body && { body }) })).json();
    const [busy, calm] = await saveAccounts(company, [{ name: 'Busy' }, { name: 'Calm' }]);
    const ids = [busy?.id ?? '', calm?.id ?? ''];
    await recordSubscriptions(
      company,
      ids.map((accountId, n) => ({
        ...{ accountId, externalId: `s${n}`, plan: 'Team', mrrMinor: 1_000, currency: 'USD' },
        startedOn: '2024-01-01',
      })),
    );
    await ask('POST', 'signals/costs', {
      ...{ kind: 'people', name: 'Team', amountMinor: 6_000, currency: 'USD' },
      ...{ firstMonth: '2024-05', months: 1 },
    });
    for (const [accountId, minutes] of [
      [ids[0], 45],
      [ids[1], 15],
    ]) {
      const work = { kind: 'work', accountId, durationMinutes: minutes, at: '2024-05-14T10:00:00Z' };
      expect(await ask('POST', 'activities', work)).toMatchObject({ durationMinutes: minutes });
    }
    const sharesOf = async () =>
      (await listAccountFacts(company, ids, new Date('2024-05-20T12:00:00Z'))).map(
        ({ crcMinor12m }) => crcMinor12m,
      );
    expect(await sharesOf()).toEqual([4_500, 1_500]);
    const view = () => ask('GET', 'signals/costs?from=2024-05&to=2024-05');
    expect(await view()).toMatchObject({
      sharedBy: 'time',
      months: [{ loggedMinutes: 60, timedAccounts: 2, payingAccounts: 2 }],
    });
    await ask('PUT', 'signals/cost-sharing', { sharedBy: 'even' });
    expect(await sharesOf()).toEqual([3_000, 3_000]);
    expect(await view()).toMatchObject({ sharedBy: 'even' });
    const wrong = await ask('PUT', 'signals/cost-sharing', { sharedBy: 'mood' });
    expect(wrong).toMatchObject({ status: 422, errors: [{ path: 'sharedBy' }] });
  });
});

describe('sources', () => {
  it('are made and deleted by those who may, and their keys end with them', async () => {
    const viewer = await signInAsRole(app, ws, 'viewer');
    const post = (as: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/api/v1/sources', headers: as, body: { name: 'Our app' } });
    expect((await post(viewer)).statusCode).toBe(403);
    const { id, writeKey } = (await post(headers)).json();
    const send = () =>
      app.inject({ method: 'POST', url: '/v1/track', body: { writeKey, event: 'x', userId: 'u' } });
    expect((await send()).statusCode).toBe(200);
    expect((await get('sources')).json()).toMatchObject({ data: [{ id, name: 'Our app' }] });
    expect((await app.inject({ method: 'DELETE', url: `/api/v1/sources/${id}`, headers })).statusCode).toBe(
      204,
    );
    expect((await send()).statusCode).toBe(401);
    expect((await app.inject({ method: 'DELETE', url: `/api/v1/sources/${id}`, headers })).statusCode).toBe(
      404,
    );
  });
});
