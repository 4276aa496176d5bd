import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { person } from '../../../test/support/visitor.ts';
import type { PostbackCall, WaitingConversion } from '../../connections/intake/schema.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { findSales } from '../../tracking/index.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
});
afterAll(() => app.close());

async function openShop(isTrusted = false) {
  const { id: ws, affiliates } = await makeProgram(['Ann']);
  const [ann] = affiliates;
  const headers = await withApiKey(ws);
  const made = await app.inject({
    ...{ method: 'POST', url: '/api/v1/postback-keys', headers },
    body: { name: 'Shop', kind: 'pixel', isTrusted },
  });
  const path = new URL(made.json<{ url: string }>().url).pathname;
  const answer = await app.inject({ url: `/r/${ann?.link.key}`, headers: person() });
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const clickId = new URL(answer.headers.location ?? '').searchParams.get('gw_click') ?? '';
  const read = async <Row>(url: string) => (await app.inject({ url, headers })).json<{ data: Row[] }>().data;
  return {
    ...{ ws, ann, path, cookie, clickId, headers },
    draw: (query: Record<string, string>, more: Record<string, string> = {}) =>
      app.inject({ url: path, query, headers: { ...person(), ...more } }),
    calls: () => read<PostbackCall>('/api/v1/postback-calls'),
    waiting: () => read<WaitingConversion>('/api/v1/waiting-conversions'),
    decide: (conversionKey: string, decision: string) =>
      app.inject({
        ...{ method: 'POST', url: '/api/v1/waiting-conversions/decision', headers },
        payload: { conversionKey, decision },
      }),
  };
}

const ORDER = { order_id: 'A-1', amount: '49.90', currency: 'EUR' };

describe('a pixel', () => {
  it('waits for a person, and becomes a sale of whoever brought the visitor when it is approved', async () => {
    const { ws, ann, clickId, cookie, draw, waiting, decide } = await openShop();
    const answer = await draw({ ...ORDER, email: 'Jo@Buyer.example' }, { cookie });
    expect(answer.headers['content-type']).toBe('image/gif');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.rawPayload.subarray(0, 6).toString()).toBe('GIF89a');
    expect(await findSales(ws, ['A-1'])).toEqual([]);
    const [told] = await waiting();
    expect(told).toMatchObject({ orderId: 'A-1', amountMinor: 4_990, customer: 'Jo@Buyer.example' });
    const decided = await decide(told?.conversionKey ?? '', 'approved');
    expect(decided.json()).toEqual({ outcome: 'recorded', note: 'sale' });
    expect(await findSales(ws, ['A-1'])).toMatchObject([
      { amountMinor: 4_990, currency: 'EUR', affiliateId: ann?.id, clickId },
    ]);
    expect(await waiting()).toEqual([]);
    expect((await decide(told?.conversionKey ?? '', 'rejected')).statusCode).toBe(404);
  });

  it('that is rejected is never recorded', async () => {
    const { ws, clickId, draw, waiting, decide } = await openShop();
    await draw({ ...ORDER, click_id: clickId });
    const [told] = await waiting();
    expect((await decide(told?.conversionKey ?? '', 'rejected')).json()).toMatchObject({
      outcome: 'ignored',
    });
    await draw({ ...ORDER, click_id: clickId });
    expect([await waiting(), await findSales(ws, ['A-1'])]).toEqual([[], []]);
  });

  it('of a trusted key is recorded at once, each order once for ever', async () => {
    const { ws, clickId, draw, calls } = await openShop(true);
    const told = { ...ORDER, click_id: clickId, customer_id: 'c1', coupon_code: 'NONE' };
    await Promise.all([draw(told), draw(told)]);
    await draw({ ...told, amount: '1', status: 'rejected' });
    expect(await findSales(ws, ['A-1'])).toMatchObject([{ amountMinor: 4_990, refundedMinor: 0 }]);
    expect((await calls()).map(({ outcome }) => outcome).sort()).toEqual(['recorded', 'repeat', 'repeat']);
  });

  it('is approved by nothing that it says itself, and forestalls and changes nothing that a tracker says', async () => {
    const { ws, clickId, headers, draw } = await openShop();
    await draw({ ...ORDER, click_id: clickId, status: 'approved', amount: '9999' });
    expect(await findSales(ws, ['A-1'])).toEqual([]);
    const made = await app.inject({
      ...{ method: 'POST', url: '/api/v1/postback-keys', headers, body: { name: 'Network' } },
    });
    const tracker = new URL(made.json<{ url: string }>().url).pathname;
    const said = await app.inject({ url: tracker, query: { ...ORDER, tid: clickId } });
    expect(said.json()).toMatchObject({ outcome: 'recorded' });
    expect(await findSales(ws, ['A-1'])).toMatchObject([{ amountMinor: 4_990 }]);
    await draw({ ...ORDER, click_id: clickId, status: 'rejected' });
    expect(await findSales(ws, ['A-1'])).toMatchObject([{ refundedMinor: 0 }]);
  });

  it('answers the same to bad input, and the console says what was wrong', async () => {
    const { cookie, clickId, draw, calls, waiting } = await openShop();
    const bad: [Record<string, string>, string][] = [
      [{ amount: '5', click_id: clickId }, 'order_missing'],
      [{ ...ORDER, amount: '1,234', click_id: clickId }, 'amount_unreadable'],
      [{ ...ORDER, currency: 'XXZ', click_id: clickId }, 'currency_unknown'],
      [{ ...ORDER, email: 'nobody', click_id: clickId }, 'email_unreadable'],
      [{ ...ORDER, click_id: 'clk_unknown' }, 'unknown_click'],
      [ORDER, 'nobody_named'],
    ];
    for (const [query] of bad) {
      const answer = await draw(query);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/gif']);
    }
    expect((await calls()).map(({ note }) => note).reverse()).toEqual(bad.map(([, note]) => note));
    // Who asks not to be followed is not known by the cookie.
    await draw(ORDER, { cookie, 'sec-gpc': '1' });
    expect((await calls())[0]).toMatchObject({ outcome: 'refused', note: 'nobody_named' });
    expect(await waiting()).toEqual([]);
  });

  it('can be a page in a frame of any shop, and an address that was never given shows the same', async () => {
    const { path, clickId, waiting } = await openShop();
    const page = await app.inject({ url: `${path}/page`, query: { ...ORDER, click_id: clickId } });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(page.headers).not.toHaveProperty('x-frame-options');
    expect(await waiting()).toHaveLength(1);
    for (const url of ['/pixel/never-given', path.replace('/pixel/', '/postback/')])
      expect((await app.inject({ url, query: ORDER })).statusCode).toBe(url.includes('postback') ? 404 : 200);
  });
});
