import { Dub } from 'dub';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveAffiliate, saveOffer } from '../../server/affiliates/index.ts';
import { systemActor } from '../../server/core/actor.ts';
import type { App } from '../../server/core/http/server.ts';
import { createApp } from '../../server/main.ts';
import { saveLink } from '../../server/tracking/index.ts';
import { createApiKey } from '../../server/workspace/index.ts';
import { launchBrowser } from '../support/browser.ts';
import { freePort } from '../support/child.ts';
import { makeWorkspace, testConfig, useDatabase } from '../support/database.ts';
import { withApiKey } from '../support/http.ts';
import { LocalPage } from './local-page.ts';

const TIMEOUT_MS = 120_000;
/** Its own name for itself says that nobody sits before it. */
const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
const PAGE = '<!doctype html><html lang="en"><title>Shop</title><script src="/page.js"></script></html>';

const port = await freePort();
const goodword = `http://127.0.0.1:${port}`;
const config = testConfig({ PUBLIC_URL: goodword });
useDatabase(config);

const shop = new LocalPage();
let app: App;
let browser: Browser;
let dub: Dub;

beforeAll(async () => {
  app = await createApp(config);
  await app.listen({ port, host: '127.0.0.1' });
  const { id } = await makeWorkspace();
  const { key } = await createApiKey(systemActor(id, 'test'), { name: 'page', kind: 'publishable' });
  await shop.serve(PAGE, await bundleClient(key));
  const offer = await saveOffer(id, { name: 'Main', destinationUrl: shop.url });
  const ann = await saveAffiliate(id, { email: 'ann@example.com', name: 'Ann', status: 'active' });
  await saveLink(id, { affiliateId: ann.id, offerId: offer.id, key: 'ann' });
  const { authorization } = await withApiKey(id);
  dub = new Dub({ token: authorization.replace('Bearer ', ''), serverURL: `${goodword}/dub` });
  browser = await launchBrowser();
}, TIMEOUT_MS);
afterAll(async () => {
  await browser.close();
  shop.close();
  await app.close();
});

/** What a shop would ship: the official package, told only where the script is and where to send. */
async function bundleClient(publishableKey: string): Promise<string> {
  const options = JSON.stringify({
    apiHost: `${goodword}/dub`,
    publishableKey,
    domainsConfig: { refer: `127.0.0.1:${port}` },
    scriptProps: { src: `${goodword}/dub/analytics/script.js` },
  });
  const { outputFiles } = await build({
    stdin: {
      contents: `import { inject } from '@dub/analytics'; inject(${options});`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

async function cookiesOf(page: Page): Promise<Record<string, string>> {
  const cookies = await page.context().cookies(shop.url);
  return Object.fromEntries(cookies.map(({ name, value }) => [name, decodeURIComponent(value)]));
}

async function visit(query: string): Promise<Page> {
  const page = await (await browser.newContext({ userAgent: USER_AGENT })).newPage();
  await page.goto(`${shop.url}${query}`);
  return page;
}

it('a visit by ?via= is kept in both cookies, and server lead and sale are the partner’s', {
  timeout: TIMEOUT_MS,
}, async () => {
  const page = await visit('?via=ann');
  await page.waitForFunction(() => document.cookie.includes('dub_partner_data'));
  const cookies = await cookiesOf(page);
  const clickId = cookies.dub_id ?? '';
  expect(clickId).toMatch(/^clk_/);
  expect(JSON.parse(cookies.dub_partner_data ?? '')).toMatchObject({ clickId, partner: { name: 'Ann' } });
  await dub.track.lead({ clickId, eventName: 'Sign up', customerExternalId: 'user-1' });
  await dub.track.sale({ customerExternalId: 'user-1', amount: 4_900, invoiceId: 'inv-1' });
  const [partner] = await dub.partners.list({});
  expect(partner).toMatchObject({ totalClicks: 1, totalLeads: 1, totalSales: 1, totalSaleAmount: 4_900 });
});

it('a page tells a lead with its publishable key; a visit without a partner keeps nothing', {
  timeout: TIMEOUT_MS,
}, async () => {
  const page = await visit('?via=ann');
  await page.waitForFunction(() => document.cookie.includes('dub_id'));
  const told = await page.evaluate(() => {
    const { dubAnalytics } = window as unknown as { dubAnalytics: { trackLead: (lead: object) => unknown } };
    return dubAnalytics.trackLead({ eventName: 'Sign up', customerExternalId: 'user-2' });
  });
  expect(told).toMatchObject({ customer: { externalId: 'user-2' }, link: { key: 'ann' } });
  const stranger = await visit('');
  await stranger.waitForFunction(
    () => 'trackLead' in (window as unknown as { dubAnalytics: object }).dubAnalytics,
  );
  expect(await cookiesOf(stranger)).toEqual({});
});

it('the seller’s page shows a partner their own figures in a frame, by the token of the SDK', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { publicToken } = await dub.embedTokens.referrals({
    partner: { email: 'bo@example.com', username: 'bo' },
  });
  const page = await visit('');
  const frame = async (path: string) => {
    await page.evaluate((src) => {
      document.body.innerHTML = '<iframe></iframe>';
      document.querySelector('iframe')?.setAttribute('src', src);
    }, `${goodword}${path}`);
    return page.frameLocator('iframe').locator('h1');
  };
  const shown = await frame(`/embed/referrals?token=${publicToken}`);
  expect(await shown.innerText()).toBe('Your referrals');
  expect(await page.frameLocator('iframe').locator('code').innerText()).toBe(`${goodword}/r/bo`);
  const told = page.evaluate(
    () => new Promise((resolve) => window.addEventListener('message', ({ data }) => resolve(data))),
  );
  await frame('/embed/referrals?token=over');
  expect(await told).toMatchObject({ event: 'ERROR', data: { code: 'unauthorized' } });
});
