import type { Page } from 'playwright-core';

/** A plan that pays at once: the story has no month to wait. */
export async function makePlan(page: Page, { name, percent }: { name: string; percent: number }) {
  await page.goto('/plans');
  await page.getByRole('button', { name: 'New plan' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('textbox', { name: 'Percent' }).fill(String(percent));
  await dialog.getByLabel('Hold in days').fill('0');
  await dialog.getByRole('button', { name: 'Save plan' }).click();
  await page.getByRole('heading', { name }).waitFor();
}

interface NewOffer {
  name: string;
  destinationUrl: string;
  terms: string;
}

/** An offer that everybody who is invited joins at once. */
export async function makeOffer(page: Page, { name, destinationUrl, terms }: NewOffer): Promise<void> {
  await page.goto('/offers');
  await page.getByRole('button', { name: 'New offer' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Leads to').fill(destinationUrl);
  await dialog.getByRole('combobox', { name: 'Who joins' }).click();
  await page.getByRole('option', { name: 'Everybody, at once' }).click();
  await dialog.getByRole('textbox', { name: 'Terms' }).fill(terms);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name }).waitFor();
}
