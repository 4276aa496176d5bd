import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../test/support/database.ts';
import { withApiKey } from '../../test/support/http.ts';
import type { App } from '../core/http/server.ts';
import { createApp } from '../main.ts';
import { saveAccounts, savePeople } from './index.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function enter() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  await saveAccounts(ws, [
    { externalId: 'A-2e4581', name: 'Northwind Traders', domain: 'northwind.example' },
    { name: 'Müller & Söhne' },
    { name: 'บริษัท สยามพัฒนา จำกัด' },
  ]);
  await savePeople(ws, [{ email: 'ann.smith@acme.com', name: 'Ann Smith' }, { email: 'noreply@x.example' }]);
  const find = async (q: string) => {
    const url = `/api/v1/search?q=${encodeURIComponent(q)}`;
    const answer = await app.inject({ url, headers });
    expect(answer.statusCode).toBe(200);
    return answer.json<{ data: { name: string }[] }>().data.map((hit) => hit.name);
  };
  return { find, headers };
}

describe('search', () => {
  it('finds accounts and people by what they begin with, hold, and are known by', async () => {
    const { find } = await enter();
    expect(await find('north')).toEqual(['Northwind Traders']);
    expect(await find('traders')).toEqual(['Northwind Traders']);
    expect(await find('a-2e4581')).toEqual(['Northwind Traders']);
    expect(await find('smith@acme')).toEqual(['Ann Smith']);
    expect(await find('noreply')).toEqual(['noreply@x.example']);
    expect(await find('muller')).toEqual(['Müller & Söhne']);
    expect(await find('สยาม')).toEqual(['บริษัท สยามพัฒนา จำกัด']);
  });

  it('forgives a slip of the keyboard', async () => {
    const { find } = await enter();
    expect(await find('nortwind')).toEqual(['Northwind Traders']);
    expect(await find('northwnid')).toEqual(['Northwind Traders']);
    expect(await find('ann smiht')).toEqual(['Ann Smith']);
    expect(await find('mulller')).toEqual(['Müller & Söhne']);
    expect(await find('สยามพัฒณา')).toEqual(['บริษัท สยามพัฒนา จำกัด']);
    expect(await find('zzzzqqq')).toEqual([]);
  });

  it('sees nothing of another workspace, and says what it cannot search', async () => {
    await enter();
    const { id: other } = await makeWorkspace();
    const headers = await withApiKey(other);
    const answer = await app.inject({ url: '/api/v1/search?q=north', headers });
    expect(answer.json()).toEqual({ data: [] });
    const empty = await app.inject({ url: '/api/v1/search?q=', headers });
    expect(empty.json()).toMatchObject({ status: 422, errors: [{ path: 'q' }] });
  });
});
