import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { appendTimeline, saveAccounts, savePeople } from '../index.ts';
import type { TimelineEntry } from '../schema/timeline.ts';

const MANY = 2_500;

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function enter() {
  const { id: ws } = await makeWorkspace();
  const headers = await withApiKey(ws);
  const [account] = await saveAccounts(ws, [{ externalId: 'a1', name: 'Acme' }]);
  const [person] = await savePeople(ws, [{ email: 'ann@acme.com', accountExternalId: 'a1' }]);
  const read = async (query = '') => {
    const url = `/api/v1/accounts/${account?.id}/timeline?${query}`;
    return (await app.inject({ url, headers })).json<{ data: TimelineEntry[]; nextCursor: string | null }>();
  };
  return { ws, headers, accountId: account?.id ?? '', personId: person?.id ?? '', read };
}

describe('the timeline', () => {
  it('holds an entry once, however often its source is told', async () => {
    const { ws, accountId, read } = await enter();
    const entry = {
      accountId,
      at: new Date('2025-01-02T03:04:05.678Z'),
      kind: 'ticket',
      sourceId: 't1',
      code: 'customers:timeline.note',
      values: { author: 'Ann', body: 'Hello' },
      amountMinor: 1_250,
      currency: 'USD',
    };
    expect(await appendTimeline(ws, [entry, entry])).toBe(1);
    const repeats = [1, 2, 3].map(() => appendTimeline(ws, [{ ...entry, values: { body: 'Other' } }]));
    expect(await Promise.all(repeats)).toEqual([0, 0, 0]);
    const { data } = await read();
    expect(data).toMatchObject([
      { text: 'Ann noted: Hello', at: '2025-01-02T03:04:05.678Z', amountMinor: 1_250 },
    ]);
  });

  it('shows what a person did on their main account as well', async () => {
    const { ws, headers, personId, accountId, read } = await enter();
    await appendTimeline(ws, [
      {
        personId,
        at: new Date(),
        kind: 'visit',
        sourceId: 'v1',
        code: 'customers:timeline.note',
        values: {},
      },
    ]);
    expect((await read()).data).toMatchObject([{ accountId, personId, personName: 'ann@acme.com' }]);
    const own = await app.inject({ url: `/api/v1/people/${personId}/timeline`, headers });
    expect(own.json()).toMatchObject({ data: [{ personId }] });
  });

  it('keeps notes with their author, and speaks the language of the reader', async () => {
    const { headers, accountId, read } = await enter();
    const url = `/api/v1/accounts/${accountId}/notes`;
    const empty = await app.inject({ method: 'POST', url, headers, body: { body: ' ' } });
    expect(empty.json()).toMatchObject({ status: 422, errors: [{ path: 'body' }] });
    const added = await app.inject({ method: 'POST', url, headers, body: { body: 'Call on Monday' } });
    expect(added.statusCode).toBe(201);
    expect((await read('kind=note')).data).toMatchObject([{ text: 'test noted: Call on Monday' }]);
    expect((await read('kind=ticket&kind=visit')).data).toEqual([]);
  });

  it('pages through entries of the same moment without skipping or repeating one', async () => {
    const { ws, accountId, read } = await enter();
    await appendTimeline(
      ws,
      Array.from({ length: MANY }, (_, index) => ({
        accountId,
        at: new Date(Date.UTC(2025, 0, 1) + Math.floor(index / 300)),
        kind: index % 100 ? 'visit' : 'ticket',
        sourceId: String(index),
        code: 'customers:timeline.note',
        values: {},
      })),
    );
    const seen: TimelineEntry[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { data, nextCursor } = await read(`limit=100${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...data);
      cursor = nextCursor;
    }
    expect(new Set(seen.map((entry) => entry.id)).size).toBe(MANY);
    const times = seen.map((entry) => String(entry.at));
    expect(times).toEqual(times.toSorted().toReversed());
    expect((await read('kind=ticket&limit=100')).data).toHaveLength(MANY / 100);
  });
});

describe('searching a timeline', () => {
  it('finds words inside entries, forgives a slip, knows Thai, and counts the kinds that fit', async () => {
    const { ws, accountId, headers, read } = await enter();
    const said = ['Renewal discount agreed', 'ลูกค้าขอส่วนลดเพิ่ม', 'Invoice overdue'];
    await appendTimeline(
      ws,
      said.map((body, n) => ({
        ...{ accountId, at: new Date(Date.UTC(2026, 0, n + 1)), kind: n === 2 ? 'ticket' : 'visit' },
        ...{
          sourceId: String(n),
          code: 'customers:timeline.note',
          values: { author: 'Ann', body, someId: 'zzz' },
        },
      })),
    );
    const found = async (query: string) =>
      (await read(query)).data.map(({ values }) => said.indexOf(String(values.body)));
    expect(await found('q=DISCOUNT')).toEqual([0]);
    expect(await found('q=discout')).toEqual([0]);
    expect(await found(`q=${encodeURIComponent('ส่วนลด')}`)).toEqual([1]);
    expect(await found('q=zzz')).toEqual([]);
    expect(await found('q=ann&kind=visit&from=2026-01-02')).toEqual([1]);
    const url = `/api/v1/accounts/${accountId}/timeline/kinds`;
    const kinds = (query: string) => app.inject({ url: `${url}?${query}`, headers });
    expect((await kinds('')).json().data).toEqual([
      { kind: 'visit', count: 2 },
      { kind: 'ticket', count: 1 },
    ]);
    expect((await kinds('q=overdue')).json().data).toEqual([{ kind: 'ticket', count: 1 }]);
  });
});
