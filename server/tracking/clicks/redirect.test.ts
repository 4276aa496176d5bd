import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { makeProgram } from '../../../test/support/program.ts';
import { BROWSER, person } from '../../../test/support/visitor.ts';
import { startListening, stopListening } from '../../core/announce.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { saveLink } from '../links/save-link.ts';
import { updateLink } from '../store/links.ts';
import { settleClicks } from './settle-clicks.ts';

useDatabase();

let app: App;
beforeAll(async () => {
  app = await createApp(testConfig());
  await startListening();
});
afterAll(async () => {
  await stopListening();
  await app.close();
});
afterEach(() => setClock());

const visit = (address: string, headers: Record<string, string> = person(), method: 'GET' | 'HEAD' = 'GET') =>
  app.inject({ method, url: address, headers });

async function clicksOf(workspaceId: string) {
  await settleClicks(workspaceId);
  const { rows } = await pool().query(
    'select * from tracking.clicks where workspace_id = $1 order by at, id',
    [workspaceId],
  );
  return rows;
}

async function sumsOf(workspaceId: string) {
  await settleClicks(workspaceId);
  const { rows } = await pool().query(
    'select counted, repeats, automatic from tracking.click_days where workspace_id = $1',
    [workspaceId],
  );
  return rows;
}

async function oneLink() {
  const program = await makeProgram(['Ann']);
  const link = program.affiliates[0]?.link;
  if (!link) throw new Error('no link');
  return { ...program, link, address: `/r/${link.key}` };
}

describe('a click', () => {
  it('is written while everything else that the database allows is busy', async () => {
    const { id, address } = await oneLink();
    await visit(address);
    const busy = await Promise.all(Array.from({ length: pool().options.max }, () => pool().connect()));
    const answer = await visit(address);
    for (const client of busy) client.release();
    expect(answer.statusCode).toBe(302);
    expect(await clicksOf(id)).toHaveLength(2);
  });

  it('is committed with what is known of it before the answer sends the visitor on', async () => {
    const { id, address } = await oneLink();
    const answer = await visit(`${address}?utm_source=blog&tag=a&tag=b&sub1=spring`, {
      ...person(),
      referer: 'https://blog.example/post?x=1',
    });
    const [click] = await clicksOf(id);
    expect(answer.statusCode).toBe(302);
    const target = new URL(answer.headers.location ?? '');
    expect(target.origin + target.pathname + target.hash).toBe('https://acme.example/start#top');
    expect(Object.fromEntries(target.searchParams)).toMatchObject({
      plan: 'pro',
      utm_source: 'blog',
      gw_click: click.id,
    });
    expect(target.searchParams.getAll('tag')).toEqual(['a', 'b']);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store, private',
      'referrer-policy': 'strict-origin-when-cross-origin',
    });
    expect(click).toMatchObject({
      verdict: 'counted',
      country: 'US',
      device: 'desktop',
      browser: 'Chrome',
      os: 'macOS',
      referrer_host: 'blog.example',
      sub1: 'spring',
      window_days: 30,
    });
    expect(JSON.stringify(click)).not.toContain('8.8.0.0"');
    expect(click.ip_prefix).toMatch(/^8\.8\.\d+\.0\/24$/);
    expect(await sumsOf(id)).toEqual([{ counted: 1, repeats: 0, automatic: 0 }]);
  });

  it('of the same visitor on the same link within an hour is a repeat, by cookie or by browser and address', async () => {
    const { id, address } = await oneLink();
    const headers = person();
    const start = Date.now();
    const first = await visit(address, headers);
    const cookie = String(first.headers['set-cookie']).split(';')[0] ?? '';
    expect(String(first.headers['set-cookie'])).toMatch(/^gw_visitor=.+; HttpOnly; SameSite=Lax$/);
    await visit(address, headers);
    await visit(address, { ...person(), cookie });
    // Somebody else behind the same address, with a cookie of their own.
    await visit(address, { ...headers, cookie: 'gw_visitor=somebody-else-0000000001' });
    setClock(() => new Date(start + 3_700_000));
    await visit(address, { ...person(), cookie });
    const clicks = await clicksOf(id);
    expect(clicks.map(({ verdict }) => verdict)).toEqual([
      'counted',
      'repeat',
      'repeat',
      'counted',
      'counted',
    ]);
    expect(clicks[1].repeat_of).toBe(clicks[0].id);
    const sums = await sumsOf(id);
    expect(sums.reduce((sum, day) => sum + day.counted, 0)).toBe(3);
  });

  it('is told from the first one when many of one visitor come at once', async () => {
    const { id, address } = await oneLink();
    const headers = person();
    await Promise.all(Array.from({ length: 40 }, () => visit(address, headers)));
    expect(await sumsOf(id)).toEqual([{ counted: 1, repeats: 39, automatic: 0 }]);
  });

  it.each([
    ['bot', { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' }, 'GET'],
    ['bot', { 'user-agent': '' }, 'GET'],
    ['bot', { 'user-agent': 'curl/8.5.0' }, 'GET'],
    ['scanner', { 'user-agent': 'Mozilla/5.0 (compatible; Barracuda Sentinel)' }, 'GET'],
    ['prefetch', { 'user-agent': BROWSER, 'sec-purpose': 'prefetch;prerender' }, 'GET'],
    ['prefetch', { 'user-agent': BROWSER, purpose: 'prefetch' }, 'GET'],
    ['prefetch', { 'user-agent': BROWSER, 'x-purpose': 'preview' }, 'GET'],
    ['prefetch', { 'user-agent': BROWSER }, 'HEAD'],
  ] as const)('of a %s is recorded, sent on, and not counted (%j %s)', async (verdict, headers, method) => {
    const { id, address } = await oneLink();
    const answer = await visit(address, { ...person(), ...headers }, method);
    expect(answer.statusCode).toBe(302);
    expect(await clicksOf(id)).toMatchObject([{ verdict }]);
    expect(await sumsOf(id)).toEqual([{ counted: 0, repeats: 0, automatic: 1 }]);
    expect(new URL(answer.headers.location ?? '').searchParams.has('gw_click')).toBe(verdict === 'prefetch');
  });

  it('keeps nothing to know the visitor by when the browser asks for privacy', async () => {
    const { id, address } = await oneLink();
    const answer = await visit(address, { ...person(), 'sec-gpc': '1' });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await clicksOf(id)).toMatchObject([{ ip_hash: null, ip_prefix: null, visitor_hash: null }]);
  });

  it('adds what payment links and the other script look for, where the link says so', async () => {
    const { id, offer, affiliates } = await oneLink();
    const link = await saveLink(id, {
      affiliateId: affiliates[0]?.id ?? '',
      offerId: offer.id,
      key: `dub-${offer.id.slice(-8)}`,
      appendsDubId: true,
    });
    const answer = await visit(`/r/${link.key}?dub_client_reference_id=1&gw_click=clk_forged`);
    const { searchParams } = new URL(answer.headers.location ?? '');
    const clickId = searchParams.get('gw_click');
    expect(clickId).toMatch(/^clk_[0-9a-f]{32}$/);
    expect(searchParams.get('dub_id')).toBe(clickId);
    expect(searchParams.get('client_reference_id')).toBe(`dub_id_${clickId}`);
  });
});

describe('a link that does not work', () => {
  it('answers a page with a sentence, in the reader’s language', async () => {
    const answer = await visit('/r/no-such-key', { ...person(), 'accept-language': 'th' });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain('ลิงก์นี้ไม่มีปลายทาง');
  });

  it('after it has expired, is the same', async () => {
    const { id, link, address } = await oneLink();
    await updateLink(id, link.id, { expiresAt: new Date(Date.now() + 5_000) });
    expect((await visit(address)).statusCode).toBe(302);
    setClock(() => new Date(Date.now() + 10_000));
    expect((await visit(address)).statusCode).toBe(404);
  });

  it.each(['%00', '..%2f..%2fetc', 'a'.repeat(400), "x'--", '%E0%B8%81'])(
    'answers %s like any other',
    async (key) => {
      expect((await visit(`/r/${key}`)).statusCode).toBe(404);
    },
  );
});

describe('a change of a link', () => {
  it('is heard by every running instance within a second', async () => {
    const { id, link, address } = await oneLink();
    const headers = await withApiKey(id);
    expect((await visit(address)).statusCode).toBe(302);
    // As another instance does it: written and announced, without touching this one's memory.
    await updateLink(id, link.id, { status: 'archived' });
    const start = performance.now();
    await pool().query("select pg_notify('goodword', $1)", [
      JSON.stringify(['tracking.links-changed', `/${link.key}`]),
    ]);
    await expect
      .poll(async () => (await visit(address)).statusCode, { interval: 10, timeout: 1_000 })
      .toBe(404);
    expect(performance.now() - start).toBeLessThan(1_000);
    const back = await app.inject({
      method: 'PATCH',
      url: `/api/v1/links/${link.id}`,
      headers,
      body: { status: 'active' },
    });
    expect(back.statusCode).toBe(200);
    expect((await visit(address)).statusCode).toBe(302);
  });
});

describe('a change of an offer', () => {
  it('sends the next visitors to its new destination within a second', async () => {
    const { id, offer, address } = await oneLink();
    expect((await visit(address)).headers.location).toContain('https://acme.example/start');
    await app.inject({
      method: 'PATCH',
      url: `/api/v1/offers/${offer.id}`,
      headers: await withApiKey(id),
      body: { destinationUrl: 'https://new.example/' },
    });
    const target = async () => String((await visit(address)).headers.location);
    await expect.poll(target, { interval: 10, timeout: 1_000 }).toContain('https://new.example/');
  });

  it('adds its parameters to every link, with names of what was clicked, and refuses unknown names', async () => {
    const { id, offer, address } = await oneLink();
    const headers = await withApiKey(id);
    const change = (utmTemplate: string) =>
      app.inject({ method: 'PATCH', url: `/api/v1/offers/${offer.id}`, headers, body: { utmTemplate } });
    expect((await change('utm_source={visitor}')).statusCode).toBe(422);
    expect((await change('?utm_source=partners&utm_content={offer}')).statusCode).toBe(200);
    const target = async () => String((await visit(`${address}?utm_medium=mail`)).headers.location);
    const wanted = 'utm_source=partners&utm_content=Acme&utm_medium=mail';
    await expect.poll(target, { interval: 10, timeout: 1_000 }).toContain(wanted);
  });
});
