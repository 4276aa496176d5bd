import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../test/support/database.ts';
import { signInAsRole, withApiKey } from '../../test/support/http.ts';
import { makeProgram } from '../../test/support/program.ts';
import { systemActor } from '../core/actor.ts';
import { inTransaction, pool } from '../core/db.ts';
import { emit } from '../core/events.ts';
import type { App } from '../core/http/server.ts';
import { createApp } from '../main.ts';
import { createApiKey } from '../workspace/index.ts';
import { recordClicks } from './clicks/record-clicks.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

type Headers = Record<string, string>;

interface Page {
  data: { id: string }[];
  nextCursor: string | null;
}

const get = (url: string, headers: Headers) => app.inject({ url: `/api/v1${url}`, headers });
const post = (url: string, headers: Headers, body: object) =>
  app.inject({ method: 'POST', url: `/api/v1${url}`, headers, body });

async function openProgram(names?: string[]) {
  const program = await makeProgram(names);
  const [first, second] = program.affiliates;
  if (!first) throw new Error('no affiliate');
  return { ...program, first, second, headers: await withApiKey(program.id) };
}

describe('links', () => {
  it('are made once per affiliate and offer, with a key of one’s own, and drawn as QR codes', async () => {
    const { headers, first, offer } = await openProgram();
    const wanted = { affiliateId: first.id, offerId: offer.id };
    const plain = await post('/links', headers, wanted);
    expect(plain.json()).toMatchObject({
      id: first.link.id,
      url: `http://localhost:4400/r/${first.link.key}`,
    });
    const own = await post('/links', headers, { ...wanted, key: `Ann-${offer.id.slice(-6)}` });
    expect(own.statusCode).toBe(201);
    expect((await post('/links', headers, { ...wanted, key: own.json().key })).json()).toMatchObject({
      code: 'link_key_taken',
    });
    const svg = await get(`/links/${own.json().id}/qr.svg`, headers);
    expect(svg.headers['content-type']).toBe('image/svg+xml');
    expect(svg.body).toContain('<svg');
    const png = await get(`/links/${own.json().id}/qr.png`, headers);
    expect(png.rawPayload.subarray(1, 4).toString()).toBe('PNG');
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = (await get(`/links?limit=1${cursor && `&cursor=${cursor}`}`, headers)).json();
      pages.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(pages).size).toBe(3);
  });

  it.each([
    ['javascript:alert(1)', 'destinationUrl'],
    ['https://acme.example@evil.example/', 'destinationUrl'],
    ['https://evil.example/', 'destinationUrl'],
    ['//evil.example', 'destinationUrl'],
  ])('never lead to %s', async (destinationUrl, path) => {
    const { headers, first, offer } = await openProgram(['Ann']);
    const answer = await post('/links', headers, {
      affiliateId: first.id,
      offerId: offer.id,
      destinationUrl,
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0]).toMatchObject({ path });
  });

  it('that were clicked are archived, never deleted', async () => {
    const { id, headers, first } = await openProgram(['Ann']);
    await recordClicks(id, [{ at: new Date(), linkId: first.link.id, visitorId: 'visitor-0000000001' }]);
    const remove = () => app.inject({ method: 'DELETE', url: `/api/v1/links/${first.link.id}`, headers });
    expect((await remove()).json()).toMatchObject({ code: 'link_was_clicked' });
    await pool().query('delete from tracking.click_days where workspace_id = $1', [id]);
    expect((await remove()).statusCode).toBe(204);
  });

  it('of every active offer wait for an affiliate who is approved', async () => {
    const { id, offer, affiliates } = await openProgram(['Ann']);
    await pool().query('delete from tracking.links where workspace_id = $1', [id]);
    await inTransaction(() => emit(id, 'affiliate.approved', { affiliateId: affiliates[0]?.id }));
    const { rows } = await pool().query('select offer_id from tracking.links where workspace_id = $1', [id]);
    expect(rows).toEqual([{ offer_id: offer.id }]);
  });
});

describe('another workspace', () => {
  it('finds nothing of ours, and cannot write to it', async () => {
    const ours = await openProgram();
    const theirs = await openProgram();
    const { json: saleJson } = await post('/events/sale', ours.headers, {
      externalId: 's1',
      customerExternalId: 'c1',
      amountMinor: 100,
      currency: 'USD',
    });
    const saleId = saleJson().sale.id;
    for (const url of [
      `/links/${ours.first.link.id}`,
      `/links/${ours.first.link.id}/qr.svg`,
      `/sales/${saleId}`,
    ])
      expect((await get(url, theirs.headers)).statusCode, url).toBe(404);
    const refund = await post(`/sales/${saleId}/refunds`, theirs.headers, { refundExternalId: 'r1' });
    expect(refund.statusCode).toBe(404);
    const link = { affiliateId: ours.first.id, offerId: theirs.offer.id };
    expect((await post('/links', theirs.headers, link)).statusCode).toBe(404);
    const coupon = { affiliateId: theirs.first.id, offerId: ours.offer.id, code: 'X1' };
    expect((await post('/coupons', theirs.headers, coupon)).statusCode).toBe(404);
    expect((await get('/sales', theirs.headers)).json().data).toEqual([]);
  });
});

describe('sales and leads', () => {
  it('answer 201 once and 200 ever after, with the decision in the reader’s language', async () => {
    const { headers, first, offer } = await openProgram(['Ann']);
    await post('/coupons', headers, { affiliateId: first.id, offerId: offer.id, code: 'ann10' });
    const body = {
      invoiceId: 'in_1',
      customerExternalId: 'c1',
      amountMinor: 4_900,
      currency: 'eur',
      couponCode: 'ANN10',
    };
    const created = await post('/events/sale', headers, body);
    expect(created.statusCode).toBe(201);
    expect(created.json().decision.reason.text).toBe('Credited to Ann: the coupon ANN10 is theirs.');
    const repeated = await post('/events/sale', { ...headers, 'accept-language': 'th' }, body);
    expect(repeated.statusCode).toBe(200);
    expect(repeated.json()).toMatchObject({
      isRepeat: true,
      sale: { id: created.json().sale.id, currency: 'EUR' },
    });
    expect(repeated.json().decision.reason.text).toContain('ให้เครดิตแก่ Ann');
    const detail = await get(`/sales/${created.json().sale.id}`, headers);
    expect(detail.json()).toMatchObject({ affiliateId: first.id, refunds: [], decision: { version: 1 } });
    expect((await get(`/sales?affiliateId=${first.id}`, headers)).json().data).toHaveLength(1);
  });

  it('are paged through without gaps', async () => {
    const { headers } = await openProgram(['Ann']);
    const at = new Date('2026-05-01T00:00:00Z').toISOString();
    for (let index = 0; index < 5; index += 1)
      await post('/events/lead', headers, { customerExternalId: `c${index}`, occurredAt: at });
    const first = (await get('/leads?limit=3', headers)).json();
    const second = (await get(`/leads?limit=3&cursor=${first.nextCursor}`, headers)).json();
    const ids = [...first.data, ...second.data].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(5);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    [{ customerExternalId: 'c', amountMinor: 1.5, currency: 'USD' }, 'amountMinor'],
    [{ customerExternalId: 'c', amountMinor: -1, currency: 'USD' }, 'amountMinor'],
    [{ customerExternalId: 'c', amountMinor: 1, currency: 'XXY' }, 'currency'],
    [{ customerExternalId: '', amountMinor: 1, currency: 'USD' }, 'customerExternalId'],
    [
      { customerExternalId: 'c', amountMinor: 1, currency: 'USD', externalId: 'a', invoiceId: 'b' },
      'invoiceId',
    ],
    [{ customerExternalId: 'c\u0000', amountMinor: 1, currency: 'USD' }, ''],
    [{ customerExternalId: 'c', amountMinor: 1, currency: 'USD', metadata: { note: '\u0000' } }, ''],
    [{ customerExternalId: 'c', amountMinor: 1, currency: 'USD', occurredAt: 'yesterday' }, 'occurredAt'],
  ])('refuse %j, naming the field', async (body, path) => {
    const { headers } = await openProgram(['Ann']);
    const answer = await post('/events/sale', headers, body);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0].path).toBe(path);
    const { rows } = await pool().query('select 1 from tracking.sale_events where external_id = $1', ['a']);
    expect(rows).toEqual([]);
  });

  it('take leads from a web page, and money from a server only', async () => {
    const { id } = await openProgram(['Ann']);
    const { key } = await createApiKey(systemActor(id, 'test'), { name: 'page', kind: 'publishable' });
    const headers = { authorization: `Bearer ${key}`, origin: 'https://acme.example' };
    const preflight = await app.inject({
      method: 'OPTIONS',
      url: '/api/v1/events/lead',
      headers: { origin: 'https://acme.example' },
    });
    expect(preflight.headers['access-control-allow-headers']).toContain('authorization');
    const lead = await post('/events/lead', headers, { customerExternalId: 'c1' });
    expect(lead.statusCode).toBe(201);
    expect(lead.headers['access-control-allow-origin']).toBe('*');
    const sale = await post('/events/sale', headers, {
      customerExternalId: 'c1',
      amountMinor: 1,
      currency: 'USD',
    });
    expect(sale.json()).toMatchObject({ status: 403, code: 'secret_key_needed' });
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
      total: { counted: 2, repeats: 1, automatic: 1 },
      rows: [
        { key: '2026-01-01', counted: 1, repeats: 1, automatic: 0 },
        { key: '2026-01-02', counted: 1, repeats: 0, automatic: 1 },
      ],
    });
    const ofOne = (
      await get(`/clicks/summary?by=affiliate&affiliateId=${first.id}&since=2026-01-02`, headers)
    ).json();
    expect(ofOne.rows).toEqual([{ key: first.id, counted: 1, repeats: 0, automatic: 0 }]);
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
