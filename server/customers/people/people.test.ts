import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { listStakeholders, saveAccounts, savePeople } from '../index.ts';
import type { PersonView } from '../schema/person.ts';

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
  return { ws, get, send };
}

describe('one person', () => {
  it('is made from an e-mail address alone, and told when they are there already', async () => {
    const { get, send } = await enter();
    const made = await send('POST', '/people', { email: 'Ann@Acme.com' });
    expect(made.statusCode).toBe(201);
    const { id } = made.json<PersonView>();
    expect((await get(`/people/${id}`)).json()).toMatchObject({ email: 'ann@acme.com', accounts: [] });
    expect((await send('POST', '/people', { email: 'ann@acme.com' })).json()).toMatchObject({
      status: 409,
      code: 'person_exists',
    });
  });

  it('changes, joins an account, and is refused an address that somebody else has', async () => {
    const { ws, send } = await enter();
    const [account] = await saveAccounts(ws, [{ name: 'Acme' }]);
    const [ann] = await savePeople(ws, [{ email: 'ann@acme.com' }, { email: 'bob@acme.com' }]);
    const url = `/people/${ann?.id}`;
    const joined = await send('PATCH', url, { name: 'Ann', accountId: account?.id, stage: 'customer' });
    expect(joined.json()).toMatchObject({
      name: 'Ann',
      accountName: 'Acme',
      accounts: [{ accountId: account?.id, role: null }],
    });
    const taken = await send('PATCH', url, { email: 'bob@acme.com' });
    expect(taken.json()).toMatchObject({ status: 409, code: 'person_exists' });
    const nobody = await send('PATCH', url, { email: null, name: null });
    expect(nobody.json()).toMatchObject({ status: 422, errors: [{ path: 'email' }] });
  });

  it('names the field of what is wrong', async () => {
    const { send } = await enter();
    const wrong: [object, string][] = [
      [{}, 'email'],
      [{ email: 'not an address' }, 'email'],
      [{ email: 'a@b.co', role: 'king' }, 'role'],
      [{ email: 'a@b.co', accountId: 'acc_unknown' }, 'accountId'],
      [{ email: 'a@b.co', ownerId: 'nobody' }, 'ownerId'],
    ];
    for (const [body, path] of wrong) {
      const answer = await send('POST', '/people', body);
      expect([path, answer.statusCode]).toEqual([path, 422]);
      expect(answer.json<{ errors: { path: string }[] }>().errors[0]?.path).toBe(path);
    }
  });
});

describe('the part of a person in an account', () => {
  it('is set, listed by weight, and ended without losing the person', async () => {
    const { ws, get, send } = await enter();
    const [account] = await saveAccounts(ws, [{ name: 'Acme' }]);
    const people = await savePeople(ws, [{ email: 'ann@acme.com' }, { email: 'bob@acme.com' }]);
    const [ann, bob] = people.map((person) => `/accounts/${account?.id}/stakeholders/${person.id}`);
    await send('PUT', ann ?? '', { role: 'user', weight: 20 });
    await send('PUT', bob ?? '', { role: 'champion', weight: 90 });
    const listed = await get(`/accounts/${account?.id}/people?limit=1`);
    const { data, nextCursor } = listed.json<{ data: object[]; nextCursor: string }>();
    expect(data).toMatchObject([{ email: 'bob@acme.com', role: 'champion', weight: 90 }]);
    const rest = await get(`/accounts/${account?.id}/people?limit=1&cursor=${nextCursor}`);
    expect(rest.json()).toMatchObject({ data: [{ email: 'ann@acme.com' }], nextCursor: null });
    expect((await send('DELETE', bob ?? '')).statusCode).toBe(204);
    expect((await send('DELETE', bob ?? '')).statusCode).toBe(404);
    expect(await listStakeholders(ws, [account?.id ?? ''])).toMatchObject([{ role: 'user' }]);
    expect((await get(`/people/${people[1]?.id}`)).json()).toMatchObject({ accounts: [], accountId: null });
    const wrong = await send('PUT', ann ?? '', { role: 'user', weight: 101 });
    expect(wrong.json()).toMatchObject({ status: 422, errors: [{ path: 'weight' }] });
  });

  it('says how they stand to us and when anybody was last in touch; what is not said stays', async () => {
    const { ws, get, send } = await enter();
    const [account] = await saveAccounts(ws, [{ name: 'Acme' }]);
    const [ann] = await savePeople(ws, [{ email: 'ann@acme.com' }]);
    const url = `/accounts/${account?.id}/stakeholders/${ann?.id}`;
    await send('PUT', url, { role: 'champion', weight: 85, attitude: 'supporter', strength: 'high' });
    await send('PUT', url, { role: 'champion', weight: 20 });
    const at = '2026-03-05T10:00:00.000Z';
    const call = { kind: 'call', personId: ann?.id, text: 'Talked about seats', at };
    expect((await send('POST', '/activities', call)).statusCode).toBe(201);
    const { data } = (await get(`/accounts/${account?.id}/people`)).json<{ data: object[] }>();
    expect(data).toMatchObject([{ weight: 20, attitude: 'supporter', strength: 'high', lastTouchAt: at }]);
    await send('PUT', url, { role: null, attitude: null });
    const cleared = (await get(`/accounts/${account?.id}/people`)).json<{ data: object[] }>();
    expect(cleared.data).toMatchObject([{ role: null, attitude: null, strength: 'high' }]);
    const wrong = await send('PUT', url, { role: null, attitude: 'angry' });
    expect(wrong.json()).toMatchObject({ status: 422, errors: [{ path: 'attitude' }] });
  });
});

describe('the list of people', () => {
  it('filters by account, role and address, and pages through everybody once', async () => {
    const { ws, get } = await enter();
    const [account] = await saveAccounts(ws, [{ externalId: 'a1', name: 'Acme' }]);
    await savePeople(
      ws,
      Array.from({ length: 9 }, (_, index) => ({
        externalId: `u${index}`,
        name: `Person ${index % 2}`,
        email: index % 3 ? `p${index}@acme.com` : undefined,
        accountExternalId: index % 2 ? 'a1' : undefined,
        role: index === 1 ? ('champion' as const) : undefined,
      })),
    );
    const count = async (query: string) =>
      (await get(`/people?${query}`)).json<{ data: object[] }>().data.length;
    expect(await count(`accountId=${account?.id}`)).toBe(4);
    expect(await count('role=champion&role=user')).toBe(1);
    expect(await count('hasEmail=false')).toBe(3);
    expect(await count('q=person%201')).toBe(4);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer = await get(`/people?limit=2&direction=desc${cursor ? `&cursor=${cursor}` : ''}`);
      const page = answer.json<{ data: { id: string }[]; nextCursor: string | null }>();
      seen.push(...page.data.map((person) => person.id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(9);
    expect(seen).toHaveLength(9);
  });
});
