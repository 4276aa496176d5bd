import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '../../server/core/actor.ts';
import { pool } from '../../server/core/db.ts';
import type { App } from '../../server/core/http/server.ts';
import { createApp } from '../../server/main.ts';
import { createSource } from '../../server/signals/index.ts';
import { launchBrowser } from '../support/browser.ts';
import { freePort } from '../support/child.ts';
import { makeWorkspace, testConfig, useDatabase } from '../support/database.ts';
import { LocalPage } from './local-page.ts';

const TIMEOUT_MS = 120_000;
const PAGE = '<!doctype html><html lang="en"><title>Docs</title><script src="/page.js"></script></html>';

const port = await freePort();
const goodword = `http://127.0.0.1:${port}`;
const config = testConfig({ PUBLIC_URL: goodword });
useDatabase(config);

const customersSite = new LocalPage();
let app: App;
let browser: Browser;
let workspaceId: string;

beforeAll(async () => {
  app = await createApp(config);
  await app.listen({ port, host: '127.0.0.1' });
  workspaceId = (await makeWorkspace()).id;
  const { writeKey } = await createSource(systemActor(workspaceId, 'test'), { name: 'Our site' });
  await customersSite.serve(PAGE, await bundleClient(writeKey));
  browser = await launchBrowser();
}, TIMEOUT_MS);
afterAll(async () => {
  await browser.close();
  customersSite.close();
  await app.close();
});

/** What a customer's site would ship: the official client, told only where to send. */
async function bundleClient(writeKey: string): Promise<string> {
  const settings = JSON.stringify({ writeKey, cdnURL: goodword });
  const options = JSON.stringify({
    integrations: { 'Segment.io': { apiHost: `127.0.0.1:${port}/v1`, protocol: 'http' } },
  });
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { AnalyticsBrowser } from '@segment/analytics-next';
        const analytics = AnalyticsBrowser.load(${settings}, ${options});
        analytics.identify('u1', { email: 'Ann@Acme.example', name: 'Ann' });
        analytics.group('g1', { name: 'Acme' });
        analytics.track('Board Created', { columns: 3 });
        analytics.page('Docs', 'Index');
      `,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]?.text ?? '';
}

async function rows(statement: string) {
  return (await pool().query(statement, [workspaceId])).rows;
}

it('Segment’s browser client works unmodified: a person, an account and their use', {
  timeout: TIMEOUT_MS,
}, async () => {
  const page = await browser.newPage();
  const asked: string[] = [];
  const refused: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
  });
  page.on('requestfailed', (request) => refused.push(`${request.url()} ${request.failure()?.errorText}`));
  const sent = ['i', 'g', 't', 'p'].map((path) =>
    page.waitForResponse(
      (answer) => answer.url() === `${goodword}/v1/${path}` && answer.request().method() === 'POST',
    ),
  );
  await page.goto(customersSite.url);
  for (const answer of await Promise.all(sent)) expect(await answer.json()).toEqual({ success: true });
  expect(await rows('select external_id, email, name from customers.people where workspace_id = $1')).toEqual(
    [{ external_id: 'u1', email: 'ann@acme.example', name: 'Ann' }],
  );
  expect(await rows('select external_id, name from customers.accounts where workspace_id = $1')).toEqual([
    { external_id: 'g1', name: 'Acme' },
  ]);
  expect(
    await rows('select feature, quantity from signals.usage_days where workspace_id = $1 order by feature'),
  ).toEqual([
    { feature: 'Board Created', quantity: 1 },
    { feature: 'Viewed Docs Index Page', quantity: 1 },
  ]);
  expect(refused).toEqual([]);
  expect(new Set(asked)).toEqual(new Set([new URL(customersSite.url).origin, goodword]));
});
