import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type GoodwordProcess, startServer } from '../support/child.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';

const ARTIFACTS = path.resolve(import.meta.dirname, '../../artifacts');
const START_TIMEOUT_MS = 180_000;
const ACTION_TIMEOUT_MS = 20_000;
export const DESKTOP = { width: 1440, height: 900 };

/** A Goodword of this test file's own, with an empty data folder, and a browser to look at it. */
export class Installation {
  url = '';
  private browser: Browser | null = null;
  private server: GoodwordProcess | null = null;
  private readonly dataDir = makeFolder();
  private readonly contexts: BrowserContext[] = [];

  async start(): Promise<void> {
    this.server = await startServer(this.dataDir);
    // Links in mails name the host like this, and cookies hold for one name only.
    this.url = this.server.url.replace('127.0.0.1', 'localhost');
    this.browser = await launchBrowser();
  }

  /** Somebody at a browser of their own: nothing is shared with the others. */
  async openBrowser(options: BrowserContextOptions = {}): Promise<Page> {
    if (!this.browser) throw new Error('the browser is not started');
    const context = await this.browser.newContext({
      baseURL: this.url,
      viewport: DESKTOP,
      locale: 'en-US',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(ACTION_TIMEOUT_MS);
    this.contexts.push(context);
    return context.newPage();
  }

  async stop(): Promise<void> {
    for (const context of this.contexts) await context.close();
    await this.browser?.close();
    await this.server?.end('SIGTERM');
    removeFolder(this.dataDir);
  }
}

/** Started before the tests of the file and stopped after them. */
export function useInstallation(): Installation {
  const installation = new Installation();
  beforeAll(() => installation.start(), START_TIMEOUT_MS);
  afterAll(() => installation.stop(), START_TIMEOUT_MS);
  return installation;
}

/** Keeps what the page shows now, for people to look at, when they ask with `KEEP_PICTURES=1`. */
export async function keepPicture(page: Page, folder: string, name: string): Promise<void> {
  if (!process.env.KEEP_PICTURES) return;
  const place = path.join(ARTIFACTS, folder);
  mkdirSync(place, { recursive: true });
  await page.screenshot({ path: path.join(place, `${name}.png`) });
}
