import type { Locator, Page } from 'playwright-core';

/** The focus comes back a moment after the window has gone. */
const FOCUS_TIMEOUT_MS = 5_000;

/** Presses the key on the control, then Escape on the window that it opened; says whether the focus came back. */
export async function openAndEscape(page: Page, control: Locator, key: string): Promise<boolean> {
  await control.focus();
  await page.keyboard.press(key);
  const opened = page.getByRole('dialog');
  await opened.waitFor();
  await page.waitForFunction(() => document.querySelector('[role=dialog]')?.contains(document.activeElement));
  await page.keyboard.press('Escape');
  await opened.waitFor({ state: 'detached' });
  const returned = page.waitForFunction(
    (element) => element === document.activeElement,
    await control.elementHandle(),
    { timeout: FOCUS_TIMEOUT_MS },
  );
  return returned.then(
    () => true,
    () => false,
  );
}

/** Walks with Tab from the first control until it comes again; says whether it did within so many steps. */
export async function walksRound(page: Page, maxSteps: number): Promise<boolean> {
  const first = page.locator('a, button').first();
  await first.focus();
  for (let steps = 0; steps < maxSteps; steps++) {
    await page.keyboard.press('Tab');
    if (await first.evaluate((element) => element === document.activeElement)) return true;
  }
  return false;
}
