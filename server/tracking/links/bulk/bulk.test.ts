import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../../test/support/database.ts';
import { withApiKey } from '../../../../test/support/http.ts';
import { makeProgram } from '../../../../test/support/program.ts';
import { saveOffer } from '../../../affiliates/index.ts';
import type { App } from '../../../core/http/server.ts';
import { createApp } from '../../../main.ts';
import { recordClicks } from '../../clicks/record-clicks.ts';
import { recordSale } from '../../conversions/record-sales.ts';
import type { LinkFileAnswer } from '../../schema/link-bulk.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function setTheScene() {
  const program = await makeProgram(['Ann', 'Bob']);
  const headers = await withApiKey(program.id);
  const [ann, bob] = program.affiliates;
  if (!ann || !bob) throw new Error('no affiliates');
  const ask = (method: 'GET' | 'POST', path: string, body?: object) =>
    app.inject({ method, url: `/api/v1${path}`, headers, body });
  const send = async (content: string, path = ''): Promise<LinkFileAnswer> =>
    (await ask('POST', `/links/bulk${path}`, { content })).json();
  const count = async () => (await ask('GET', '/links')).json().data.length;
  return { ...program, ann, bob, ask, send, count };
}

describe('a table of links', () => {
  it('makes each row or says why not, and the same table again makes nothing', async () => {
    const { ann, bob, send, count, id } = await setTheScene();
    const key = `ann-${id.slice(-8)}`;
    const before = await count();
    const table = [
      'Affiliate,Key,Destination,External ID',
      `${ann.email.toUpperCase()},${key},,spring-1`,
      `${bob.id},,https://acme.example/pricing,spring-2`,
      `nobody@example.com,,,spring-3`,
      `${bob.email},${key},,spring-4`,
      `${ann.email},,https://evil.example/,spring-5`,
      `${bob.email},,,spring-1`,
    ].join('\n');
    const looked = await send(table, '/preview');
    expect(await count()).toBe(before);
    const made = await send(table);
    expect(made.rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      ...[
        [2, 'new'],
        [3, 'new'],
        [4, 'refused'],
        [5, 'refused'],
        [6, 'refused'],
        [7, 'refused'],
      ],
    ]);
    expect(looked.rows.map(({ outcome }) => outcome)).toEqual(made.rows.map(({ outcome }) => outcome));
    expect(made.rows.map(({ errors }) => errors.join())).toEqual([
      ...['', '', 'There is no affiliate nobody@example.com.', 'This key is taken.'],
      ...[expect.stringContaining('destinationUrl must lead to'), 'Another link has this external id.'],
    ]);
    expect(await count()).toBe(before + 2);
    expect(await send(table)).toMatchObject({ newCount: 0, knownCount: 2, refusedCount: 4 });
    expect(await count()).toBe(before + 2);
  });

  it('is read with semicolons or tabs, and needs an offer where there are several', async () => {
    const { id, ann, send } = await setTheScene();
    const row = (offer: string, at: string) =>
      `affiliate${at}offer${at}external_id\n${ann.email}${at}${offer}${at}x`;
    expect(await send(row('', ';'), '/preview')).toMatchObject({ newCount: 1 });
    await saveOffer(id, { name: 'Second', destinationUrl: 'https://acme.example/second' });
    expect(await send(row('', '\t'), '/preview')).toMatchObject({
      rows: [{ errors: ['Name the offer: there is not exactly one.'] }],
    });
    expect(await send(row('second', '\t'))).toMatchObject({ newCount: 1 });
    expect(await send('name\nAnn')).toMatchObject({ code: 'no_affiliate_column' });
    const long = ['affiliate', ...Array.from({ length: 1_001 }, () => ann.email)].join('\n');
    expect(await send(long)).toMatchObject({ code: 'too_many_rows' });
  });
});

describe('many links at once', () => {
  it('are changed all or none', async () => {
    const { ask, id } = await setTheScene();
    const ids = (await ask('GET', '/links')).json().data.map((link: { id: string }) => link.id);
    const change = { status: 'archived' };
    const half = await ask('POST', '/links/bulk/change', { ids: [...ids, 'link_unknown'], change });
    expect(half.statusCode).toBe(404);
    expect((await ask('GET', '/links?status=archived')).json().data).toEqual([]);
    expect((await ask('POST', '/links/bulk/change', { ids, change })).json()).toEqual({ changedCount: 2 });
    expect((await ask('GET', '/links?status=archived')).json().data).toHaveLength(ids.length);
    const stranger = await withApiKey((await makeProgram()).id);
    const url = '/api/v1/links/bulk/change';
    const foreign = await app.inject({ method: 'POST', url, headers: stranger, body: { ids, change } });
    expect([foreign.statusCode, id.length > 0]).toEqual([404, true]);
  });

  it('leave as a table with what came of each', async () => {
    const { id, ann, ask, send } = await setTheScene();
    await send(`affiliate,external id,destination\n${ann.email},=1+1,https://acme.example/deep`);
    const [link] = (await ask('GET', '/links')).json().data;
    const [clickId] = await recordClicks(id, [
      { at: new Date(Date.now() - 60_000), linkId: link.id, visitorId: 'visitor-0001' },
    ]);
    const sale = { customerExternalId: 'c1', amountMinor: 1_250, currency: 'USD', clickId };
    await recordSale(id, { ...sale, externalId: 'inv-1' });
    const file = await ask('GET', `/links/export.csv?affiliateId=${ann.id}`);
    expect(file.headers['content-disposition']).toContain('links.csv');
    const rows: Record<string, string>[] = parse(file.body, { columns: true, bom: true });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      id: link.id,
      external_id: "'=1+1",
      affiliate_email: ann.email,
      destination: 'https://acme.example/deep',
      clicks: '1',
      sales: '1',
      customers: '1',
      revenue: '12.5',
      currency: 'USD',
    });
  });
});
