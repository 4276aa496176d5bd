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

describe('a lead', () => {
  it('is handed off, taken with a deal, and given back with a reason', IN_TURN, async () => {
    const person = await site.ask<{ id: string }>('POST', '/people', { email: 'lead@handed.example' });
    await page.goto(`/people/${person.id}`);
    await page.getByRole('button', { name: 'Hand off' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Promised').fill('A demo on Friday');
    await keepPicture(page, 'hand-offs', 'propose');
    await dialog.getByRole('button', { name: 'Hand off' }).click();
    await page.waitForURL('**/hand-offs/hof_*');
    await page.getByText('A demo on Friday').waitFor();
    await page.getByRole('button', { name: 'Take over' }).click();
    await dialog.getByLabel('Name of the deal').fill('Handed first');
    await dialog.getByRole('button', { name: 'Take over' }).click();
    await page.getByRole('link', { name: 'Open the deal' }).waitFor();
    await page.getByRole('button', { name: 'Give back' }).click();
    await dialog.getByLabel('Why').click();
    await page.getByRole('option', { name: 'No budget' }).click();
    await keepPicture(page, 'hand-offs', 'return');
    await dialog.getByRole('button', { name: 'Give back' }).click();
    await page.getByText('Given back because').waitFor();
    const { data } = await site.ask<{ data: object[] }>('GET', `/hand-offs?personId=${person.id}`);
    expect(data).toMatchObject([{ state: 'returned', reason: 'no_budget' }]);
  });
});
