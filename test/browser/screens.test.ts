import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, keepPicture } from './installation.ts';
import { openAndEscape, walksRound } from './keyboard.ts';
import { type Reader, useSampleSite } from './sample-site.ts';
import { addressOf, namedRecords, PORTAL_SCREENS, STAFF_SCREENS, VISITOR_SCREENS } from './screens.ts';

const PHONE = { width: 390, height: 844 };
const SCREEN_TIMEOUT_MS = 60_000;
const MAX_SCRIPT_BYTES = 250_000;
const IN_TURN = { timeout: SCREEN_TIMEOUT_MS, concurrent: false };
/** A chart takes its new width when the busy browser comes to it. */
const SETTLED = { timeout: 10_000 };
/** More than any screen has to tab through. */
const MAX_CONTROLS = 300;
const VISITS_OF_AN_OFFICE = 1_500;
const LOADING = /^(Loading|กำลังโหลด)/;
/** A text that is the name of a text: `room:key` or `part.part`. Codes and host names are shown on purpose. */
const KEY = /^[a-z][A-Za-z]+(?:[:.][a-z][A-Za-z]+)+$/;

const site = await useSampleSite();
let records: Record<string, string> = {};
beforeAll(async () => {
  records = await namedRecords(site);
}, SCREEN_TIMEOUT_MS);

const READERS: [Reader['who'], string[]][] = [
  ['staff', STAFF_SCREENS],
  ['affiliate', PORTAL_SCREENS],
  ['visitor', VISITOR_SCREENS],
];

// Every reader has a page, and they look at the same time: one test after the other on each page.
describe.concurrent.each(READERS)('what %s see in English', (who, screens) => {
  const english = usePage({ who });
  it.for(screens)('%s has no barrier and fits a phone', IN_TURN, async (screen, { expect }) => {
    const { page, faults } = english();
    await page.setViewportSize(DESKTOP);
    await open(page, screen);
    await keepPicture(page, 'screens', `${nameOf(screen)}-wide`);
    expect((await visibleTexts(page)).filter((text) => KEY.test(text))).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize(PHONE);
    await expect.poll(() => overflow(page), SETTLED).toBeLessThanOrEqual(0);
    await keepPicture(page, 'screens', `${nameOf(screen)}-phone`);
    expect(faults()).toEqual([]);
  });
});

describe.concurrent.each(READERS)('what %s see in Thai', (who, screens) => {
  const thai = usePage({ who, locale: 'th', colorScheme: 'dark' });
  it.for(screens)('%s speaks Thai, also in the dark', IN_TURN, async (screen, { expect }) => {
    const { page, faults } = thai();
    await page.setViewportSize(DESKTOP);
    await open(page, screen);
    await keepPicture(page, 'screens', `${nameOf(screen)}-thai-dark`);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('th');
    expect((await visibleTexts(page)).filter((text) => KEY.test(text))).toEqual([]);
    expect(await barriers(page, ['color-contrast'])).toEqual([]);
    await page.setViewportSize(PHONE);
    await expect.poll(() => overflow(page), SETTLED).toBeLessThanOrEqual(0);
    expect(faults()).toEqual([]);
  });
});

describe('the first screen', () => {
  it.each<[string, Reader['who']]>([
    ['/sign-in', 'visitor'],
    ['/', 'staff'],
  ])(
    '%s needs less than 250 kB of compressed scripts',
    { timeout: SCREEN_TIMEOUT_MS },
    async (address, who) => {
      const page = await site.open({ who });
      const sizes: Promise<number>[] = [];
      page.on('requestfinished', (request) => {
        if (request.resourceType() === 'script')
          sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
      });
      await open(page, address);
      await page.waitForLoadState('networkidle');
      const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      expect(bytes).toBeGreaterThan(0);
      expect(bytes).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);
      await page.context().close();
    },
  );
});

describe('the keyboard', () => {
  const staff = usePage({ who: 'staff' });

  it.each([
    ['search', 'tbody button', '/'],
    ['search', 'tbody button', 'Control+k'],
    ['a drawer', 'tbody button', 'Enter'],
    ['a dialog', 'tbody button[aria-label]', 'Enter'],
  ])(
    'opens %s from %s with %s, and Escape leads back',
    { timeout: SCREEN_TIMEOUT_MS },
    async (_, from, key) => {
      const { page, faults } = staff();
      await page.goto('/ranking');
      await page.locator(from).first().waitFor();
      expect(await openAndEscape(page, page.locator(from).first(), key)).toBe(true);
      expect(faults()).toEqual([]);
    },
  );

  it.each([
    { key: 'ฝ', code: 'Slash', ctrlKey: false },
    { key: 'า', code: 'KeyK', ctrlKey: true },
  ])('opens search with $code while it writes Thai', { timeout: SCREEN_TIMEOUT_MS }, async (pressed) => {
    const { page } = staff();
    await page.goto('/ranking');
    await page.locator('tbody button').first().waitFor();
    await page.locator('body').dispatchEvent('keydown', pressed);
    await page.getByRole('dialog').waitFor();
    // The next one walks on the same page.
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it.each(['/accounts/:account', '/settings/members'])(
    'walks through %s without getting caught',
    IN_TURN,
    async (screen) => {
      const { page } = staff();
      await open(page, screen);
      expect(await walksRound(page, MAX_CONTROLS)).toBe(true);
    },
  );
});

describe('the window', () => {
  const RECORDS = STAFF_SCREENS.filter((screen) => /\/:/.test(screen));

  it.each(RECORDS)('of %s has the name of the record', { timeout: SCREEN_TIMEOUT_MS }, async (screen) => {
    const page = await site.open({ who: 'staff' });
    await open(page, screen);
    const name = await page.locator('h1').innerText();
    await page.waitForFunction((start) => document.title.startsWith(start), `${name} · `);
    await page.context().close();
  });

  it('tells a fault of the page from a lost connection', { timeout: SCREEN_TIMEOUT_MS }, async () => {
    const page = await site.open({ who: 'staff' });
    await page.route('**/api/v1/quality/affiliates/*', (route) => route.fulfill({ json: {} }));
    await page.goto(addressOf('/quality/:affiliate', records));
    await page.getByRole('button', { name: 'Reload the page' }).waitFor();
    expect(await page.getByText('could not be reached').count()).toBe(0);
    await page.unroute('**/api/v1/quality/affiliates/*');
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await page.locator('h1').waitFor();
    await page.context().close();
  });
});

it('leads an affiliate who goes home to the portal', { timeout: SCREEN_TIMEOUT_MS }, async () => {
  const page = await site.open({ who: 'affiliate' });
  await page.goto('/');
  await page.waitForURL('**/portal');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByRole('link', { name: 'Home', exact: true }).count()).toBe(0);
  await page.context().close();
});

it('hands its files to an office full of people behind one address', async () => {
  for (let visit = 0; visit < VISITS_OF_AN_OFFICE; visit++)
    expect((await site.app?.inject('/favicon.svg'))?.statusCode).toBe(200);
});

/** One page for all screens of a reader; `faults` tells, once, what went wrong on it since it was asked last. */
function usePage(reader: Reader) {
  let page: Page | null = null;
  const found: string[] = [];
  beforeAll(async () => {
    page = await site.open(reader);
    page.on('console', (message) => {
      if (message.type() === 'error' && !isExpected(message.text())) found.push(message.text());
    });
    page.on('pageerror', (error) => found.push(String(error)));
    page.on('request', (request) => {
      if (new URL(request.url()).protocol.startsWith('http') && !request.url().startsWith(`${site.url}/`))
        found.push(`asked another host: ${request.url()}`);
    });
  }, SCREEN_TIMEOUT_MS);
  return () => {
    if (!page) throw new Error('not open');
    return { page, faults: () => found.splice(0) };
  };
}

/** A visitor is not signed in, and an invitation may not exist: the browser notes the answer, the screen explains it. */
function isExpected(message: string): boolean {
  return /status of (401|404)/.test(message);
}

/** As people do: the app is loaded once, and from then on one goes from screen to screen within it. */
async function open(page: Page, screen: string): Promise<void> {
  const address = addressOf(screen, records);
  // Another view of a screen keeps its heading, which is what tells here that one has arrived.
  if (address.includes('?') || !page.url().startsWith(site.url)) await page.goto(address);
  else
    await page.evaluate((next) => {
      document.querySelector('h1')?.setAttribute('data-left', '');
      window.history.pushState(null, '', next);
    }, address);
  await page.locator('h1:not([data-left])').first().waitFor();
  await page.getByRole('status', { name: LOADING }).first().waitFor({ state: 'detached' });
}

function nameOf(screen: string): string {
  return screen.slice(1).replace(/\W+/g, '-') || 'home';
}

/** What axe calls serious or critical, with the elements. */
async function barriers(page: Page, rules?: string[]): Promise<string[]> {
  // No frame of another origin is shown, so the page may put its own results together: many times faster.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/** By how many pixels the page is wider than the screen. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth);
}

/** Every text that stands alone, codes left out. */
function visibleTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *:not(code):not(script):not(style)')]
      .filter((element) => element.childElementCount === 0 && element.checkVisibility())
      .map((element) => element.textContent.trim()),
  );
}
