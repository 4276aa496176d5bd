import { describe, expect, it } from 'vitest';
import type { Process } from '../../server/strategy/processes/schema.ts';
import { DESKTOP } from './installation.ts';
import { useSampleSite } from './sample-site.ts';

const TIMEOUT_MS = 60_000;
const SOON = { timeout: TIMEOUT_MS };

const site = await useSampleSite();

describe('a process', () => {
  it('hands a step to people with one switch, and takes that back', { timeout: TIMEOUT_MS }, async () => {
    const page = await site.open({ who: 'staff' });
    await page.setViewportSize(DESKTOP);
    const doer = async () => {
      const { data } = await site.ask<{ data: Process[] }>('GET', '/processes');
      return data.find(({ key }) => key === 'approval')?.steps.at(-1)?.doer;
    };
    await page.goto('/processes');
    const own = page.getByRole('switch', { name: 'Application decided: Refer a team, by itself' });
    await own.click();
    await expect.poll(doer, SOON).toBe('either');
    await page.getByText('“Application decided” is done by hand from now on').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(doer, SOON).toBe('machine');
    await page.context().close();
  });
});
