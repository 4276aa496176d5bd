import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { QuoteView } from '../../server/customers/quotes/schema/quote.ts';
import { DESKTOP, keepPicture } from './installation.ts';
import { useSampleSite } from './sample-site.ts';

const TIMEOUT_MS = 90_000;
const SOON = { timeout: TIMEOUT_MS };

const site = await useSampleSite();

async function seriousFaults(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

describe('a quote', () => {
  it('is made for a deal from products, sent, and accepted by who has the link', SOON, async () => {
    const deals = await site.ask<{ data: { id: string }[] }>('GET', '/deals?state=open&q=seats');
    const dealId = deals.data.at(-1)?.id ?? '';
    const page = await site.open({ who: 'staff' });
    await page.setViewportSize(DESKTOP);
    await page.goto(`/deals/${dealId}`);
    await page.getByRole('link', { name: 'New quote' }).click();
    await page.getByRole('textbox', { name: 'Receiver' }).fill('Pat Doe');
    await page.getByRole('textbox', { name: 'Their e-mail' }).fill('');
    await page.getByRole('combobox', { name: 'Price list' }).click();
    await page.getByRole('option', { name: 'Standard' }).click();
    await page.getByRole('button', { name: 'Add a line' }).click();
    await page.getByRole('combobox', { name: 'Product' }).last().click();
    await page.getByRole('option', { name: 'Team plan' }).click();
    const quantity = page.getByRole('textbox', { name: 'Quantity' }).last();
    await quantity.fill('60');
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Price of one' }).last().inputValue(), SOON)
      .toBe('162');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('button', { name: 'Send' }).click();
    const asked = page.getByRole('dialog');
    await asked.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('button', { name: 'Copy the link' }).waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const read = () => site.ask<QuoteView>('GET', `/quotes/${id}`);
    const { publicUrl, state, viewedAt } = await read();
    expect([state, viewedAt]).toEqual(['sent', null]);

    const visitor = await site.open({ who: 'visitor' });
    await visitor.setViewportSize(DESKTOP);
    await visitor.goto(new URL(publicUrl ?? '').pathname);
    await visitor.getByRole('button', { name: 'Accept the quote' }).click();
    await visitor.getByText('must be ticked').waitFor();
    await visitor.getByRole('textbox', { name: 'Your e-mail' }).fill('pat@acme.example');
    await visitor.getByRole('checkbox').check();
    await visitor.getByRole('button', { name: 'Accept the quote' }).click();
    await visitor.getByRole('status').getByText('Pat Doe accepted this quote').waitFor();
    await keepPicture(visitor, 'records', 'quote-accepted');
    expect(await seriousFaults(visitor)).toEqual([]);
    const accepted = await read();
    expect([accepted.state, accepted.viewedAt === null]).toEqual(['accepted', false]);
    const deal = await site.ask<{ amountMinor: number }>('GET', `/deals/${dealId}`);
    expect(deal.amountMinor).toBe(accepted.netMinor);
    await page.context().close();
    await visitor.context().close();
  });
});
