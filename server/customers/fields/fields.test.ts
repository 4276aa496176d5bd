import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../../test/support/http.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

const TIER = {
  ...{ object: 'account', key: 'tier', name: 'Partner tier', type: 'choice' },
  choices: [
    { key: 'gold', label: 'Gold', color: 'yellow' },
    { key: 'silver', label: 'Silver' },
  ],
};

async function enter() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const send = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { body } : {}) });
  const field = async (wanted: object) => {
    const answer = await send('POST', '/fields', wanted);
    expect(answer.statusCode, answer.body).toBe(201);
    return answer.json();
  };
  const account = async (name: string, fields: object = {}) => {
    const answer = await send('POST', '/accounts', { name, fields });
    expect(answer.statusCode, answer.body).toBe(201);
    return answer.json();
  };
  const names = async (query: string) => {
    const answer = await send('GET', `/accounts?${query}`);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json().data.map(({ name }: { name: string }) => name);
  };
  return { ws, send, field, account, names };
}

const ofAccount = (key: string, type: string) => ({ object: 'account', key, name: key, type });
const codeOf = (answer: { statusCode: number; json(): { code: string } }) => [
  answer.statusCode,
  answer.json().code,
];

describe('a field of the workspace’s own', () => {
  it('is refused by name when its key reads like a built-in one, and once more under a key that is taken', async () => {
    const { send, field } = await enter();
    const answer = await send('POST', '/fields', ofAccount('plan_tier', 'text'));
    expect(answer.json().errors).toEqual([{ path: 'key', message: 'is the built-in field “planTier”' }]);
    await field(TIER);
    const asked = await Promise.all(
      [1, 2, 3].map(() => send('POST', '/fields', ofAccount('score', 'number'))),
    );
    expect(asked.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409]);
    expect((await send('POST', '/fields', { ...TIER, object: 'person', choices: [] })).statusCode).toBe(422);
  });

  it('keeps type and used choices while records have a value, and its values while it is archived', async () => {
    const { send, field, account } = await enter();
    const { id } = await field(TIER);
    const { id: accountId } = await account('Acme', { tier: 'gold' });
    const path = `/fields/${id}`;
    expect(codeOf(await send('PATCH', path, { type: 'text', choices: [] }))).toEqual([409, 'field_is_used']);
    expect(codeOf(await send('PATCH', path, { choices: [TIER.choices[1]] }))).toEqual([409, 'field_is_used']);
    expect((await send('PATCH', path, { choices: [TIER.choices[0]] })).json().choices).toHaveLength(1);
    expect((await send('GET', '/fields?object=account')).json().data[0]).toMatchObject({ usedCount: 1 });
    expect((await send('POST', `${path}/archival`)).json().archivedAt).not.toBeNull();
    const read = async () => (await send('GET', `/accounts/${accountId}`)).json().fields;
    expect(await read()).toEqual({});
    expect((await send('PATCH', `/accounts/${accountId}`, { fields: { tier: 'gold' } })).statusCode).toBe(
      422,
    );
    expect((await send('DELETE', `${path}/archival`)).json().archivedAt).toBeNull();
    expect(await read()).toEqual({ tier: 'gold' });
  });

  it('is put in another order, and changed by owners and admins alone', async () => {
    const { ws, send, field } = await enter();
    const ids = [await field(TIER), await field(ofAccount('since', 'date'))].map(({ id }) => id).toReversed();
    const { data } = (await send('PUT', '/fields/order', { object: 'account', ids })).json();
    expect(data.map(({ id }: { id: string }) => id)).toEqual(ids);
    const headers = await signInAsRole(app, ws, 'sales');
    const post = { method: 'POST', url: `/api/v1/fields/${ids[0]}/archival`, headers } as const;
    expect((await app.inject(post)).statusCode).toBe(403);
    const get = { method: 'GET', url: '/api/v1/fields', headers } as const;
    expect((await app.inject(get)).statusCode).toBe(200);
  });
});

describe('values', () => {
  it('are judged by the type, each wrong one named', async () => {
    const { send, field } = await enter();
    await field(TIER);
    for (const type of ['text', 'number', 'money', 'date', 'link', 'checkbox', 'member'])
      await field(ofAccount(`a_${type}`, type));
    const wrong = {
      ...{ tier: 'bronze', a_text: 1, a_number: '1', a_money: { amountMinor: 1.5 }, a_date: '2026-02-30' },
      ...{ a_link: 'javascript:alert(1)', a_checkbox: 'yes', a_member: 'usr_none', unknown: 1 },
    };
    const answer = await send('POST', '/accounts', { name: 'Acme', fields: wrong });
    expect(answer.statusCode).toBe(422);
    const paths = answer.json().errors.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(Object.keys(wrong).map((key) => `fields.${key}`));
    expect((await send('GET', '/accounts')).json().data).toEqual([]);
  });

  it('absent stay, null erases, and each change is on the timeline', async () => {
    const { send, field, account } = await enter();
    await field(TIER);
    await field(ofAccount('budget', 'money'));
    const { id, fields } = await account('Acme', { tier: 'gold', budget: { amountMinor: 1_250 } });
    expect(fields).toEqual({ tier: 'gold', budget: { amountMinor: 1_250, currency: 'USD' } });
    const changed = await send('PATCH', `/accounts/${id}`, { fields: { tier: 'silver' } });
    expect(changed.json().fields).toEqual({ tier: 'silver', budget: fields.budget });
    const erased = await send('PATCH', `/accounts/${id}`, { fields: { budget: null } });
    expect(erased.json().fields).toEqual({ tier: 'silver' });
    const told = (await send('GET', `/accounts/${id}/timeline`)).json().data;
    const texts = told.map(({ text }: { text: string }) => text);
    expect(texts).toEqual(expect.arrayContaining(['Partner tier is now Silver', 'budget was emptied']));
  });

  it('of two people who change different fields at once are both kept', async () => {
    const { send, field, account } = await enter();
    const keys = ['one', 'two', 'three', 'four'];
    for (const key of keys) await field(ofAccount(key, 'number'));
    const { id } = await account('Acme');
    await Promise.all(
      keys.map((key, value) => send('PATCH', `/accounts/${id}`, { fields: { [key]: value } })),
    );
    expect((await send('GET', `/accounts/${id}`)).json().fields).toEqual({
      one: 0,
      two: 1,
      three: 2,
      four: 3,
    });
  });
});

describe('a list', () => {
  it('is filtered by what each type can be asked', async () => {
    const { send, field, account, names } = await enter();
    await field(TIER);
    await field(ofAccount('since', 'date'));
    await field(ofAccount('motto', 'text'));
    await field({ ...TIER, key: 'badges', type: 'multi_choice' });
    await account('A', { tier: 'gold', since: '2024-01-01', motto: 'Be Quick', badges: ['gold', 'silver'] });
    await account('B', { tier: 'silver', since: '2025-06-01', badges: ['silver'] });
    await account('C');
    expect(await names('field=tier:is:gold')).toEqual(['A']);
    expect(await names('field=tier:is:gold,silver&field=since:after:2024-12-31')).toEqual(['B']);
    expect(await names('field=tier:is_not:gold')).toEqual(['B', 'C']);
    expect(await names('field=motto:contains:be%20q')).toEqual(['A']);
    expect(await names('field=badges:is:silver')).toEqual(['A', 'B']);
    expect(await names('field=since:empty')).toEqual(['C']);
    const csv = await send('GET', '/accounts/export.csv?field=tier:is:gold');
    expect(csv.body.split('\n').filter((line) => line.includes('2024-01-01'))).toHaveLength(1);
    expect(csv.body).not.toContain('B,');
    for (const asked of [
      'field=none:is:x',
      'field=tier:at_least:1',
      'field=since:before:soon',
      'sort=fields.none',
    ])
      expect((await send('GET', `/accounts?${asked}`)).statusCode, asked).toBe(422);
  });

  it('is sorted by a field page by page, with empty values last, in both directions', async () => {
    const { send, field, account } = await enter();
    await field(ofAccount('score', 'number'));
    for (const [name, score] of Object.entries({ A: 5, B: null, C: 1, D: 5, E: null, F: 9 }))
      await account(name, { score });
    const all = async (direction: string) => {
      const read: string[] = [];
      let cursor = '';
      do {
        const answer = await send(
          'GET',
          `/accounts?sort=fields.score&direction=${direction}&limit=1${cursor}`,
        );
        const { data, nextCursor } = answer.json();
        read.push(...data.map(({ name }: { name: string }) => name));
        cursor = nextCursor ? `&cursor=${encodeURIComponent(nextCursor)}` : '';
      } while (cursor);
      return read.join('');
    };
    expect(await all('asc')).toBe('CADFBE');
    expect(await all('desc')).toBe('FDACEB');
  });

  it('of people has fields of its own', async () => {
    const { send, field } = await enter();
    await field({ object: 'person', key: 'vip', name: 'VIP', type: 'checkbox' });
    await send('POST', '/people', { email: 'a@x.example', fields: { vip: true } });
    await send('POST', '/people', { email: 'b@x.example' });
    const { data } = (await send('GET', '/people?field=vip:is:true&sort=fields.vip')).json();
    expect(data).toMatchObject([{ email: 'a@x.example', fields: { vip: true } }]);
  });
});

describe('a merge', () => {
  it('takes each field from the record that was chosen, and its undo gives both back as they were', async () => {
    const { send, field, account } = await enter();
    await field(TIER);
    await field(ofAccount('since', 'date'));
    await field(ofAccount('motto', 'text'));
    const kept = await account('Acme', { tier: 'gold', motto: 'One' });
    const merged = await account('Acme Ltd', { tier: 'silver', since: '2024-01-01', motto: 'Two' });
    const pair = { object: 'account', keptId: kept.id, mergedId: merged.id };
    const preview = (await send('GET', `/merges/preview?${new URLSearchParams(pair)}`)).json();
    expect(preview.fields.find(({ field: name }: { field: string }) => name === 'fields.tier')).toMatchObject(
      {
        ...{ name: 'Partner tier', keptText: 'Gold', mergedText: 'Silver', isSame: false },
      },
    );
    const choices = { 'fields.tier': 'merged', 'fields.motto': 'kept' };
    const { id } = (await send('POST', '/merges', { ...pair, choices })).json();
    const read = async (accountId: string) => (await send('GET', `/accounts/${accountId}`)).json().fields;
    expect(await read(kept.id)).toEqual({ tier: 'silver', since: '2024-01-01', motto: 'One' });
    expect((await send('DELETE', `/merges/${id}`)).statusCode).toBe(200);
    expect([await read(kept.id), await read(merged.id)]).toEqual([kept.fields, merged.fields]);
    const { data } = (await send('GET', '/accounts?field=tier:is:gold')).json();
    expect(data.map((row: { id: string }) => row.id)).toEqual([kept.id]);
  });
});
