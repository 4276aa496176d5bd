import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { saveAccounts, writeAccountFigures } from '../index.ts';
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
  const send = async (method: 'POST', url: string, body: object) =>
    app.inject({ method, url: `/api/v1${url}`, headers, body });
  const names = async (query: string) =>
    (await get(`/accounts?${query}`)).json<{ data: Account[] }>().data.map((account) => account.name);
  return { ws, get, send, names };
}

describe('changing many accounts at once', () => {
  it('hands them over, tells each timeline, and is undone by sending the answer back', async () => {
    const { ws, get, send, names } = await enter();
    const members = (await get('/members')).json<{ data: { userId: string; name: string }[] }>().data;
    const ownerId = members[0]?.userId;
    const saved = await saveAccounts(ws, [
      { name: 'A', stage: 'trial' },
      { name: 'B', stage: 'lead' },
    ]);
    const ids = saved.map((row) => row.id);
    const owned = await send('POST', '/accounts/bulk', { field: 'ownerId', ids, value: ownerId });
    expect(owned.json()).toMatchObject({ changedCount: 2 });
    const moved = await send('POST', '/accounts/bulk', {
      field: 'stage',
      ids,
      value: 'trial',
      reason: 'Asked',
    });
    const { changedCount, undo } = moved.json<{ changedCount: number; undo: object }>();
    expect(changedCount).toBe(1);
    expect(undo).toEqual({ field: 'stage', changes: [{ id: ids[1], value: 'lead' }] });
    expect(await names(`stage=trial&ownerId=${ownerId}`)).toEqual(['A', 'B']);
    const told = (await get(`/accounts/${ids[1]}/timeline`)).json<{ data: { text: string }[] }>().data;
    expect(told.map((entry) => entry.text)).toEqual([
      'Stage changed from Lead to Trial: Asked',
      `Handed over to ${members[0]?.name}`,
    ]);
    await send('POST', '/accounts/bulk', undo);
    expect(await names('stage=lead')).toEqual(['B']);
  });

  it('changes none when one is not there', async () => {
    const { ws, send, names } = await enter();
    const [saved] = await saveAccounts(ws, [{ name: 'A', channel: 'ads' }]);
    const body = { field: 'channel', ids: [saved?.id, 'acc_unknown'], value: 'event' };
    expect((await send('POST', '/accounts/bulk', body)).statusCode).toBe(404);
    expect(await names('channel=ads')).toEqual(['A']);
    const wrong = await send('POST', '/accounts/bulk', { field: 'name', ids: [saved?.id], value: 'x' });
    expect(wrong.statusCode).toBe(422);
  });
});

describe('the CSV export', () => {
  it('holds every matching account, and no cell that a spreadsheet would run', async () => {
    const { ws, get } = await enter();
    const rows = Array.from({ length: 2_300 }, (_, index) => ({
      externalId: `a${index}`,
      name: `Acme ${index}`,
    }));
    const saved = await saveAccounts(ws, [
      { externalId: 'evil', name: '=HYPERLINK("http://evil.example")', industry: '@SUM(1)', channel: '+1' },
      ...rows,
    ]);
    await writeAccountFigures(ws, [
      { accountId: saved[0]?.id ?? '', mrrMinor: -1_250, currency: 'USD', usageTrend: -0.5 },
    ]);
    const answer = await get(
      '/accounts/export.csv?columns=name&columns=industry&columns=channel&columns=mrr&columns=usageTrend',
    );
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = answer.body.trimEnd().split('\n');
    expect(lines).toHaveLength(2_302);
    expect(lines[0]).toBe('\ufeffname,industry,channel,mrr,usage_trend');
    expect(lines[1]).toBe(`"'=HYPERLINK(""http://evil.example"")",'@SUM(1),'+1,-12.5,-0.5`);
    const some = await get('/accounts/export.csv?q=acme%2011&columns=name');
    expect(some.body.trim().split('\n')).toHaveLength(112);
  });
});
