import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, keepPicture } from './installation.ts';
import { useSampleSite } from './sample-site.ts';

const TIMEOUT_MS = 60_000;
const IN_TURN = { timeout: TIMEOUT_MS, concurrent: false };
const SOON = { timeout: 15_000 };

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

describe('what leads to a person', () => {
  it('is added, made the primary one, and taken away with a way back', IN_TURN, async () => {
    const person = await site.ask<{ id: string }>('POST', '/people', {
      email: 'ann@work.example',
      name: 'Ann',
    });
    const read = () => site.ask<{ email: string; furtherEmails: string[] }>('GET', `/people/${person.id}`);
    await page.goto(`/people/${person.id}`);
    await page.getByRole('button', { name: 'Add a contact detail' }).click();
    await page.getByRole('menuitem', { name: 'E-mail' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill('ann@home.example');
    await keepPicture(page, 'records', 'contact-dialog');
    expect(await seriousFaults()).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'What to do with ann@home.example' }).click();
    await page.getByRole('menuitem', { name: 'Make it the primary one' }).click();
    await expect.poll(async () => (await read()).email, SOON).toBe('ann@home.example');
    // The lines change places once the page has read the person again; a menu opened before that closes by itself.
    const first = page.locator('a[href^="mailto:"]').first();
    await expect.poll(() => first.textContent(), SOON).toBe('ann@home.example');
    await page.getByText('ann@home.example is the primary one now').waitFor();
    await page.getByRole('button', { name: 'What to do with ann@work.example' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect.poll(async () => (await read()).furtherEmails, SOON).toEqual([]);
    const removed = page.getByRole('alert').filter({ hasText: 'Removed' });
    await removed.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await read()).furtherEmails, SOON).toEqual(['ann@work.example']);
  });
});

describe('the people of an account', () => {
  it('are drawn by how they stand to us and how much their word counts', IN_TURN, async () => {
    const account = await site.ask<{ id: string }>('POST', '/accounts', { name: 'Harbor & Sons' });
    for (const [name, part] of [
      ['Mali', { role: 'champion', weight: 85, attitude: 'supporter' }],
      ['Bob', { role: 'blocker', weight: 50, attitude: 'opponent' }],
      ['Eve', { role: null }],
    ] as const) {
      const email = `${name.toLowerCase()}@harbor.example`;
      const person = await site.ask<{ id: string }>('POST', '/people', { name, email });
      await site.ask('PUT', `/accounts/${account.id}/stakeholders/${person.id}`, part);
    }
    await page.goto(`/accounts/${account.id}`);
    const map = page.getByRole('img', { name: /^People by attitude/ });
    await map.waitFor();
    expect(await map.textContent()).not.toContain('Eve');
    await page.getByRole('button', { name: 'Eve: No role. Change their part' }).click();
    await page.getByRole('combobox', { name: 'Attitude of Eve' }).click();
    await page.getByRole('option', { name: 'For us' }).click();
    await expect.poll(() => map.textContent(), SOON).toContain('Eve');
    await page.getByRole('combobox', { name: 'Influence of Eve' }).click();
    await page.getByRole('option', { name: 'Great influence' }).click();
    const read = () =>
      site.ask<{ data: { name: string; weight: number }[] }>('GET', `/accounts/${account.id}/people`);
    await expect
      .poll(async () => (await read()).data.find(({ name }) => name === 'Eve')?.weight, SOON)
      .toBe(85);
    await map.scrollIntoViewIfNeeded();
    await keepPicture(page, 'records', 'account-people');
    expect(await seriousFaults()).toEqual([]);
  });
});

describe('what was written down', () => {
  it(
    'is changed on the timeline with its former words kept; time is logged with one press',
    IN_TURN,
    async () => {
      const account = await site.ask<{ id: string }>('POST', '/accounts', { name: 'Quay Ltd' });
      await site.ask('POST', '/activities', {
        kind: 'note',
        accountId: account.id,
        body: 'They want tow seats',
      });
      await page.goto(`/accounts/${account.id}`);
      await page.getByRole('button', { name: /^Change “.*tow seats/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Write a note' }).fill('They want two seats');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('They want two seats').waitFor();
      await page.getByRole('button', { name: /^Change “.*two seats/ }).click();
      await dialog.getByText('They want tow seats').waitFor();
      await keepPicture(page, 'records', 'activity-dialog');
      expect(await seriousFaults()).toEqual([]);
      await page.keyboard.press('Escape');
      await page
        .locator('label')
        .filter({ hasText: /^Time$/ })
        .click();
      await keepPicture(page, 'records', 'time-form');
      await page.getByRole('button', { name: '+ 30 min' }).click();
      await page.getByText('30 minutes logged').waitFor();
      const read = () =>
        site.ask<{ data: { durationMinutes: number }[] }>(
          'GET',
          `/activities?accountId=${account.id}&kind=work`,
        );
      expect((await read()).data).toMatchObject([{ durationMinutes: 30 }]);
      await page
        .getByRole('alert')
        .filter({ hasText: '30 minutes logged' })
        .getByRole('button', { name: 'Undo' })
        .click();
      await expect.poll(async () => (await read()).data, SOON).toEqual([]);
    },
  );
});

describe('files', () => {
  it(
    'are added to an account, attached to a note, renamed, and taken away with a way back',
    IN_TURN,
    async () => {
      const account = await site.ask<{ id: string }>('POST', '/accounts', { name: 'Pier Ltd' });
      const read = async () =>
        (await site.ask<{ data: { name: string }[] }>('GET', `/files?accountId=${account.id}`)).data.map(
          ({ name }) => name,
        );
      const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`It is ${name}`) });
      await page.goto(`/accounts/${account.id}`);
      const panel = page.getByRole('region', { name: 'Files' });
      await panel.locator('input[type=file]').setInputFiles([file('plan.txt'), file('terms.txt')]);
      await page.getByText('2 files added').waitFor();
      await panel.getByRole('button', { name: 'Rename plan.txt' }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('offer.txt');
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await panel.getByRole('link', { name: 'offer.txt' }).waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        panel.getByRole('link', { name: 'offer.txt' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('offer.txt');
      await page.getByRole('textbox', { name: 'Write a note' }).fill('See what we agreed');
      await page.locator('form input[type=file]').setInputFiles([file('minutes.txt')]);
      await page.getByRole('button', { name: 'Add note' }).click();
      await page
        .getByRole('listitem')
        .filter({ hasText: 'See what we agreed' })
        .getByRole('link', { name: 'minutes.txt' })
        .waitFor();
      await keepPicture(page, 'records', 'files');
      expect(await seriousFaults()).toEqual([]);
      await panel.getByRole('button', { name: 'Delete terms.txt' }).click();
      await expect.poll(read, SOON).toEqual(['minutes.txt', 'offer.txt']);
      await page
        .getByRole('alert')
        .filter({ hasText: 'The file is deleted' })
        .getByRole('button', { name: 'Undo' })
        .click();
      await expect.poll(read, SOON).toContain('terms.txt');
    },
  );
});

describe('tags', () => {
  it(
    'are put on many accounts at once, filtered by, and go into one another, each with a way back',
    IN_TURN,
    async () => {
      await page.goto('/accounts');
      await page.getByRole('checkbox', { name: 'Select this row' }).first().check();
      await page.getByRole('checkbox', { name: 'Select this row' }).nth(1).check();
      const bar = page.getByRole('region', { name: 'Selected rows' });
      await bar.getByRole('button', { name: 'Tags' }).click();
      const words = page.getByRole('dialog').getByRole('combobox', { name: 'Tags' });
      await words.fill('Spring campaign');
      await words.press('Enter');
      await keepPicture(page, 'records', 'bulk-tags');
      expect(await seriousFaults()).toEqual([]);
      await page.getByRole('button', { name: 'Put on' }).click();
      await page.getByText('2 records tagged').waitFor();
      await page.getByRole('search').getByRole('button', { name: 'Tags' }).click();
      await page.getByRole('dialog').getByRole('combobox', { name: 'Any of these tags' }).click();
      await page.getByRole('option', { name: 'Spring campaign' }).click();
      await expect.poll(() => page.getByRole('checkbox', { name: 'Select this row' }).count(), SOON).toBe(2);
      await keepPicture(page, 'records', 'tag-filter');
      expect(await seriousFaults()).toEqual([]);
      await page.goto('/settings/tags');
      await page.getByRole('button', { name: 'Merge the tag Spring campaign into another' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'Into' }).click();
      await page.getByRole('option', { name: 'Reference' }).click();
      await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
      await page.getByText('“Spring campaign” went into “Reference”').waitFor();
      await page.getByRole('button', { name: 'Undo' }).last().click();
      await page.getByRole('button', { name: 'Delete the tag Spring campaign' }).waitFor();
    },
  );
});
