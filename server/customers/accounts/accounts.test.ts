import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { saveAccounts, savePeople, writeAccountFigures } from '../index.ts';
import type { Account } from '../schema/account.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function enter() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const get = async (url: string) => app.inject({ url: `/api/v1${url}`, headers });
  const send = async (method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, body?: object) =>
    app.inject({ method, url: `/api/v1${url}`, headers, ...(body ? { body } : {}) });
  return { ws, headers, get, send };
}

async function readAll(get: Awaited<ReturnType<typeof enter>>['get'], query: string) {
  const names: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const answer = await get(`/accounts?${query}${cursor ? `&cursor=${cursor}` : ''}`);
    expect(answer.statusCode).toBe(200);
    const page = answer.json<{ data: Account[]; nextCursor: string | null }>();
    names.push(...page.data.map((account) => account.name));
    cursor = page.nextCursor;
  }
  return names;
}

describe('the list of accounts', () => {
  it('pages through every account once, in both directions of every sort, blanks last', async () => {
    const { ws, get } = await enter();
    const saved = await saveAccounts(
      ws,
      Array.from({ length: 23 }, (_, index) => ({
        externalId: `a${index}`,
        name: `Acme ${index % 4}`,
        seats: index % 3 ? index % 5 : undefined,
        signedUpAt: index % 2 ? new Date(2024, index % 3, 1) : undefined,
      })),
    );
    await writeAccountFigures(
      ws,
      saved.slice(0, 15).map(({ id }, index) => ({
        accountId: id,
        mrrMinor: (index % 4) * 100,
        healthScore: index / 3,
        lastActiveAt: new Date(2025, 1, 1 + (index % 3), 1, 2, 3, 456),
      })),
    );
    for (const sort of [
      'name',
      'createdAt',
      'signedUpAt',
      'seats',
      'mrrMinor',
      'healthScore',
      'lastActiveAt',
      'ltvMinor',
    ])
      for (const direction of ['asc', 'desc'])
        expect(await readAll(get, `sort=${sort}&direction=${direction}&limit=4`)).toHaveLength(23);
    const byHealth = (await get('/accounts?sort=healthScore&direction=asc&limit=100')).json<{
      data: Account[];
    }>();
    const scores = byHealth.data.map((account) => account.figures.healthScore);
    expect(scores.slice(0, 15)).toEqual(scores.slice(0, 15).toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    expect(scores.slice(15)).toEqual(Array.from({ length: 8 }, () => null));
    const ids = new Set(byHealth.data.map((account) => account.id));
    expect(ids.size).toBe(23);
  });

  it('filters by any of several values, by nothing, by figures and by words', async () => {
    const { ws, get } = await enter();
    const saved = await saveAccounts(ws, [
      { externalId: 'a1', name: 'Älpha_1', channel: 'Partner', stage: 'trial' },
      { externalId: 'a2', name: 'Beta', channel: 'ads', stage: 'customer' },
      { externalId: 'a3', name: 'บริษัทแกมมา', domain: 'gamma.example' },
    ]);
    await writeAccountFigures(ws, [
      { accountId: saved[1]?.id ?? '', mrrMinor: 5_000, healthBand: 'good', affiliateId: 'aff_1' },
    ]);
    expect(await readAll(get, 'channel=partner&channel=ads')).toEqual(['Älpha_1', 'Beta']);
    expect(await readAll(get, 'channel=none')).toEqual(['บริษัทแกมมา']);
    expect(await readAll(get, 'ownerId=none&stage=trial')).toEqual(['Älpha_1']);
    expect(await readAll(get, 'minMrrMinor=5000&healthBand=good&isAffiliate=true')).toEqual(['Beta']);
    expect(await readAll(get, 'isAffiliate=false')).toHaveLength(2);
    expect(await readAll(get, 'q=alpha')).toEqual(['Älpha_1']);
    expect(await readAll(get, 'q=a_1')).toEqual(['Älpha_1']);
    expect(await readAll(get, 'q=al')).toEqual(['Älpha_1']);
    expect(await readAll(get, `q=${encodeURIComponent('แกมมา')}`)).toEqual(['บริษัทแกมมา']);
    expect(await readAll(get, 'q=gamma.ex')).toEqual(['บริษัทแกมมา']);
    expect(await readAll(get, 'q=%25')).toEqual([]);
    expect((await get('/accounts/choices')).json()).toMatchObject({ channels: ['ads', 'partner'] });
  });

  it('names the field of what it cannot read', async () => {
    const { get } = await enter();
    const wrong: Record<string, string> = {
      'sort=color': 'sort',
      'limit=1000': 'limit',
      'minChurnRisk=2': 'minChurnRisk',
      'signedUpAfter=yesterday': 'signedUpAfter',
      'signedUpAfter=0000-01-01': 'signedUpAfter',
      'q=%00': 'q',
      'cursor=garbage': 'cursor',
      [`sort=mrrMinor&cursor=${Buffer.from('{"value":"text","id":"x"}').toString('base64url')}`]: 'cursor',
    };
    for (const [query, path] of Object.entries(wrong)) {
      const answer = await get(`/accounts?${query}`);
      expect([query, answer.statusCode]).toEqual([query, 422]);
      expect(answer.json<{ errors: { path: string }[] }>().errors[0]?.path).toBe(path);
    }
  });
});

describe('one account', () => {
  it('is made from a name alone, and told when it is there already', async () => {
    const { get, send } = await enter();
    const made = await send('POST', '/accounts', { name: 'Acme', signedUpAt: '2024-10-16' });
    expect(made.statusCode).toBe(201);
    const { id } = made.json<Account>();
    expect((await get(`/accounts/${id}`)).json()).toMatchObject({
      name: 'Acme',
      stage: 'lead',
      signedUpAt: '2024-10-16T00:00:00.000Z',
      peopleCount: 0,
      figures: { healthBand: 'not_scored', mrrMinor: null },
    });
    expect((await send('POST', '/accounts', { name: 'acme' })).json()).toMatchObject({
      status: 409,
      code: 'account_exists',
    });
  });

  it('changes what is given, erases what is null, and leaves a trail', async () => {
    const { ws, get, send } = await enter();
    const [saved] = await saveAccounts(ws, [
      { externalId: 'a1', name: 'Acme', industry: 'EdTech', attributes: { a: 1, b: 2 } },
    ]);
    const url = `/accounts/${saved?.id}`;
    const answer = await send('PATCH', url, {
      industry: null,
      stage: 'churned',
      stageReason: 'Too {{dear}} $t(customers:stage.lead)',
      attributes: { a: null, c: 3 },
    });
    expect(answer.json()).toMatchObject({ name: 'Acme', industry: null, attributes: { b: 2, c: 3 } });
    const [told] = (await get(`${url}/timeline`)).json<{ data: { kind: string; text: string }[] }>().data;
    expect(told).toMatchObject({
      kind: 'stage_change',
      text: 'Stage changed from Lead to Churned: Too {{dear}} $t(customers:stage.lead)',
    });
    const trail = (await get(`/audit-entries?objectId=${saved?.id}`)).json<{ data: object[] }>().data;
    expect(trail).toMatchObject([
      { action: 'account.changed', before: { industry: 'EdTech', stage: 'lead' }, after: { industry: null } },
    ]);
  });

  it('keeps when onboarding was finished, with each change of it on the timeline and in the trail', async () => {
    const { ws, get, send } = await enter();
    const onboardedAt = new Date('2026-03-05T10:00:00Z');
    const [saved] = await saveAccounts(ws, [{ externalId: 'a1', name: 'Acme', onboardedAt }]);
    await saveAccounts(ws, [{ externalId: 'a1', name: 'Acme Ltd' }]);
    const url = `/accounts/${saved?.id}`;
    expect((await get(url)).json()).toMatchObject({ onboardedAt: onboardedAt.toISOString() });
    expect((await send('PATCH', url, { onboardedAt: null })).json()).toMatchObject({ onboardedAt: null });
    await saveAccounts(ws, [{ externalId: 'a1', onboardedAt: new Date('2026-03-07') }]);
    const told = (await get(`${url}/timeline`)).json<{ data: { text: string }[] }>().data;
    expect(told.map(({ text }) => text)).toEqual([
      'Onboarding finished on 2026-03-07',
      'Onboarding is not finished any more',
      'Onboarding finished on 2026-03-05',
    ]);
    const trail = (await get(`/audit-entries?objectId=${saved?.id}`)).json<{ data: object[] }>().data;
    expect(trail).toMatchObject([
      { before: { onboardedAt: onboardedAt.toISOString() }, after: { onboardedAt: null } },
      { action: 'account.seen' },
    ]);
  });

  it('is not changed over what somebody else has changed meanwhile, when the reader says what was read', async () => {
    const { send } = await enter();
    const made = (await send('POST', '/accounts', { name: 'Acme' })).json<{
      id: string;
      updatedAt: string;
    }>();
    const url = `/accounts/${made.id}`;
    const first = await send('PATCH', url, { industry: 'EdTech', readAt: made.updatedAt });
    expect(first.statusCode).toBe(200);
    const second = await send('PATCH', url, { industry: 'FinTech', readAt: made.updatedAt });
    expect(second.json()).toMatchObject({ status: 409, code: 'changed_meanwhile' });
  });

  it('of another workspace is not found, whatever one tries', async () => {
    const { get, send } = await enter();
    const { id: other } = await makeWorkspace();
    const [theirs] = await saveAccounts(other, [{ name: 'Theirs' }]);
    const [somebody] = await savePeople(other, [{ email: 'ann@theirs.example' }]);
    const url = `/accounts/${theirs?.id}`;
    const person = `/people/${somebody?.id}`;
    const answers = await Promise.all([
      get(url),
      get(`${url}/timeline`),
      get(`${url}/people`),
      get(person),
      get(`${person}/timeline`),
      send('PATCH', url, { name: 'Mine' }),
      send('PATCH', person, { name: 'Mine' }),
      send('POST', `${url}/notes`, { body: 'mine' }),
      send('POST', `${person}/notes`, { body: 'mine' }),
      send('PUT', `${url}/stakeholders/${somebody?.id}`, { role: 'user' }),
      send('DELETE', `${url}/stakeholders/${somebody?.id}`),
      send('POST', '/accounts/bulk', { field: 'channel', ids: [theirs?.id], value: 'ads' }),
    ]);
    expect(answers.map((answer) => answer.statusCode)).toEqual(answers.map(() => 404));
  });

  it('names the field of a wrong change', async () => {
    const { send } = await enter();
    const { id } = (await send('POST', '/accounts', { name: 'Acme' })).json<Account>();
    const wrong: [object, string][] = [
      [{ seats: -1 }, 'seats'],
      [{ stage: 'gone' }, 'stage'],
      [{ ownerId: 'nobody' }, 'ownerId'],
      [{ signedUpAt: true }, 'signedUpAt'],
      [{ name: 'with\0zero' }, 'name'],
      [{ name: null }, 'name'],
    ];
    for (const [body, path] of wrong) {
      const answer = await send('PATCH', `/accounts/${id}`, body);
      expect([path, answer.statusCode]).toEqual([path, 422]);
      expect(answer.json<{ errors: { path: string }[] }>().errors[0]?.path).toBe(path);
    }
    expect((await send('POST', '/accounts', {})).json()).toMatchObject({ errors: [{ path: 'name' }] });
  });

  it('is read by a viewer and changed by nobody without the right', async () => {
    const { ws } = await enter();
    const headers = await signInAsRole(app, ws, 'viewer');
    expect((await app.inject({ url: '/api/v1/accounts', headers })).statusCode).toBe(200);
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/accounts',
      headers,
      body: { name: 'A' },
    });
    expect(answer.statusCode).toBe(403);
  });
});
