import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { findAffiliateByEmail, listAffiliates } from '../../server/affiliates/index.ts';
import { openPortal } from '../../server/affiliates/open-portal.ts';
import type { App } from '../../server/core/http/server.ts';
import { createApp } from '../../server/main.ts';
import { loadSampleCompany, prepareSampleWorkspace } from '../../server/sample/index.ts';
import { buildWebWhenStale } from '../../server/web-build.ts';
import { launchBrowser } from '../support/browser.ts';
import { freePort } from '../support/child.ts';
import { testConfig, useDatabase } from '../support/database.ts';
import { signInAs, signInAsRole } from '../support/http.ts';

const ACCOUNT_COUNT = 100;
const START_TIMEOUT_MS = 240_000;
const ACTION_TIMEOUT_MS = 20_000;
const AFFILIATE_PASSWORD = 'a friend of the house';

export interface Reader {
  who: 'visitor' | 'staff' | 'affiliate';
  locale?: 'en' | 'th';
  colorScheme?: 'light' | 'dark';
}

/** A small sample company, served by this process on a database of its own, and a browser to look at it. */
export class SampleSite {
  workspaceId = '';
  affiliateId = '';
  app: App | null = null;
  readonly url: string;
  private readonly port: number;
  private browser: Browser | null = null;
  private cookies = { visitor: '', staff: '', affiliate: '' };

  constructor(port: number) {
    this.port = port;
    this.url = `http://localhost:${port}`;
  }

  config() {
    return testConfig({ PUBLIC_URL: this.url });
  }

  async start(): Promise<void> {
    await buildWebWhenStale(() => undefined);
    const { id } = await prepareSampleWorkspace({ accountCount: ACCOUNT_COUNT, now: new Date() });
    this.workspaceId = id;
    await loadSampleCompany(id, () => undefined);
    this.app = await createApp(this.config());
    await this.app.listen({ port: this.port, host: '127.0.0.1' });
    this.cookies.staff = (await signInAsRole(this.app, id, 'owner')).cookie;
    this.cookies.affiliate = await this.openPortal(this.app);
    this.browser = await launchBrowser();
  }

  /** The first affiliate gets a password. */
  private async openPortal(app: App): Promise<string> {
    const [first] = await listAffiliates(this.workspaceId, null);
    const affiliate = first && (await findAffiliateByEmail(this.workspaceId, first.email));
    if (!affiliate) throw new Error('the sample has no affiliate');
    this.affiliateId = affiliate.id;
    await openPortal(this.workspaceId, affiliate, AFFILIATE_PASSWORD);
    return (await signInAs(app, affiliate.email, AFFILIATE_PASSWORD)).cookie;
  }

  /** A browser of somebody who reads in this language and this light. */
  async open({ who, locale = 'en', colorScheme = 'light' }: Reader): Promise<Page> {
    if (!this.browser) throw new Error('the browser is not started');
    const context = await this.browser.newContext({
      baseURL: this.url,
      locale: locale === 'th' ? 'th-TH' : 'en-US',
      colorScheme,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(ACTION_TIMEOUT_MS);
    const cookies = this.cookies[who].split('; ').filter(Boolean);
    await context.addCookies(
      cookies.map((cookie) => {
        const [name = '', ...value] = cookie.split('=');
        return { name, value: value.join('='), url: this.url };
      }),
    );
    return context.newPage();
  }

  /** Asks the API as a member of staff does. */
  async ask<Answer>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: object): Promise<Answer> {
    if (!this.app) throw new Error('not started');
    const answer = await this.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { cookie: this.cookies.staff, 'sec-fetch-site': 'same-origin' },
      ...(body ? { body } : {}),
    });
    if (answer.statusCode >= 400) throw new Error(`${path}: ${answer.body}`);
    return answer.json<Answer>();
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.app?.close();
  }
}

/** Started before the tests of the file and stopped after them. */
export async function useSampleSite(): Promise<SampleSite> {
  const site = new SampleSite(await freePort());
  useDatabase(site.config());
  beforeAll(() => site.start(), START_TIMEOUT_MS);
  afterAll(() => site.stop());
  return site;
}
