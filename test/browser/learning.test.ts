import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Learning } from '../../server/strategy/learning/schema.ts';
import { DESKTOP, keepPicture } from './installation.ts';
import { useSampleSite } from './sample-site.ts';

const TIMEOUT_MS = 60_000;
const PHONE = { width: 390, height: 844 };
const IN_TURN = { timeout: TIMEOUT_MS, concurrent: false };
const SOON = { timeout: 15_000 };

const site = await useSampleSite();
let page: Page;
beforeAll(async () => {
  page = await site.open({ who: 'staff' });
  await page.setViewportSize(DESKTOP);
}, TIMEOUT_MS);

const kept = () => site.ask<Learning>('GET', '/learning');

async function seriousFaults() {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

describe('the first steps', () => {
  it(
    'show on home what the records say, are put away with a way back, and come back by the menu',
    IN_TURN,
    async () => {
      await page.goto('/');
      const { steps } = await kept();
      const done = steps.filter(({ isDone }) => isDone).length;
      await page.getByText(`${done} of ${steps.length} done`).waitFor();
      expect(await page.getByRole('img', { name: 'Done', exact: true }).count()).toBe(done);
      await keepPicture(page, 'learning', 'first-steps');
      expect(await seriousFaults()).toEqual([]);
      await page.getByRole('button', { name: 'Put the first steps away' }).click();
      await page.getByRole('heading', { name: 'First steps' }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('heading', { name: 'First steps' }).waitFor();
      await page.getByRole('button', { name: 'Put the first steps away' }).click();
      await expect.poll(async () => (await kept()).isDismissed, SOON).toBe(true);
      await page.reload();
      await page.getByRole('heading', { name: 'People to invite' }).waitFor();
      expect(await page.getByRole('heading', { name: 'First steps' }).count()).toBe(0);
      await page.getByRole('button', { name: /^Account of/ }).click();
      await page.getByRole('menuitem', { name: 'Show the first steps' }).click();
      await page.getByRole('heading', { name: 'First steps' }).waitFor();
    },
  );
});

describe('the tour', () => {
  it('is walked by keyboard, left, and goes on there in another browser', IN_TURN, async () => {
    const { tour } = await kept();
    await page.goto('/');
    await page.getByRole('button', { name: 'Take the tour' }).click();
    const stop = page.getByRole('dialog');
    await stop.getByText('What waits for you').waitFor();
    await keepPicture(page, 'learning', 'tour-first');
    expect(await seriousFaults()).toEqual([]);
    await stop.getByText(`1 of ${tour.stops.length}`).waitFor();
    await page.waitForFunction(() => document.activeElement?.classList.contains('driver-popover-next-btn'));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/accounts');
    await stop.getByText('Every company you know').first().waitFor();
    await page.waitForFunction(() => document.activeElement?.classList.contains('driver-popover-next-btn'));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/ranking');
    await stop.getByText('Who would recommend you').waitFor();
    await keepPicture(page, 'learning', 'tour-ranking');
    await stop.getByRole('button', { name: 'Back' }).click();
    await page.waitForURL('**/accounts');
    await stop.getByRole('button', { name: 'Leave the tour' }).click();
    await stop.waitFor({ state: 'detached' });
    await expect.poll(async () => (await kept()).tour.stop, SOON).toBe('accounts');

    const other = await site.open({ who: 'staff' });
    await other.setViewportSize(PHONE);
    await other.goto('/');
    await other.getByRole('button', { name: 'Go on with the tour' }).click();
    await other.waitForURL('**/accounts');
    await other.getByRole('dialog').getByText('Every company you know').first().waitFor();
    await keepPicture(other, 'learning', 'tour-phone');
    await other.keyboard.press('Escape');
    await other.getByRole('dialog').waitFor({ state: 'detached' });
    await other.context().close();
  });

  it('ends at the help, and can be taken again', IN_TURN, async () => {
    const { tour } = await kept();
    await page.goto('/');
    await page.getByRole('button', { name: 'Go on with the tour' }).click();
    const stop = page.getByRole('dialog');
    for (let place = tour.stops.indexOf('accounts') + 1; place < tour.stops.length; place++) {
      await stop.getByText(`${place} of ${tour.stops.length}`).waitFor();
      await stop.getByRole('button', { name: 'Next' }).click();
    }
    await stop.getByText('Help is here').waitFor();
    await keepPicture(page, 'learning', 'tour-last');
    await stop.getByRole('button', { name: 'Done' }).click();
    await stop.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Take the tour again' }).waitFor();
    expect(await kept()).toMatchObject({ tour: { stop: null, isEnded: true } });
  });

  it('speaks Thai to those who read Thai', IN_TURN, async () => {
    const thai = await site.open({ who: 'staff', locale: 'th', colorScheme: 'dark' });
    await thai.goto('/');
    await thai.getByRole('button', { name: 'ทัวร์อีกครั้ง' }).click();
    await thai.getByRole('dialog').getByText('สิ่งที่รอคุณ').waitFor();
    await keepPicture(thai, 'learning', 'tour-thai-dark');
    await thai.context().close();
  });
});
