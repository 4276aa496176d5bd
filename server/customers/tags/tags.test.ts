import { describe, expect, it } from 'vitest';
import { makeWorkspace } from '../../../test/support/database.ts';
import { signInAs, signInAsRole } from '../../../test/support/http.ts';
import { runFiles, useImportSite } from '../../../test/support/imports.ts';
import { pool } from '../../core/db.ts';
import { colorOf, readTagCell } from './rules.ts';
import type { Tag, TagWithUse } from './schema.ts';

const site = useImportSite();

type Headers = Record<string, string>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

function callerFor(headers: Headers) {
  return async (method: Method, url: string, body?: object) => {
    const answer = await site.app.inject({
      method,
      url: `/api/v1${url}`,
      headers,
      ...(body ? { body } : {}),
    });
    return { status: answer.statusCode, ...(answer.body ? answer.json() : {}) };
  };
}

async function company() {
  const { id: ws, slug } = await makeWorkspace();
  const headers: Headers = await signInAs(site.app, `owner-${slug}@example.com`);
  const call = callerFor(headers);
  const read = async (url: string) => (await site.app.inject({ url: `/api/v1${url}`, headers })).body;
  const make = async (path: string, body: object) => (await call('POST', path, body)).id as string;
  const accounts = [await make('/accounts', { name: 'One' }), await make('/accounts', { name: 'Two' })];
  const person = await make('/people', { name: 'Ann', email: `ann@${slug}.example` });
  const deal = await make('/deals', { name: 'Deal', accountId: accounts[0] });
  const tag = (ids: string[], add: string[], remove: string[] = []) =>
    call('POST', '/accounts/tags', { ids, add, remove });
  const tagsOf = async (id = accounts[0]) =>
    ((await call('GET', `/accounts/${id}`)).tags as Tag[]).map(({ name }) => name);
  const list = async (query: string) =>
    ((await call('GET', `/accounts?${query}`)).data as { name: string }[]).map(({ name }) => name);
  const all = async () => (await call('GET', '/tags')).data as TagWithUse[];
  const idOf = async (name: string) => (await all()).find((each) => each.name === name)?.id ?? '';
  return { ws, headers, call, read, accounts, person, deal, tag, tagsOf, list, all, idOf };
}

describe('tags', () => {
  it('are put on and taken off many records at once, and an undo puts back what each had', async () => {
    const { call, accounts, tag, tagsOf } = await company();
    await tag([accounts[0] as string], ['VIP']);
    const answer = await tag(accounts, ['vip', 'กรุงเทพฯ']);
    expect(answer).toMatchObject({ status: 200, changedCount: 2 });
    expect([await tagsOf(), await tagsOf(accounts[1])]).toEqual([
      ...[
        ['กรุงเทพฯ', 'VIP'],
        ['กรุงเทพฯ', 'VIP'],
      ],
    ]);
    expect(await tag(accounts, ['VIP'])).toMatchObject({ changedCount: 0, undo: null });
    await call('POST', '/accounts/tags', answer.undo);
    expect([await tagsOf(), await tagsOf(accounts[1])]).toEqual([['VIP'], []]);
    const off = await tag(accounts, [], ['VIP', 'never there']);
    expect([off.changedCount, await tagsOf()]).toEqual([1, []]);
    await call('POST', '/accounts/tags', off.undo);
    expect(await tagsOf()).toEqual(['VIP']);
  });

  it('are one of a name, also when many make it at once', async () => {
    const { ws, accounts, tag, all } = await company();
    const answers = await Promise.all(
      ['Fair', 'fair', ' FAIR ', 'fáir', 'Fair', 'Fair'].map((name, turn) =>
        tag(turn % 2 ? accounts : accounts.toReversed(), [name, 'Expo']),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(await all()).toHaveLength(2);
    const { rows } = await pool().query('select from customers.account_tags where workspace_id = $1', [ws]);
    expect(rows).toHaveLength(4);
  });

  it('narrow lists of accounts, people and deals to those that have any, all or none', async () => {
    const { call, read, accounts, person, deal, tag, list, idOf } = await company();
    const [one = '', two = ''] = accounts;
    await tag([one], ['A', 'B']);
    await tag([two], ['B']);
    expect(await list(`tag=${await idOf('B')}`)).toEqual(['One', 'Two']);
    expect(await list('tag=a')).toEqual(['One']);
    expect(await list('tagAll=A&tagAll=B')).toEqual(['One']);
    expect(await list('tagNone=A')).toEqual(['Two']);
    await call('POST', '/people/tags', { ids: [person], add: ['A'] });
    await call('POST', '/deals/tags', { ids: [deal], add: ['A'] });
    for (const path of ['/people', '/deals']) {
      expect((await call('GET', `${path}?tag=A`)).data).toMatchObject([{ tags: [{ name: 'A' }] }]);
      expect((await call('GET', `${path}?tagNone=A`)).data).toEqual([]);
    }
    const file = await read('/accounts/export.json?tag=B&columns=name&columns=tags');
    expect(JSON.parse(file)).toEqual([
      { name: 'One', tags: 'A; B' },
      { name: 'Two', tags: 'B' },
    ]);
  });

  it('are renamed on every record, deleted and brought back, and go into one another and apart again', async () => {
    const { call, accounts, tag, tagsOf, all, idOf } = await company();
    const [one = '', two = ''] = accounts;
    await tag([one], ['Retail', 'Shop']);
    await tag([two], ['Shop']);
    const [retail, shop] = [await idOf('Retail'), await idOf('Shop')];
    expect((await call('PATCH', `/tags/${shop}`, { name: 'retail' })).code).toBe('tag_exists');
    await call('PATCH', `/tags/${shop}`, { name: 'Store', color: 'red' });
    expect(await tagsOf(two)).toEqual(['Store']);
    await call('DELETE', `/tags/${shop}`);
    expect([await tagsOf(one), await tagsOf(two)]).toEqual([['Retail'], []]);
    await call('POST', `/tags/${shop}/restoration`);
    expect(await tagsOf(two)).toEqual(['Store']);
    expect((await call('PUT', `/tags/${shop}/merge`, { intoId: shop })).errors[0].path).toBe('intoId');
    await call('PUT', `/tags/${shop}/merge`, { intoId: retail });
    expect([await tagsOf(one), await tagsOf(two)]).toEqual([['Retail'], ['Retail']]);
    await tag([two], ['store'], []);
    expect(await all()).toMatchObject([{ name: 'Retail', accountCount: 2 }]);
    await call('DELETE', `/tags/${shop}/merge`);
    expect([await tagsOf(one), await tagsOf(two)]).toEqual([['Retail', 'Store'], ['Store']]);
  });

  it('of two accounts that become one are both’s, and each has its own again after the undo', async () => {
    const { call, accounts, tag, tagsOf } = await company();
    const [one = '', two = ''] = accounts;
    await tag([one], ['A', 'B']);
    await tag([two], ['B', 'C']);
    const merge = await call('POST', '/merges', { object: 'account', keptId: one, mergedId: two });
    expect(await tagsOf(one)).toEqual(['A', 'B', 'C']);
    await call('DELETE', `/merges/${merge.id}`);
    expect([await tagsOf(one), await tagsOf(two)]).toEqual([
      ...[
        ['A', 'B'],
        ['B', 'C'],
      ],
    ]);
  });

  it('come with files, several in a cell, and a word that cannot be one fails its row alone', async () => {
    const { headers, read, list } = await company();
    const long = 'x'.repeat(60);
    const run = await runFiles(site.app, headers, {
      'accounts.csv': `Account ID,Name,Tags\nf-1,Fair one,"Expo; 2026"\nf-2,Fair two,${long}\n`,
    });
    expect(await read(`/imports/${run.id}/errors.csv`)).toMatch(/3,Tags,.*is too long for a tag/);
    expect(await list('tagAll=Expo&tagAll=2026')).toEqual(['Fair one']);
    expect(await list('q=Fair%20two')).toEqual([]);
  });

  it('are put by a member who reaches their own on no other record, and counted only on theirs', async () => {
    const { ws, call, accounts, tag } = await company();
    await tag(accounts, ['Secret']);
    await call('PATCH', '/roles/sales', { rowScope: 'own' });
    const narrow = callerFor(await signInAsRole(site.app, ws, 'sales'));
    const refused = await narrow('POST', '/accounts/tags', { ids: [accounts[0]], add: ['Mine'] });
    expect(refused.status).toBe(404);
    expect((await narrow('GET', '/tags')).data).toMatchObject([{ name: 'Secret', accountCount: 0 }]);
    const other = await company();
    expect((await other.tag(accounts, ['Taken'])).status).toBe(404);
    expect(await other.all()).toEqual([]);
  });
});

it('a cell names tags between semicolons, commas and bars, once each', () => {
  expect(readTagCell(' A;b, a |  C  d ')).toEqual({ names: ['a', 'b', 'C d'] });
  expect(readTagCell(`A;${'x'.repeat(41)}`)).toEqual({ wrong: 'x'.repeat(41) });
  expect(colorOf('VIP')).toBe(colorOf('vip'));
});
