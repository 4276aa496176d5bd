import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, keepPicture } from './installation.ts';
import { useSampleSite } from './sample-site.ts';

const TIMEOUT_MS = 60_000;
const IN_TURN = { timeout: TIMEOUT_MS, concurrent: false };

const site = await useSampleSite();
let page: Page;
beforeAll(async () => {
  page = await site.open({ who: 'staff' });
  await page.setViewportSize(DESKTOP);
}, TIMEOUT_MS);

async function openMenu(personId: string) {
  await page.goto(`/people/${personId}`);
  await page.getByRole('button', { name: 'Privacy' }).click();
}

describe('the privacy of a person', () => {
  it('is held, let go, and ended by erasing them with their address', IN_TURN, async () => {
    const person = await site.ask<{ id: string }>('POST', '/people', {
      ...{ email: 'gone@forgotten.example', name: 'Gone Soon' },
    });
    await openMenu(person.id);
    await page.getByRole('menuitem', { name: 'Hold their data' }).click();
    await page.getByRole('dialog').getByLabel('Why').fill('A dispute');
    await page.getByRole('dialog').getByRole('button', { name: 'Hold the data' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await openMenu(person.id);
    await page.getByRole('menuitem', { name: 'Erase this person' }).click();
    await page.getByText('They cannot be erased now').waitFor();
    await keepPicture(page, 'privacy', 'blocked');
    await openMenu(person.id);
    await page.getByRole('menuitem', { name: 'Hold their data' }).click();
    await page.getByRole('button', { name: 'End the hold' }).click();
    await page.getByText('The hold has ended').waitFor();
    await openMenu(person.id);
    await page.getByRole('menuitem', { name: 'Erase this person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/to confirm/).fill('somebody@else.example');
    await dialog.getByRole('button', { name: 'Erase for ever' }).click();
    await dialog.getByText('is not what was asked for').waitFor();
    await dialog.getByLabel(/to confirm/).fill('gone@forgotten.example');
    await keepPicture(page, 'privacy', 'erase');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    await dialog.getByRole('button', { name: 'Erase for ever' }).click();
    await page.waitForURL('**/people');
    await page.goto('/settings/privacy');
    await page.getByText(person.id).waitFor();
  });
});
