import type { Page } from 'playwright-core';
import { textOf } from './reading.ts';

/** Opens the newest mail to this address in the outbox, where mails wait while no server is set up to send them. */
export async function openMail(page: Page, recipient: string): Promise<void> {
  await page.goto('/outbox');
  await page.getByRole('row').filter({ hasText: recipient }).first().getByRole('button').click();
  await page
    .getByRole('dialog')
    .getByText(/https?:\/\//)
    .waitFor();
}

/** Subject and text of the mail that is open. */
export async function readMail(page: Page) {
  const mail = page.getByRole('dialog');
  return {
    subject: await textOf(mail.getByRole('heading', { level: 2 }).last()),
    text: await textOf(mail.getByText(/https?:\/\//)),
  };
}

/** The one address that the open mail wants opened. */
export async function linkInMail(page: Page): Promise<string> {
  const [link] = (await readMail(page)).text.match(/https?:\/\/\S+/) ?? [];
  if (!link) throw new Error('no link in the mail');
  return link;
}
