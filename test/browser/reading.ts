import type { Locator } from 'playwright-core';

/** The text of the one element, waited for. */
export async function textOf(element: Locator): Promise<string> {
  return (await element.textContent()) ?? '';
}
