import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { signInAs, signInAsRole } from '../../../test/support/http.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';

useDatabase();

type Headers = Record<string, string>;
type Named = { id: string; name: string };

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function send(
  headers: Headers,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
) {
  const url = `/api/v1${path}`;
  const answer = await app.inject({ method, url, headers, ...(body ? { body } : {}) });
  return { status: answer.statusCode, ...(answer.body ? answer.json() : {}) };
}

const namesIn = async (headers: Headers, path: string) =>
  (await send(headers, 'GET', path)).data.map(({ name }: Named) => name).toSorted();

/** Ann and Bob sell, each with the row scope; an account of each, one of the owner's, and one that is nobody's. */
async function company(rowScope: 'own' | 'team') {
  const { id: ws, slug } = await makeWorkspace();
  const owner: Headers = await signInAs(app, `owner-${slug}@example.com`);
  const ann: Headers = await signInAsRole(app, ws, 'sales');
  await send(owner, 'PATCH', '/roles/sales', { rowScope });
  const copy = await send(owner, 'POST', '/roles', {
    ...{
      name: 'Seller',
      rowScope,
      permissions: ['accounts.read', 'accounts.write', 'deals.read', 'deals.write'],
    },
  });
  const bob: Headers = await signInAsRole(app, ws, copy.key);
  const idOf = async (headers: Headers) => (await send(headers, 'GET', '/session')).user.id as string;
  const ids = { ann: await idOf(ann), bob: await idOf(bob), owner: await idOf(owner) };
  const account = async (name: string, ownerId: string | null) =>
    (await send(owner, 'POST', '/accounts', { name, ...(ownerId ? { ownerId } : {}) })).id as string;
  const accounts = {
    ann: await account('Of Ann', ids.ann),
    bob: await account('Of Bob', ids.bob),
    owner: await account('Of the owner', ids.owner),
    nobody: await account('Of nobody', null),
  };
  return { ws, owner, ann, bob, ids, accounts };
}

describe('the row scope own', () => {
  it('reaches what one owns, and nothing that is nobody’s', async () => {
    const { ann, accounts } = await company('own');
    expect(await namesIn(ann, '/accounts')).toEqual(['Of Ann']);
    expect((await send(ann, 'GET', `/accounts/${accounts.ann}`)).status).toBe(200);
    for (const id of [accounts.bob, accounts.nobody])
      expect((await send(ann, 'GET', `/accounts/${id}`)).status).toBe(404);
    expect(await namesIn(ann, '/search?q=of')).toEqual(['Of Ann']);
  });

  it('makes what one enters one’s own, and does not let one give it out of one’s reach', async () => {
    const { ann, ids } = await company('own');
    const entered = await send(ann, 'POST', '/accounts', { name: 'Entered' });
    expect(entered).toMatchObject({ status: 201, ownerId: ids.ann });
    const away = await send(ann, 'PATCH', `/accounts/${entered.id}`, { ownerId: ids.bob });
    expect(away).toMatchObject({ status: 409, code: 'out_of_reach' });
    const bulk = { field: 'ownerId', ids: [entered.id], value: null };
    expect(await send(ann, 'POST', '/accounts/bulk', bulk)).toMatchObject({ code: 'out_of_reach' });
    const person = await send(ann, 'POST', '/people', { email: 'p@x.example', ownerId: ids.bob });
    expect(person).toMatchObject({ status: 409, code: 'out_of_reach' });
  });

  it('reaches the people of one’s accounts whoever owns them, and of one’s people no account that is another’s', async () => {
    const { owner, ann, ids, accounts } = await company('own');
    const person = async (name: string, accountId: string, ownerId: string | null) =>
      (await send(owner, 'POST', '/people', { name, email: `${name}@x.example`, accountId, ownerId })).id;
    await person('colleague', accounts.ann, ids.bob);
    const own = await person('own', accounts.bob, ids.ann);
    await person('stranger', accounts.bob, ids.bob);
    await person('unowned', accounts.bob, null);
    expect(await namesIn(ann, '/people')).toEqual(['colleague', 'own']);
    const { accountId, accountName, accounts: parts } = await send(ann, 'GET', `/people/${own}`);
    expect({ accountId, accountName, parts }).toEqual({ accountId: null, accountName: null, parts: [] });
  });

  it('reaches the account of one’s deal for reading, and no other deal', async () => {
    const { owner, ann, ids, accounts } = await company('own');
    await send(owner, 'POST', '/deals', { name: 'Mine', accountId: accounts.bob, ownerId: ids.ann });
    await send(owner, 'POST', '/deals', { name: 'Theirs', accountId: accounts.owner, ownerId: ids.owner });
    expect(await namesIn(ann, '/deals')).toEqual(['Mine']);
    expect((await send(ann, 'GET', `/accounts/${accounts.bob}`)).status).toBe(200);
    const change = await send(ann, 'PATCH', `/accounts/${accounts.bob}`, { name: 'Taken' });
    expect(change).toMatchObject({ status: 403, code: 'shared_for_reading' });
  });

  it('does not let anybody merge what they do not own', async () => {
    const { ann, accounts } = await company('own');
    const body = { object: 'account', keptId: accounts.ann, mergedId: accounts.bob };
    expect((await send(ann, 'POST', '/merges', body)).status).toBe(404);
  });
});

describe('the row scope team', () => {
  it('reaches what the team owns, and what is nobody’s', async () => {
    const { owner, ann, bob, ids } = await company('team');
    expect(await namesIn(ann, '/accounts')).toEqual(['Of Ann', 'Of nobody']);
    await send(owner, 'POST', '/teams', { name: 'North', userIds: [ids.ann, ids.bob] });
    for (const member of [ann, bob])
      expect(await namesIn(member, '/accounts')).toEqual(['Of Ann', 'Of Bob', 'Of nobody']);
  });
});

describe('who leads a team', () => {
  it('reaches what it owns with the row scope own too, and its members do not', async () => {
    const { owner, ann, bob, ids } = await company('own');
    await send(owner, 'POST', '/teams', { name: 'North', userIds: [ids.ann, ids.bob], leadId: ids.ann });
    expect(await namesIn(ann, '/accounts')).toEqual(['Of Ann', 'Of Bob']);
    expect(await namesIn(bob, '/accounts')).toEqual(['Of Bob']);
  });
});

describe('a list of many accounts', () => {
  it('is read by its owner’s index, whatever it is sorted by', async () => {
    const { ws, ids, ann } = await company('own');
    await pool().query(
      `insert into customers.accounts (workspace_id, id, name, name_key, owner_id)
       select $1, 'acc_' || lpad(to_hex(n), 32, '0'), 'Many ' || n, 'many ' || n,
         case when n % 200 = 0 then $2 else $3 end
       from generate_series(1, 20000) n`,
      [ws, ids.ann, ids.owner],
    );
    // Before the figures: their foreign key would else be checked as if there were a handful of accounts.
    await pool().query('analyze customers.accounts');
    await pool().query(
      `insert into customers.account_figures (workspace_id, account_id, mrr_minor)
       select workspace_id, id, 100 from customers.accounts where workspace_id = $1
       on conflict do nothing`,
      [ws],
    );
    await pool().query('analyze customers.account_figures');
    expect((await send(ann, 'GET', '/accounts?limit=100')).data).toHaveLength(100);
    const rowsRead = async () => {
      const { rows } = await pool().query<{ name: string; read: number }>(
        `select indexrelname as name, idx_tup_read as read from pg_stat_user_indexes
         where schemaname = 'customers' and relname in ('accounts', 'account_figures')`,
      );
      return new Map(rows.map(({ name, read }) => [name, Number(read)]));
    };
    // What a connection has read is told of at the latest when it ends.
    const settle = () => pool().query('select pg_stat_force_next_flush()');
    for (const sort of ['name', 'createdAt', 'mrrMinor']) {
      await settle();
      const before = await rowsRead();
      expect((await send(ann, 'GET', `/accounts?limit=50&sort=${sort}`)).data).toHaveLength(50);
      await settle();
      const after = await rowsRead();
      const most = Math.max(...[...after].map(([name, read]) => read - (before.get(name) ?? 0)));
      expect([sort, most < 2_000]).toEqual([sort, true]);
    }
    expect((await rowsRead()).get('accounts_by_owner')).toBeGreaterThan(0);
  });
});
