import { AxeBuilder } from '@axe-core/playwright';
import { URI } from 'otpauth';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, signInAsRole } from '../support/http.ts';
import { DESKTOP, keepPicture } from './installation.ts';
import { useSampleSite } from './sample-site.ts';

const TIMEOUT_MS = 90_000;
const IN_TURN = { timeout: TIMEOUT_MS, concurrent: false };
const PHONE = { width: 390, height: 844 };

const site = await useSampleSite();
let owner: Page;
let colleague: Page;
beforeAll(async () => {
  if (site.app) await signInAsRole(site.app, site.workspaceId, 'sales');
  owner = await site.open({ who: 'staff' });
  await owner.setViewportSize(DESKTOP);
  colleague = await site.open({ who: 'visitor' });
  await colleague.setViewportSize(DESKTOP);
}, TIMEOUT_MS);

async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
}

/** Gives the password and then the first code of an app that has scanned the picture. */
async function setUp(page: Page, picture: string): Promise<void> {
  const enabled = page.waitForResponse('**/two-factor/enable');
  await page.getByRole('textbox', { name: 'Current password' }).last().fill(PASSWORD);
  await page.getByRole('button', { name: 'Continue' }).click();
  const { totpURI } = await (await enabled).json();
  await page.getByLabel('Code that the app shows now').fill(URI.parse(totpURI).generate());
  await keepPicture(page, 'second-factor', picture);
  await page.getByRole('button', { name: 'Turn on' }).click();
}

describe('a second step for everybody', () => {
  it('is turned on by an owner who has one', IN_TURN, async () => {
    await owner.goto('/settings');
    await owner.getByText('Set up your own second step first.').waitFor();
    await keepPicture(owner, 'second-factor', 'rule-off');
    await owner.goto('/settings/security');
    await owner.getByRole('button', { name: 'Turn on' }).click();
    await setUp(owner, 'own');
    await owner.getByText('On', { exact: true }).waitFor();
    await owner.goto('/settings');
    await owner.getByRole('switch', { name: 'Everybody must use a second step' }).click();
    await owner.getByRole('dialog').waitFor();
    await keepPicture(owner, 'second-factor', 'rule-asks');
    await owner.getByRole('button', { name: 'Ask everybody' }).click();
    await owner.getByRole('dialog').waitFor({ state: 'hidden' });
    await owner.goto('/settings/security');
    await owner.getByText('Your workspace asks everybody for it.').waitFor();
    expect(await barriers(owner)).toEqual([]);
  });

  it(
    'leads a colleague to setting theirs up after signing in, and nowhere else until then',
    IN_TURN,
    async () => {
      await colleague.goto('/sign-in');
      await colleague.getByLabel('E-mail').fill(`sales-${site.workspaceId}@example.com`);
      await colleague.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
      await colleague.getByRole('button', { name: 'Sign in', exact: true }).click();
      const heading = colleague.getByRole('heading', { name: 'Set up your second step' });
      await heading.waitFor();
      expect(await barriers(colleague)).toEqual([]);
      await colleague.goto('/accounts');
      await heading.waitFor();
      await colleague.setViewportSize(PHONE);
      await keepPicture(colleague, 'second-factor', 'asked-phone');
      await setUp(colleague, 'set-up-phone');
      await colleague.getByRole('heading', { name: 'Home' }).waitFor();
      await colleague.goto('/accounts');
      await colleague.getByRole('heading', { name: 'Accounts' }).waitFor();
    },
  );
});
