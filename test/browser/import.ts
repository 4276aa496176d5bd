import type { Page } from 'playwright-core';

interface CsvFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Drops the files on the import screen, looks at what would become of them, and brings them in. */
export async function importFiles(page: Page, files: CsvFile[]): Promise<void> {
  await page.goto('/imports');
  const dialog = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Drop CSV or Excel files here' }).click();
  await (await dialog).setFiles(files);
  await page.getByRole('heading', { name: `${files.length} files` }).waitFor();
  await page.getByRole('button', { name: 'Try it' }).click();
  await page
    .getByText('What would become of the rows')
    .nth(files.length - 1)
    .waitFor();
  await page.getByText(/^Everything would come in: .*\d accounts/).waitFor();
}

export async function runImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('Done', { exact: true }).first().waitFor();
  await page.getByText(/\d accounts, .* came in\./).waitFor();
  await page.getByRole('link', { name: 'See who would recommend you' }).waitFor();
}
