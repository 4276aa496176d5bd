import type { AddressInfo } from 'node:net';
import { Dub } from 'dub';
import { Forbidden, NotFound, Unauthorized, UnprocessableEntity } from 'dub/models/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { type Affiliate, saveAffiliate, saveOffer } from '../../affiliates/index.ts';
import { systemActor } from '../../core/actor.ts';
import type { App } from '../../core/http/server.ts';
import { createApp } from '../../main.ts';
import { type LinkRow, saveLink } from '../../tracking/index.ts';
import { createApiKey, type Permission } from '../../workspace/index.ts';

useDatabase();

let app: App;
let serverURL: string;
beforeAll(async () => {
  app = await createApp(testConfig());
  await app.listen({ port: 0, host: '127.0.0.1' });
  serverURL = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/dub`;
});
afterAll(() => app.close());

async function clientOf(workspaceId: string, scopes?: Permission[]) {
  const { authorization } = await withApiKey(workspaceId, scopes);
  return new Dub({
    token: authorization.replace('Bearer ', ''),
    serverURL,
    retryConfig: { strategy: 'none' },
  });
}

async function setTheScene() {
  const { id } = await makeWorkspace();
  const offer = await saveOffer(id, { name: 'Main', destinationUrl: 'https://acme.example/start' });
  const affiliate = await saveAffiliate(id, { email: 'ann@example.com', name: 'Ann', status: 'active' });
  const link = await saveLink(id, { affiliateId: affiliate.id, offerId: offer.id, appendsDubId: true });
  return { id, offer, affiliate, link, dub: await clientOf(id) };
}

interface Scene {
  affiliate: Affiliate;
  link: LinkRow;
}

/** What the browser script of the SDK's makers sends for `?via=key`. */
function click({ link }: Scene, visitor: string, page: object = {}) {
  return app.inject({
    method: 'POST',
    url: '/dub/track/click',
    headers: {
      'user-agent': `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/${visitor}`,
      origin: 'https://acme.example',
    },
    body: {
      domain: 'localhost:4400',
      key: link.key,
      url: 'https://acme.example/?via=x',
      referrer: '',
      ...page,
    },
  });
}

async function clickId(scene: Scene, visitor: string): Promise<string> {
  const answer = await click(scene, visitor);
  expect(answer.statusCode).toBe(200);
  return answer.json<{ clickId: string }>().clickId;
}

describe('a click that a page reports', () => {
  it('gets an id and the partner, and the same id again within the hour', async () => {
    const scene = await setTheScene();
    const first = await click(scene, '600.1');
    expect(first.headers['access-control-allow-origin']).toBe('*');
    expect(first.json()).toEqual({
      clickId: expect.stringMatching(/^clk_/),
      partner: { id: scene.affiliate.id.replace('aff_', 'pn_'), name: 'Ann', image: null },
      discount: null,
    });
    expect((await click(scene, '600.1')).json()).toEqual(first.json());
    expect(await clickId(scene, '600.2')).not.toBe(first.json().clickId);
  });

  it('is asked for across hosts by browsers, and taken from the offer’s hosts only', async () => {
    const scene = await setTheScene();
    const preflight = await app.inject({ method: 'OPTIONS', url: '/dub/track/click' });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toContain('authorization');
    const foreign = await app.inject({
      method: 'POST',
      url: '/dub/track/click',
      headers: { origin: 'https://evil.example' },
      body: { domain: 'localhost:4400', key: scene.link.key, url: 'https://evil.example' },
    });
    expect(foreign.statusCode).toBe(403);
    expect(foreign.json()).toMatchObject({ error: { code: 'forbidden' } });
    const unknown = await click({ ...scene, link: { ...scene.link, key: 'no-such-key' } }, '600.3');
    expect(unknown.json()).toMatchObject({ error: { code: 'not_found', doc_url: expect.any(String) } });
  });
});

describe('a lead', () => {
  it('names the link, its partner and the customer, once per customer and event name', async () => {
    const scene = await setTheScene();
    const id = await clickId(scene, '601.1');
    const lead = {
      clickId: id,
      eventName: 'Sign up',
      customerExternalId: 'user-1',
      customerName: 'Cy',
      customerEmail: 'Cy@Example.com',
      eventQuantity: 2,
    };
    const answer = await scene.dub.track.lead(lead);
    expect(answer).toMatchObject({
      click: { id },
      link: { key: scene.link.key, partnerId: scene.affiliate.id.replace('aff_', 'pn_') },
      customer: { externalId: 'user-1', name: 'Cy', email: 'cy@example.com' },
    });
    expect(await scene.dub.track.lead(lead)).toEqual(answer);
    const [partner] = await scene.dub.partners.list({});
    expect(partner).toMatchObject({ totalLeads: 1, totalClicks: 1 });
  });

  it('takes the customer’s own click when the id is empty', async () => {
    const scene = await setTheScene();
    const id = await clickId(scene, '602.1');
    await scene.dub.track.lead({ clickId: id, eventName: 'Sign up', customerExternalId: 'user-1' });
    const again = await scene.dub.track.lead({
      clickId: '',
      eventName: 'Booked a demo',
      customerExternalId: 'user-1',
    });
    expect(again.link).toMatchObject({ key: scene.link.key });
    const nobody = { clickId: '', eventName: 'Sign up', customerExternalId: 'nobody' };
    await expect(scene.dub.track.lead(nobody)).rejects.toBeInstanceOf(NotFound);
    const noClick = { clickId: 'clk_unknown', eventName: 'Sign up', customerExternalId: 'user-2' };
    await expect(scene.dub.track.lead(noClick)).rejects.toBeInstanceOf(NotFound);
  });

  it('that is deferred only knows the customer, until it is told', async () => {
    const scene = await setTheScene();
    const id = await clickId(scene, '603.1');
    const lead = { eventName: 'Sign up', customerExternalId: 'user-1' };
    const deferred = await scene.dub.track.lead({ ...lead, clickId: id, mode: 'deferred' });
    expect(deferred).toMatchObject({ click: { id }, link: { key: scene.link.key } });
    expect(await scene.dub.partners.list({})).toMatchObject([{ totalLeads: 0 }]);
    const told = await scene.dub.track.lead({ ...lead, clickId: '' });
    expect(told).toMatchObject({ click: { id }, link: { key: scene.link.key } });
    expect(await scene.dub.partners.list({})).toMatchObject([{ totalLeads: 1 }]);
  });

  it('with something else in the e-mail field is kept without it', async () => {
    const scene = await setTheScene();
    const lead = {
      clickId: await clickId(scene, '604.1'),
      eventName: 'Sign up',
      customerExternalId: 'user-1',
    };
    const answer = await scene.dub.track.lead({ ...lead, customerEmail: 'not an address' });
    expect(answer.customer.email).toBeNull();
  });
});

describe('a sale', () => {
  const sale = { customerExternalId: 'user-1', amount: 4900, currency: 'usd', invoiceId: 'inv-1' };

  it('is credited to the partner of the customer’s click, once per invoice, for ever', async () => {
    const scene = await setTheScene();
    const id = await clickId(scene, '605.1');
    await scene.dub.track.lead({ clickId: id, eventName: 'Sign up', customerExternalId: 'user-1' });
    const answers = await Promise.all([1, 2, 3].map(() => scene.dub.track.sale(sale)));
    for (const answer of answers) {
      expect(answer).toMatchObject({
        eventName: 'Purchase',
        customer: { externalId: 'user-1', id: expect.stringMatching(/^cus_/) },
        sale: { amount: 4900, currency: 'usd', invoiceId: 'inv-1', paymentProcessor: 'custom' },
      });
    }
    const [partner] = await scene.dub.partners.list({});
    expect(partner).toMatchObject({
      totalSales: 1,
      totalSaleAmount: 4900,
      totalConversions: 1,
      links: [{ key: scene.link.key, clicks: 1, leads: 1, sales: 1, conversions: 1, saleAmount: 4900 }],
    });
  });

  it('with a click but without a lead before knows the customer by the click', async () => {
    const scene = await setTheScene();
    const answer = await scene.dub.track.sale({ ...sale, clickId: await clickId(scene, '606.1') });
    expect(answer.customer).toMatchObject({ externalId: 'user-1' });
    expect(await scene.dub.partners.list({})).toMatchObject([{ totalSales: 1 }]);
  });

  it('of a customer whom nobody knows answers nulls and keeps nothing', async () => {
    const scene = await setTheScene();
    expect(await scene.dub.track.sale(sale)).toEqual({ eventName: 'Purchase', customer: null, sale: null });
    expect((await scene.dub.customers.list({})).result).toEqual([]);
  });

  it('is never taken from the key of a web page', async () => {
    const scene = await setTheScene();
    const { key } = await createApiKey(systemActor(scene.id, 'test'), { name: 'page', kind: 'publishable' });
    const page = new Dub({ token: key, serverURL, retryConfig: { strategy: 'none' } });
    await expect(page.track.sale(sale)).rejects.toBeInstanceOf(Forbidden);
  });

  it('in no currency, of no integer, or with too much metadata is refused with the reason', async () => {
    const scene = await setTheScene();
    const known = { ...sale, clickId: await clickId(scene, '607.1') };
    for (const bad of [{ currency: 'doubloons' }, { amount: -5 }, { metadata: { text: 'x'.repeat(20_000) } }])
      await expect(scene.dub.track.sale({ ...known, ...bad })).rejects.toBeInstanceOf(UnprocessableEntity);
  });
});

describe('every address below /dub', () => {
  it('turns a stranger away in the shape that the SDK reads, and tells an unknown address', async () => {
    const stranger = new Dub({ token: 'gw_wrong', serverURL, retryConfig: { strategy: 'none' } });
    await expect(stranger.links.list({})).rejects.toBeInstanceOf(Unauthorized);
    const unknown = await app.inject({ url: '/dub/bounties' });
    expect(unknown.statusCode).toBe(404);
    expect(unknown.json()).toMatchObject({ error: { code: 'not_found' } });
    const scene = await setTheScene();
    const { authorization } = await withApiKey(scene.id);
    const broken = await app.inject({
      method: 'POST',
      url: '/dub/track/lead',
      headers: { authorization, 'content-type': 'application/json' },
      payload: '{"clickId":',
    });
    expect(broken.statusCode).toBe(400);
    expect(broken.json()).toMatchObject({ error: { code: 'bad_request' } });
  });

  it('asks for the scope of its own kind', async () => {
    const scene = await setTheScene();
    const headers = await withApiKey(scene.id, ['audit.read']);
    const calls = [
      ...['links', 'links/count', 'links/info', 'partners', 'partners/links', 'customers', 'customers/cus_1'],
      ...['commissions', 'payouts', 'analytics', 'events', 'partners/analytics', 'partners/applications'],
    ].map((path) => ({ method: 'GET' as const, path }));
    const writes = [
      { method: 'POST' as const, path: 'track/lead' },
      { method: 'POST' as const, path: 'track/sale' },
      { method: 'POST' as const, path: 'links' },
      { method: 'PUT' as const, path: 'links/upsert' },
      { method: 'PATCH' as const, path: 'links/link_1' },
      { method: 'DELETE' as const, path: 'links/link_1' },
      { method: 'POST' as const, path: 'links/bulk' },
      { method: 'PATCH' as const, path: 'links/bulk' },
      { method: 'DELETE' as const, path: 'links/bulk' },
      { method: 'POST' as const, path: 'partners' },
      { method: 'POST' as const, path: 'partners/ban' },
      { method: 'POST' as const, path: 'partners/deactivate' },
      { method: 'POST' as const, path: 'partners/links' },
      { method: 'PUT' as const, path: 'partners/links/upsert' },
      { method: 'PATCH' as const, path: 'customers/cus_1' },
      { method: 'DELETE' as const, path: 'customers/cus_1' },
      { method: 'POST' as const, path: 'partners/applications/approve' },
      { method: 'POST' as const, path: 'partners/applications/reject' },
      { method: 'POST' as const, path: 'commissions' },
      { method: 'PATCH' as const, path: 'commissions/cm_1' },
      { method: 'PATCH' as const, path: 'commissions/bulk' },
    ];
    for (const { method, path } of [...calls, ...writes]) {
      const answer = await app.inject({ method, url: `/dub/${path}`, headers });
      expect([path, answer.statusCode]).toEqual([path, 403]);
      expect(answer.json()).toMatchObject({ error: { code: 'forbidden' } });
    }
  });
});
