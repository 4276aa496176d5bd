import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../test/support/http.ts';
import { makeProgram } from '../../test/support/program.ts';
import { pool } from '../core/db.ts';
import type { App } from '../core/http/server.ts';
import { newIdAt } from '../core/ids.ts';
import { createApp } from '../main.ts';
import { recordClicks } from './clicks/record-clicks.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

type Headers = Record<string, string>;

const get = (url: string, headers: Headers) => app.inject({ url: `/api/v1${url}`, headers });
const post = (url: string, headers: Headers, body: object) =>
  app.inject({ method: 'POST', url: `/api/v1${url}`, headers, body });

async function openProgram(names?: string[]) {
  const program = await makeProgram(names);
  const [first, second] = program.affiliates;
  if (!first) throw new Error('no affiliate');
  return { ...program, first, second, headers: await withApiKey(program.id) };
}

describe('clicks of the past', () => {
  it('that are told again, at once or later, are there once and counted once', async () => {
    const { id, first, headers } = await openProgram(['Ann']);
    const at = new Date(Date.now() - 86_400_000);
    const click = { id: newIdAt('clk', at), at, linkId: first.link.id, visitorId: 'visitor-0000000001' };
    await Promise.all([recordClicks(id, [click]), recordClicks(id, [click])]);
    expect(await recordClicks(id, [click])).toEqual([click.id]);
    const { rows } = await pool().query('select id from tracking.clicks where workspace_id = $1', [id]);
    expect(rows).toEqual([{ id: click.id }]);
    expect((await get('/clicks/summary', headers)).json().total).toMatchObject({ counted: 1, repeats: 0 });
  });
});

describe('visits that a page reports', () => {
  const report = (body: object | string, headers: Headers = {}) =>
    app.inject({
      method: 'POST',
      url: '/track/click',
      headers: {
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        origin: 'https://www.acme.example',
        'content-type': 'text/plain',
        ...headers,
      },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('of an allowed host are recorded, and the same visitor gets the same click for an hour', async () => {
    const { id, first } = await openProgram(['Ann']);
    const visit = {
      key: first.link.key,
      url: 'https://www.acme.example/pricing?via=x&sub2=b',
      referrer: 'https://blog.example/a',
    };
    const answer = await report(visit);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    const again = await report({ ...visit, visitorId: answer.json().visitorId });
    expect(again.json().clickId).toBe(answer.json().clickId);
    const { rows } = await pool().query(
      'select verdict, page_url, sub2, referrer_host from tracking.clicks where workspace_id = $1 order by at, id',
      [id],
    );
    expect(rows[0]).toEqual({
      verdict: 'counted',
      page_url: 'https://www.acme.example/pricing',
      sub2: 'b',
      referrer_host: 'blog.example',
    });
    expect(rows[1].verdict).toBe('repeat');
  });

  it('of other hosts, unknown links and broken bodies are refused', async () => {
    const { first } = await openProgram(['Ann']);
    const visit = { key: first.link.key, url: 'https://acme.example/' };
    expect((await report(visit, { origin: 'https://evil.example' })).json()).toMatchObject({
      code: 'host_not_allowed',
    });
    expect((await report(visit, { origin: 'null' })).statusCode).toBe(200);
    expect((await report({ ...visit, url: 'nonsense' }, { origin: 'null' })).statusCode).toBe(403);
    expect((await report({ ...visit, key: 'nobody' })).statusCode).toBe(404);
    expect((await report('{"key":')).statusCode).toBe(422);
    expect((await report('x'.repeat(2_000_000))).statusCode).toBe(413);
    const preflight = await app.inject({ method: 'OPTIONS', url: '/track/click' });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-methods']).toBe('POST');
  });
});

describe('figures', () => {
  it('sum clicks by day, affiliate and link, exactly', async () => {
    const { id, headers, first, second } = await openProgram();
    const at = (day: number, minute: number) => new Date(Date.UTC(2026, 0, day, 12, minute));
    await recordClicks(id, [
      { at: at(1, 0), linkId: first.link.id, visitorId: 'visitor-0000000001' },
      { at: at(1, 30), linkId: first.link.id, visitorId: 'visitor-0000000001' },
      { at: at(2, 0), linkId: first.link.id, visitorId: 'visitor-0000000002' },
      { at: at(2, 0), linkId: second?.link.id ?? '', visitorId: 'visitor-0000000002', verdict: 'bot' },
    ]);
    const byDay = (await get('/clicks/summary', headers)).json();
    expect(byDay).toEqual({
      total: { counted: 2, repeats: 1, automatic: 1, overCap: 0 },
      rows: [
        { key: '2026-01-01', counted: 1, repeats: 1, automatic: 0, overCap: 0 },
        { key: '2026-01-02', counted: 1, repeats: 0, automatic: 1, overCap: 0 },
      ],
    });
    const ofOne = (
      await get(`/clicks/summary?by=affiliate&affiliateId=${first.id}&since=2026-01-02`, headers)
    ).json();
    expect(ofOne.rows).toEqual([{ key: first.id, counted: 1, repeats: 0, automatic: 0, overCap: 0 }]);
    expect((await get('/clicks/summary?since=2027-01-01', headers)).json().total.counted).toBe(0);
  });

  it('show an affiliate their own links and figures, and nobody else’s', async () => {
    const { id, first, second, headers } = await openProgram();
    const session = await signInAsRole(app, id, 'affiliate');
    await pool().query(
      `update affiliates.affiliates set user_id = (select user_id from workspace.members
        where workspace_id = $1 and role = 'affiliate') where workspace_id = $1 and id = $2`,
      [id, first.id],
    );
    await recordClicks(id, [{ at: new Date(), linkId: first.link.id, visitorId: 'visitor-0000000001' }]);
    await post('/events/sale', headers, { customerExternalId: 'c1', amountMinor: 500, currency: 'USD' });
    const links = (await get('/portal/links', session)).json().links;
    expect(links.map((link: { id: string }) => link.id)).toEqual([first.link.id]);
    expect((await get(`/portal/links/${second?.link.id}/qr.svg`, session)).statusCode).toBe(404);
    const figures = (await get('/portal/figures', session)).json();
    expect(figures).toMatchObject({ clicks: 1, leads: 0, sales: 0, revenue: [], days: [{ clicks: 1 }] });
    expect((await get('/links', session)).statusCode).toBe(403);
  });
});
