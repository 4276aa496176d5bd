import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { textOf } from './reading.ts';

const SCORING_TIMEOUT_MS = 90_000;

/** The first row of the ranking, once the jobs have scored everything and this account leads. */
export async function waitForLeader(page: Page, account: string): Promise<Locator> {
  const best = page.getByRole('row').nth(1);
  const leader = async () => {
    await page.goto('/ranking');
    await best.or(page.getByText('Nobody to rank yet')).first().waitFor();
    return (await best.isVisible()) ? textOf(best) : '';
  };
  await expect.poll(leader, { timeout: SCORING_TIMEOUT_MS, interval: 1_000 }).toContain(account);
  return best;
}

/** Asks the person whom the ranking names first at this account, with words of one's own in front. */
export async function inviteFromRanking(page: Page, account: string, ownWords: string): Promise<void> {
  await page.getByRole('button', { name: `Invite: ${account}` }).click();
  const dialog = page.getByRole('dialog');
  const message = dialog.getByLabel('Message');
  await message.fill(`${ownWords}\n\n${await message.inputValue()}`);
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await page.getByText('Invitation sent').waitFor();
}

/** The invited person reads the terms, agrees, and enters the portal. */
export async function acceptInvitation(page: Page, payoutEmail: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Password' }).fill('a friend of the house');
  await page.getByLabel('PayPal e-mail for payouts').fill(payoutEmail);
  await page.getByRole('button', { name: 'Agree and join' }).click();
  await page.getByRole('button', { name: 'Open my program' }).click();
}
