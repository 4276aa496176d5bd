import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { findAffiliate, saveAffiliate } from '../index.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

async function company() {
  const { id } = await makeWorkspace();
  const headers = await withApiKey(id);
  const call = async (method: Method, url: string, body?: object) =>
    app.inject({ method, url: `/api/v1${url}`, headers, ...(body ? { body } : {}) });
  const group = async (name: string): Promise<string> =>
    (await call('POST', '/affiliate-groups', { name })).json().id;
  const join = async (name: string, groupId?: string) =>
    (await saveAffiliate(id, { email: `${name}@x.example`, name, groupId })).id;
  const names = async (query: string): Promise<string[]> =>
    (await call('GET', `/affiliates?${query}`)).json().data.map((each: { name: string }) => each.name);
  return { id, call, group, join, names };
}

describe('a group of affiliates', () => {
  it('has a name that no other has, also for two who make it at the same moment', async () => {
    const { call } = await company();
    const make = (name: string) => call('POST', '/affiliate-groups', { name });
    const codes = (await Promise.all([make('Agencies'), make('agencies ')])).map((each) => each.statusCode);
    expect(codes.sort()).toEqual([201, 409]);
    const creators = (await make('Creators')).json();
    const taken = await call('PATCH', `/affiliate-groups/${creators.id}`, { name: 'AGENCIES' });
    expect(taken.json()).toMatchObject({ status: 409, code: 'group_name_taken' });
    await call('PATCH', `/affiliate-groups/${creators.id}`, { name: 'Makers' });
    const { data } = (await call('GET', '/affiliate-groups')).json();
    expect(data.map((each: { name: string }) => each.name.toLowerCase())).toEqual(['agencies', 'makers']);
  });

  it('is left by its members when it is removed, and brought back with them', async () => {
    const { id, call, group, join } = await company();
    const agencies = await group('Agencies');
    const [ann, bob] = [await join('ann', agencies), await join('bob')];
    const removed = (await call('DELETE', `/affiliate-groups/${agencies}`)).json();
    expect(removed).toEqual({ name: 'Agencies', affiliateIds: [ann] });
    expect(await findAffiliate(id, ann)).toMatchObject({ groupId: null, status: 'pending' });
    expect((await call('DELETE', `/affiliate-groups/${agencies}`)).statusCode).toBe(404);
    const again = await group(removed.name);
    await call('POST', '/affiliates/groups', { ids: removed.affiliateIds, groupId: again });
    expect((await findAffiliate(id, ann))?.groupId).toBe(again);
    expect((await findAffiliate(id, bob))?.groupId).toBeNull();
  });

  it('is given to many at once, all or none, and taken back to what each had before', async () => {
    const { id, call, group, join } = await company();
    const [agencies, creators] = [await group('Agencies'), await group('Creators')];
    const [ann, bob, cid] = [await join('ann', agencies), await join('bob'), await join('cid', creators)];
    const assign = (body: object) => call('POST', '/affiliates/groups', body);
    const stranger = await (await company()).join('stranger');
    expect((await assign({ ids: [ann, stranger], groupId: creators })).statusCode).toBe(404);
    expect((await findAffiliate(id, ann))?.groupId).toBe(agencies);
    const { changedCount, undo } = (await assign({ ids: [ann, bob, cid], groupId: creators })).json();
    expect(changedCount).toBe(2);
    await assign(undo);
    const groups = await Promise.all([ann, bob, cid].map((one) => findAffiliate(id, one)));
    expect(groups.map((one) => one?.groupId)).toEqual([agencies, null, creators]);
    expect((await assign({ ids: [ann], groupId: agencies })).json()).toEqual({ changedCount: 0, undo: null });
  });

  it('holds nobody in a group that is removed at the same moment', async () => {
    const { id, call, group, join } = await company();
    const agencies = await group('Agencies');
    const ids = await Promise.all(['a', 'b', 'c', 'd'].map((name) => join(name)));
    const codes = await Promise.all([
      ...ids.map((one) => call('POST', '/affiliates/groups', { ids: [one], groupId: agencies })),
      call('DELETE', `/affiliate-groups/${agencies}`),
    ]);
    expect(codes.every(({ statusCode }) => [200, 404].includes(statusCode))).toBe(true);
    const groups = await Promise.all(ids.map((one) => findAffiliate(id, one)));
    expect(groups.map((one) => one?.groupId)).toEqual([null, null, null, null]);
  });

  it('is set on one affiliate, and kept by an import that does not speak of it', async () => {
    const { id, call, group, join } = await company();
    const agencies = await group('Agencies');
    const foreign = await (await company()).group('Foreign');
    const ann = await join('ann');
    expect((await call('PATCH', `/affiliates/${ann}`, { groupId: foreign })).statusCode).toBe(404);
    expect((await call('PATCH', `/affiliates/${ann}`, { groupId: agencies })).json().groupId).toBe(agencies);
    await join('ann');
    expect((await findAffiliate(id, ann))?.groupId).toBe(agencies);
    const wanted = { name: 'Eve', email: 'eve@x.example', groupId: agencies };
    expect((await call('POST', '/affiliates', wanted)).json()).toMatchObject({ groupId: agencies });
    expect((await call('PATCH', `/affiliates/${ann}`, { groupId: null })).json().groupId).toBeNull();
  });

  it('narrows and orders the list and its table, page by page without a gap', async () => {
    const { call, group, join, names } = await company();
    const [zoos, agencies] = [await group('Zoos'), await group('agencies')];
    await join('zed', zoos);
    await join('ann', agencies);
    await join('nobody');
    await join('amy', agencies);
    expect(await names(`groupId=${agencies}&sort=name&direction=asc`)).toEqual(['amy', 'ann']);
    expect(await names('groupId=none')).toEqual(['nobody']);
    expect(await names('')).toEqual(['amy', 'nobody', 'ann', 'zed']);
    const order = ['nobody', 'ann', 'amy', 'zed'];
    expect(await names('sort=group&direction=asc')).toEqual(order);
    for (const [direction, wanted] of [['asc', order] as const, ['desc', order.toReversed()] as const]) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const url = `/affiliates?sort=group&direction=${direction}&limit=1${cursor && `&cursor=${cursor}`}`;
        const page = (await call('GET', url)).json();
        seen.push(...page.data.map((each: { name: string }) => each.name));
        cursor = page.nextCursor ?? '';
      } while (cursor);
      expect(seen).toEqual(wanted);
    }
    const csv = await call('GET', '/affiliates/export.csv?sort=group&direction=asc&status=pending');
    const rows: { name: string; group: string }[] = parse(csv.body, { columns: true, bom: true });
    expect(rows.map((row) => [row.name, row.group])).toEqual([
      ...[['nobody', '']],
      ...[['ann', 'agencies']],
      ...[['amy', 'agencies']],
      ...[['zed', 'Zoos']],
    ]);
  });
});
