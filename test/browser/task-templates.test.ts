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

async function seriousFaults() {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

describe('templates of tasks', () => {
  it('are written, put in another order, given to an account, and taken back', IN_TURN, async () => {
    const account = await site.ask<{ id: string }>('POST', '/accounts', { name: 'Onboarded' });
    const openTasks = async () =>
      (await site.ask<{ data: { title: string }[] }>('GET', `/tasks?accountId=${account.id}`)).data.length;
    await page.goto('/settings/task-templates');
    await page.getByRole('button', { name: 'New template' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Rescue');
    await dialog.getByLabel('What is to be done').fill('Ask why');
    await dialog.getByRole('button', { name: 'Add a task' }).click();
    await dialog.getByLabel('What is to be done').nth(1).fill('Call');
    await dialog.getByRole('button', { name: 'Move task 2 up' }).click();
    await keepPicture(page, 'task-templates', 'edit');
    expect(await seriousFaults()).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Rescue' }).waitFor();
    await page.goto(`/accounts/${account.id}`);
    await page.getByRole('button', { name: 'From a template' }).click();
    await page.getByText('Call → Ask why').waitFor();
    await keepPicture(page, 'task-templates', 'apply');
    await page.getByRole('button', { name: 'Add the tasks' }).click();
    await expect.poll(openTasks, { timeout: TIMEOUT_MS }).toBe(2);
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(openTasks, { timeout: TIMEOUT_MS }).toBe(0);
  });
});

describe('the calendar of one’s tasks', () => {
  it('has a private address that is shown once, and ends', IN_TURN, async () => {
    await page.goto('/my-day');
    await page.getByRole('button', { name: 'In my calendar' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Make an address' }).click();
    const address = (await dialog.locator('code').textContent()) ?? '';
    await keepPicture(page, 'task-templates', 'calendar');
    const read = async () => (await fetch(address)).status;
    expect(await read()).toBe(200);
    expect(await seriousFaults()).toEqual([]);
    await dialog.getByRole('button', { name: 'End it' }).click();
    await dialog.getByRole('button', { name: 'Make an address' }).waitFor();
    expect(await read()).toBe(404);
  });
});
