import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Deal, DealView } from '../../server/customers/deals/schema/deal.ts';
import { DESKTOP, keepPicture } from './installation.ts';
import { useSampleSite } from './sample-site.ts';

const TIMEOUT_MS = 60_000;
const PHONE = { width: 390, height: 844 };
const IN_TURN = { timeout: TIMEOUT_MS, concurrent: false };

const site = await useSampleSite();
let page: Page;
beforeAll(async () => {
  page = await site.open({ who: 'staff' });
  await page.setViewportSize(DESKTOP);
}, TIMEOUT_MS);

const firstOf = async (stage: string): Promise<Deal> => {
  const { data } = await site.ask<{ data: { stages: { id: string; name: string }[] }[] }>(
    'GET',
    '/pipelines',
  );
  const stageId = data[0]?.stages.find(({ name }) => name === stage)?.id;
  const deals = await site.ask<{ data: Deal[] }>('GET', `/deals?stageId=${stageId}&limit=1`);
  if (!deals.data[0]) throw new Error(`no deal in ${stage}`);
  return deals.data[0];
};
const stageOf = async (id: string) => (await site.ask<DealView>('GET', `/deals/${id}`)).moves[0]?.toStage;
const card = (name: string) => page.getByRole('group', { name, exact: true });
const undo = () => page.getByRole('button', { name: 'Undo' }).first().click();

describe('the board of deals', () => {
  it('moves a deal by keyboard alone, and its message takes that back', IN_TURN, async () => {
    const deal = await firstOf('Qualification');
    await page.goto('/deals');
    await card(deal.name).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await keepPicture(page, 'deals', 'lifted');
    await page.keyboard.press('Space');
    await expect.poll(() => stageOf(deal.id), { timeout: TIMEOUT_MS }).toBe('Needs analysis');
    await keepPicture(page, 'deals', 'moved');
    await undo();
    await expect.poll(() => stageOf(deal.id), { timeout: TIMEOUT_MS }).toBe('Qualification');
  });

  it('moves a deal by its menu, and asks how it was won', IN_TURN, async () => {
    const deal = await firstOf('Proposal');
    await page.goto('/deals');
    await page.getByRole('button', { name: `Move ${deal.name}` }).click();
    await page.getByRole('menuitem', { name: 'Won' }).click();
    await page.getByRole('dialog').getByLabel('Note').fill('Signed on paper');
    await keepPicture(page, 'deals', 'win');
    await page.getByRole('dialog').getByRole('button', { name: 'Won' }).click();
    await expect.poll(() => stageOf(deal.id), { timeout: TIMEOUT_MS }).toBe('Won');
    await undo();
    await expect.poll(() => stageOf(deal.id), { timeout: TIMEOUT_MS }).toBe('Proposal');
  });

  it('drags a deal with the mouse to another stage', IN_TURN, async () => {
    const deal = await firstOf('Negotiation');
    await page.goto(`/deals?q=${encodeURIComponent(deal.name)}`);
    await card(deal.name).waitFor();
    const start = await card(deal.name).boundingBox();
    const target = await page.getByRole('heading', { name: 'Proposal' }).boundingBox();
    if (!start || !target) throw new Error('the board is not there');
    await page.mouse.move(start.x + 20, start.y + 60);
    await page.mouse.down();
    await page.mouse.move(start.x + 60, start.y + 60, { steps: 5 });
    await page.mouse.move(target.x + 60, target.y + 90, { steps: 20 });
    await keepPicture(page, 'deals', 'dragged');
    await page.mouse.up();
    await expect.poll(() => stageOf(deal.id), { timeout: TIMEOUT_MS }).toBe('Proposal');
    await undo();
    await expect.poll(() => stageOf(deal.id), { timeout: TIMEOUT_MS }).toBe('Negotiation');
  });

  it(
    'tells who moves a deal that somebody else has moved meanwhile, and shows where it is',
    IN_TURN,
    async () => {
      const deal = await firstOf('Qualification');
      const proposal = (await firstOf('Proposal')).stageId;
      await page.goto('/deals');
      await card(deal.name).waitFor();
      await site.ask('POST', `/deals/${deal.id}/stage`, { stageId: proposal });
      await page.getByRole('button', { name: `Move ${deal.name}` }).click();
      await page.getByRole('menuitem', { name: 'Negotiation' }).click();
      await page.getByText('Somebody else has moved this deal to “Proposal”').waitFor();
      expect(await stageOf(deal.id)).toBe('Proposal');
      await site.ask('POST', `/deals/${deal.id}/stage`, { stageId: deal.stageId });
    },
  );

  it('shows a phone one stage at a time', IN_TURN, async () => {
    await page.setViewportSize(PHONE);
    await page.goto('/deals');
    await page.getByRole('combobox', { name: 'Stage' }).click();
    await page.getByRole('option', { name: /^Proposal/ }).click();
    const deal = await firstOf('Proposal');
    await page.getByRole('link', { name: deal.name }).waitFor();
    await keepPicture(page, 'deals', 'phone');
    await page.setViewportSize(DESKTOP);
  });
});

describe('a deal', () => {
  it('is opened with a name, lost for a reason, and opened again', IN_TURN, async () => {
    await page.goto('/deals');
    await page.getByRole('button', { name: 'New deal' }).click();
    await page.getByRole('dialog').getByLabel('Deal').fill('A deal from the fair');
    await keepPicture(page, 'deals', 'new');
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await page.getByRole('heading', { name: 'A deal from the fair' }).waitFor();
    await page.getByRole('button', { name: 'Lost' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'Reason for the loss' }).click();
    await page.getByRole('option', { name: 'No budget' }).click();
    await keepPicture(page, 'deals', 'lose');
    await page.getByRole('dialog').getByRole('button', { name: 'Lost' }).click();
    await page.getByRole('button', { name: 'Open again' }).click();
    await page.getByRole('button', { name: 'Won' }).waitFor();
  });

  it('gets products and people, without a barrier', IN_TURN, async () => {
    const deal = await firstOf('Negotiation');
    await page.goto(`/deals/${deal.id}`);
    const products = page.locator('section', { has: page.getByRole('heading', { name: 'Products' }) });
    await products.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Add a line' }).click();
    await page.getByRole('dialog').getByLabel('Product').last().fill('Extra storage');
    await page
      .getByRole('dialog')
      .getByLabel(/^Price/)
      .last()
      .fill('250');
    await keepPicture(page, 'deals', 'lines');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: 'Extra storage' }).waitFor();
    const after = await site.ask<DealView>('GET', `/deals/${deal.id}`);
    expect(after.amountMinor).toBe((deal.amountMinor ?? 0) + 25_000);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('shows the affiliate who registered it, and is shown with the registration', IN_TURN, async () => {
    const { data } = await site.ask<{ data: Deal[] }>('GET', '/deals?hasRegistration=true&limit=1');
    await page.goto(`/deals/${data[0]?.id}`);
    await page.getByText('Accepted', { exact: true }).waitFor();
    await keepPicture(page, 'deals', 'registered');
    await page.getByRole('link', { name: 'See the registration' }).click();
    await page.getByRole('dialog').getByRole('link', { name: data[0]?.name, exact: true }).last().waitFor();
    await keepPicture(page, 'deals', 'registration');
  });
});

describe('pipelines', () => {
  it('lose a stage whose deals go elsewhere', IN_TURN, async () => {
    const deal = await firstOf('Needs analysis');
    await page.goto('/settings/pipelines');
    await page.getByRole('button', { name: 'Edit' }).first().click();
    await page.getByRole('button', { name: 'Remove Needs analysis' }).click();
    await page.getByRole('combobox', { name: 'Deals in Needs analysis go to' }).click();
    await page.getByRole('option', { name: 'Proposal' }).click();
    await keepPicture(page, 'deals', 'pipeline');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => stageOf(deal.id), { timeout: TIMEOUT_MS }).toBe('Proposal');
  });
});
