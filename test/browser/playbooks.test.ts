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

describe('a playbook', () => {
  it('is made from what most companies need, activated, and paused again', IN_TURN, async () => {
    await page.goto('/playbooks');
    await page.getByRole('button', { name: 'New playbook' }).click();
    await page.getByRole('menuitem', { name: 'Onboard a new customer' }).click();
    await page.waitForURL('**/playbooks/new?preset=onboarding');
    await page.getByLabel('Name').fill('Welcome them');
    await page.getByRole('button', { name: 'Add a condition' }).first().click();
    await page.getByRole('menuitem', { name: 'MRR at least' }).click();
    await page.getByRole('textbox', { name: 'MRR at least' }).fill('100');
    await page.getByRole('textbox', { name: 'Text' }).first().fill('Hello {{ nobody }}');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('undefined variable: nobody').waitFor();
    await page.getByRole('textbox', { name: 'Text' }).first().fill('Hello {{ person.firstName }}');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Welcome them' }).waitFor();
    await page.getByText('MRR of at least $100.00').waitFor();
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('dialog').getByText('fit now').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused').first().waitFor();
  });

  it('is started for an account, stopped with a reason, and let go on', IN_TURN, async () => {
    const account = await site.ask<{ id: string }>('POST', '/accounts', {
      name: 'Led Ltd',
      stage: 'customer',
    });
    await page.goto(`/accounts/${account.id}`);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('menuitem', { name: 'Prepare a renewal' }).click();
    await page.waitForURL('**/playbooks/runs/*');
    await page.getByText('Write down what they got out of it').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await keepPicture(page, 'playbooks', 'stop');
    await page.getByRole('dialog').getByLabel('Reason').fill('They asked for quiet');
    await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
    await page.getByText('They asked for quiet').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('The playbook goes on').waitFor();
    const { data } = await site.ask<{ data: object[] }>('GET', `/tasks?accountId=${account.id}&state=open`);
    expect(data).toHaveLength(1);
  });
});
