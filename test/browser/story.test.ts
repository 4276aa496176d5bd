import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { companyFiles, KEENEST } from './company-files.ts';
import { importFiles, runImport } from './import.ts';
import { keepPicture, useInstallation } from './installation.ts';
import { LocalPage } from './local-page.ts';
import { linkInMail, openMail, readMail } from './outbox.ts';
import { inviteColleague, joinAsColleague, makeApiKey, setUpCompany } from './owner.ts';
import { createPayout, downloadPaypalFile, releaseHeld, takeStep } from './paying.ts';
import { makeOffer, makePlan } from './program.ts';
import { textOf } from './reading.ts';
import { acceptInvitation, inviteFromRanking, waitForLeader } from './recruiting.ts';
import { Seller } from './seller.ts';

const STORY_TIMEOUT_MS = 240_000;
const A_PERSON = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
const FINANCE = { name: 'Fiona Finance', email: 'fiona@acme.example' };
const PAYPAL = 'naree.paypal@example.com';
const LANDING_PAGE = '<!doctype html><html lang="en"><title>Acme</title><h1>Acme: plan together</h1></html>';
const TERMS = 'Recommend honestly. No bidding on our name.';

const installation = useInstallation();
const destination = new LocalPage();
beforeAll(() => destination.serve(LANDING_PAGE));
afterAll(() => destination.close());

it('leads from a company’s files to an affiliate who is paid and judged', {
  timeout: STORY_TIMEOUT_MS,
}, async () => {
  const owner = await installation.openBrowser();
  const keep = (page: Page, name: string) => keepPicture(page, 'story', name);

  await setUpCompany(owner, 'Acme');
  await keep(owner, '01-welcome');

  await importFiles(owner, companyFiles());
  await keep(owner, '02-import-tried');
  await runImport(owner);
  await keep(owner, '03-import-done');

  await makePlan(owner, { name: 'Friends', percent: 20 });
  await keep(owner, '04-plans');
  await makeOffer(owner, { name: 'Acme Boards', destinationUrl: destination.url, terms: TERMS });
  await keep(owner, '05-offers');

  const best = await waitForLeader(owner, KEENEST.account);
  expect(await best.getByRole('listitem').count()).toBe(3);
  expect(await textOf(best)).toContain(KEENEST.person.name);
  await keep(owner, '06-ranking');

  await inviteFromRanking(owner, KEENEST.account, 'Dear Naree, your talk was great.');
  await openMail(owner, KEENEST.person.email);
  const mail = await readMail(owner);
  expect(mail.text).toMatch(/^Dear Naree, your talk was great\.\n/);
  expect(mail.subject).toBe('Naree, would you recommend Acme?');
  await keep(owner, '07-outbox');

  const affiliate = await installation.openBrowser();
  await affiliate.goto(await linkInMail(owner));
  await affiliate.getByText(TERMS).waitFor();
  await keep(affiliate, '08-invitation');
  await acceptInvitation(affiliate, PAYPAL);
  const link = await textOf(affiliate.getByText(/\/r\//).first());
  await keep(affiliate, '09-portal');

  const visitor = await installation.openBrowser({ userAgent: A_PERSON });
  await visitor.goto(`${link}?utm_source=talk`);
  await visitor.getByRole('heading', { name: 'Acme: plan together' }).waitFor();
  const landed = new URL(visitor.url());
  const clickId = landed.searchParams.get('gw_click') ?? '';
  expect(clickId).toMatch(/^clk_/);
  expect(landed.searchParams.get('utm_source')).toBe('talk');
  expect(await visitor.context().cookies(installation.url)).toMatchObject([{ httpOnly: true }]);

  const seller = new Seller(installation.url, await makeApiKey(owner, 'Our shop'));
  await seller.tellLead({ clickId, customerExternalId: 'new-1', customerName: 'Newcomer Ltd' });
  await seller.tellSale({
    externalId: 'inv-1',
    customerExternalId: 'new-1',
    amountMinor: 120_000,
    currency: 'USD',
  });

  await owner.goto('/commissions');
  const commission = owner.getByRole('row').nth(1);
  await commission.getByRole('button').click();
  await owner.getByText('Sale inv-1 of $1,200.00').waitFor();
  await owner.getByText('It earns $240.00 by version 1 of the plan.').waitFor();
  await owner.getByText('20% of every sale').waitFor();
  await keep(owner, '10-commission');

  await inviteColleague(owner, FINANCE.email, 'Finance');
  await openMail(owner, FINANCE.email);
  const finance = await installation.openBrowser();
  await joinAsColleague(finance, await linkInMail(owner), FINANCE.name);
  await releaseHeld(owner);
  await keep(owner, '11-hold-released');
  const payout = await createPayout(owner);
  expect(await owner.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
  await keep(owner, '12-payout-created');
  await finance.goto(payout);
  await takeStep(finance, 'Approve', 'Payout approved');
  await keep(finance, '13-payout-approved');
  expect(await downloadPaypalFile(finance)).toContain(`${PAYPAL},240.00,USD`);
  await takeStep(finance, 'Mark as paid', 'Payout marked as paid');

  await affiliate.goto('/portal/payouts');
  await affiliate.getByRole('cell', { name: 'Paid', exact: true }).waitFor();
  await affiliate.getByRole('cell', { name: '$240.00' }).first().waitFor();
  await keep(affiliate, '14-portal-paid');

  await owner.goto('/quality');
  const judged = owner.getByRole('row').filter({ hasText: KEENEST.person.name });
  await judged.getByText('$1,200.00').waitFor();
  // In all, and for each of the customers, of whom there is one.
  await judged.getByText('$240.00').nth(1).waitFor();
  await keep(owner, '15-quality');
});
