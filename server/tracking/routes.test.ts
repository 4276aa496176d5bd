import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../test/support/database.ts';
import { withApiKey } from '../../test/support/http.ts';
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
    const found = async (q: string) =>
      (await get(`/sales?q=${encodeURIComponent(q)}`, headers)).json().data.length;
    expect([await found(body.invoiceId.toUpperCase()), await found('c1'), await found('%')]).toEqual([
      1, 1, 0,
    ]);
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
    [{ customerExternalId: 'c\u0000', amountMinor: 1, currency: 'USD' }, 'customerExternalId'],
    [
      { customerExternalId: 'c', amountMinor: 1, currency: 'USD', metadata: { note: '\u0000' } },
      'metadata.note',
    ],
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
