import type { Page } from 'playwright-core';
import { textOf } from './reading.ts';

export const OWNER = {
  name: 'Olivia Owner',
  email: 'olivia@acme.example',
  password: 'correct horse battery',
};

/** The first run: the company and its owner, who is signed in afterwards. */
export async function setUpCompany(page: Page, company: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('heading', { name: 'Set up Goodword' }).waitFor();
  await page.getByLabel('Company').fill(company);
  await page.getByLabel('Your name').fill(OWNER.name);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Choose a password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Create the workspace' }).click();
  await page.getByRole('heading', { name: `Welcome, ${OWNER.name}` }).waitFor();
}

/** A key for the company's own servers, as the screen shows it: once. */
export async function makeApiKey(page: Page, name: string): Promise<string> {
  await page.goto('/settings/keys');
  await page.getByRole('button', { name: 'New key' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create the key' }).click();
  const key = await textOf(dialog.getByText(/^gw_/));
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  return key;
}

export async function inviteColleague(page: Page, email: string, role: string): Promise<void> {
  await page.goto('/settings/members');
  await page.getByRole('button', { name: 'Invite a colleague' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: role }).click();
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByText(`The invitation to ${email} is on its way`).waitFor();
}

/** A colleague opens the link of the mail and is in. */
export async function joinAsColleague(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Choose a password').fill('a colleague of great trust');
  await page.getByRole('button', { name: 'Join the workspace' }).click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
}
