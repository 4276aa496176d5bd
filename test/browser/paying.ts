import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What was tried on one machine looks like a self-referral: a person sees why it is held, and lets it go. */
export async function releaseHeld(page: Page): Promise<void> {
  await page.goto('/fraud');
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.getByText('Under review').waitFor();
  await page.getByRole('button', { name: 'In order' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save the decision' }).click();
  await page.getByText('Decision saved').waitFor();
}

/** Makes a batch of everything that is ready and gives back its address. */
export async function createPayout(page: Page): Promise<string> {
  await page.goto('/payouts');
  await page.getByRole('button', { name: 'Create payout' }).click();
  await page.waitForURL(/\/payouts\/.+/);
  await page.getByText('Waiting for approval').waitFor();
  return new URL(page.url()).pathname;
}

/** Takes the next step of the batch that is open, and says yes when asked again. */
export async function takeStep(page: Page, step: 'Approve' | 'Mark as paid', done: string): Promise<void> {
  await page.getByRole('button', { name: step }).click();
  await page.getByRole('dialog').getByRole('button', { name: step }).click();
  await page.getByText(done).waitFor();
}

export async function downloadPaypalFile(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'PayPal file' }).click();
  return readFileSync(await (await download).path(), 'utf8');
}
