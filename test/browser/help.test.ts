import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, keepPicture } from './installation.ts';
import { useSampleSite } from './sample-site.ts';

const TIMEOUT_MS = 60_000;
const PHONE = { width: 390, height: 844 };
const IN_TURN = { timeout: TIMEOUT_MS, concurrent: false };

const site = await useSampleSite();
let page: Page;
beforeAll(async () => {
  page = await site.open({ who: 'staff' });
  await page.setViewportSize(DESKTOP);
}, TIMEOUT_MS);

async function seriousFaults() {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

describe('shortcuts', () => {
  it('are listed by ? from anywhere but a field, and by the menu of the user', IN_TURN, async () => {
    await page.goto('/accounts');
    const field = page.getByRole('searchbox').or(page.getByRole('textbox')).first();
    await field.focus();
    await page.keyboard.press('Shift+?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await field.blur();
    await page.keyboard.press('Shift+?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('On the board of deals').waitFor();
    await keepPicture(page, 'help', 'shortcuts');
    expect(await seriousFaults()).toEqual([]);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
    await sheet.waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  it.each([
    ['m', '/my-day'],
    ['d', '/deals'],
    ['p', '/people'],
    ['t', '/tasks'],
    ['r', '/ranking'],
    ['a', '/accounts'],
    ['h', '/'],
  ])('lead with g %s to %s', IN_TURN, async (key, to) => {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await page.waitForURL(`**${to}`);
  });

  it.each(['/accounts', '/people', '/deals', '/affiliates', '/offers', '/links', '/plans', '/settings/tags'])(
    'open what is new on %s with c',
    IN_TURN,
    async (screen) => {
      await page.goto(screen);
      await page.locator('h1').first().waitFor();
      // The page listens a moment after it is seen.
      const press = async () => {
        await page.locator('body').press('c');
        return page.getByRole('dialog').count();
      };
      await expect.poll(press, { timeout: 15_000 }).toBe(1);
    },
  );
});

describe('the guide', () => {
  it('opens where it speaks of the screen, and finds what is spelled wrongly', IN_TURN, async () => {
    await page.goto('/payouts');
    await page.getByRole('button', { name: 'Help', exact: true }).click();
    const panel = page.getByRole('dialog', { name: 'Help' });
    await panel.getByRole('heading', { name: 'Payouts' }).waitFor();
    await keepPicture(page, 'help', 'guide');
    expect(await seriousFaults()).toEqual([]);
    await panel.getByRole('searchbox').fill('forcast');
    await panel.getByRole('button', { name: /The forecast/ }).waitFor();
    await keepPicture(page, 'help', 'guide-search');
    expect(await seriousFaults()).toEqual([]);
    await panel.getByRole('button', { name: /The forecast/ }).click();
    await panel.getByText('weighted by their probability').waitFor();
    await panel
      .getByRole('textbox', { name: 'Page of the guide' })
      .or(panel.getByRole('combobox'))
      .first()
      .click();
    await page.getByRole('option', { name: 'Webhooks' }).click();
    await panel.getByRole('table').waitFor();
    await keepPicture(page, 'help', 'guide-table');
    expect(await seriousFaults()).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  it('is reached on a phone by the menu of the user', IN_TURN, async () => {
    await page.setViewportSize(PHONE);
    await page.goto('/deals');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Help' }).click();
    await page.getByRole('dialog').getByRole('heading', { name: 'The board and the list' }).waitFor();
    await keepPicture(page, 'help', 'guide-phone');
    await page.setViewportSize(DESKTOP);
  });

  it('speaks Thai to those who read Thai, and finds Thai words', IN_TURN, async () => {
    const thai = await site.open({ who: 'staff', locale: 'th', colorScheme: 'dark' });
    await thai.setViewportSize(DESKTOP);
    await thai.goto('/payouts');
    await thai.getByRole('button', { name: 'ความช่วยเหลือ', exact: true }).click();
    const panel = thai.getByRole('dialog', { name: 'ความช่วยเหลือ' });
    await panel.getByRole('heading', { name: 'การจ่ายเงิน' }).waitFor();
    await keepPicture(thai, 'help', 'guide-thai-dark');
    await panel.getByRole('searchbox').fill('พยากรณ์');
    await panel
      .getByRole('button', { name: /การพยากรณ์/ })
      .first()
      .waitFor();
    await keepPicture(thai, 'help', 'guide-search-thai-dark');
    await thai.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await thai.keyboard.press('Shift+?');
    await thai.getByRole('dialog', { name: 'แป้นลัด' }).waitFor();
    await thai.context().close();
  });
});

describe('a term', () => {
  it.each([
    [
      'a figure',
      '/revenue',
      'Net revenue retention',
      'what is left of the revenue',
      'Revenue, satisfaction and costs',
    ],
    ['a column', '/accounts', 'Churn risk', 'leaves within 90 days', 'Health and customers at risk'],
    ['home', '/', 'Return', 'What comes back for each one paid', 'What the program is worth'],
  ])(
    'beside %s is explained by keyboard, and leads into the guide',
    IN_TURN,
    async (name, screen, label, means, heading) => {
      await page.goto(screen);
      const info = page.getByRole('button', { name: `What is this: ${label}`, exact: true }).first();
      await info.focus();
      await page.keyboard.press('Enter');
      const card = page.getByRole('dialog', { name: label });
      await card.getByText(means).waitFor();
      await card.getByText('How it is computed here').waitFor();
      await keepPicture(page, 'help', `term-${name.replace(' ', '-')}`);
      expect(await seriousFaults()).toEqual([]);
      await page.keyboard.press('Escape');
      await card.waitFor({ state: 'detached' });
      await page.waitForFunction((button) => document.activeElement === button, await info.elementHandle());
      await page.keyboard.press('Enter');
      await card.getByRole('button', { name: 'Read more in the guide' }).click();
      const panel = page.getByRole('dialog', { name: 'Help' });
      await panel.getByRole('heading', { name: heading, exact: true }).waitFor();
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
    },
  );
});
