import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { issueToken } from '../../server/adapters/dub/embed/token.ts';
import { listOffers } from '../../server/affiliates/index.ts';
import { systemActor } from '../../server/core/actor.ts';
import { findAllDuplicates } from '../../server/customers/duplicates/find-duplicates.ts';
import { startImport } from '../../server/customers/imports/start-import.ts';
import { moveRun } from '../../server/customers/imports/store/runs.ts';
import { tryImport } from '../../server/customers/imports/try-import.ts';
import { saveAccounts } from '../../server/customers/index.ts';
import { examineProgram } from '../../server/fraud/index.ts';
import { takeByHand } from '../support/money.ts';
import { STRIPE_SECRET, signed, stripeEvent } from '../support/stripe.ts';
import { customer } from '../support/stripe-objects.ts';
import { makeImports } from './sample-imports.ts';
import {
  announceContest,
  connectDesk,
  type First,
  findQuotes,
  grantRewards,
  groupSomebody,
  handOff,
  makeTasks,
  openPreferences,
  openSurvey,
  startPlaybook,
  tellContacts,
} from './sample-records.ts';
import type { SampleSite } from './sample-site.ts';

/** Every screen of staff; `:name` stands for a record of the sample company. */
export const STAFF_SCREENS = [
  '/',
  '/welcome',
  '/my-day',
  '/tasks',
  '/tasks?task=:task',
  '/accounts',
  '/accounts/:account',
  '/people',
  '/people/:person',
  '/deals',
  '/deals?view=list',
  '/deals/:deal',
  '/deals/forecast',
  '/quotes',
  '/quotes/new?deal=:deal',
  '/quotes/:quote',
  '/quotes/:draft/edit',
  '/products',
  '/products?tab=prices',
  '/settings/pipelines',
  '/settings/fields',
  '/settings/tags',
  '/duplicates',
  '/duplicates/merge?:pair',
  '/data-quality',
  '/data-quality?fault=accountDomain',
  '/ownership',
  '/ownership?tab=handOver',
  '/imports',
  '/imports/:import',
  '/imports/:brought',
  '/imports/:undone',
  '/imports/:mapped',
  '/sources',
  '/at-risk',
  '/upsell',
  '/upsell?state=dismissed',
  '/health',
  '/revenue',
  '/satisfaction',
  '/surveys',
  '/surveys/new',
  '/surveys/:survey',
  '/surveys/:survey/edit',
  '/surveys/waves/:wave',
  '/hand-offs?tab=all',
  '/hand-offs/:handOff',
  '/playbooks',
  '/playbooks/new?preset=renewal',
  '/playbooks/:playbook',
  '/playbooks/:playbook/edit',
  '/playbooks/runs/:playbookRun',
  '/costs',
  '/ranking',
  '/ranking?view=excluded',
  '/ranking?account=:account',
  '/affiliates',
  '/affiliates/:affiliate',
  '/affiliate-groups',
  '/affiliate-invitations',
  '/takeovers',
  '/takeovers/:takeover',
  '/offers',
  '/links',
  '/click-caps',
  '/link-domains',
  '/leads',
  '/deal-registrations',
  '/deal-registrations?registration=:registration',
  '/sales',
  '/credit-requests',
  '/quality',
  '/attribution',
  '/processes',
  '/reports',
  '/reports?by=day,affiliate,country&period=90',
  '/reports?by=group,offer',
  '/quality/:affiliate',
  '/fraud',
  '/fraud?view=rules',
  '/fraud/:case',
  '/material',
  '/commissions',
  '/commissions?commission=:commission',
  '/plans',
  '/contests',
  '/rewards',
  '/rewards?view=points',
  '/payouts',
  '/payouts?view=payable',
  '/payouts/:payout',
  '/payouts/years',
  '/payouts/recoveries',
  '/payouts/recoveries/:recovery',
  '/outbox',
  '/message-templates',
  '/settings',
  '/settings/company',
  '/settings/members',
  '/settings/roles',
  '/settings/teams',
  '/settings/keys',
  '/settings/rates',
  '/settings/billing',
  '/settings/billing/:billing',
  '/settings/billing/:ownBilling',
  '/settings/privacy',
  '/settings/task-templates',
  '/settings/help-desks',
  '/settings/help-desks/:desk',
  '/connect',
  '/connect?way=server',
  '/settings/webhooks',
  '/settings/webhooks/:webhook',
  '/settings/postbacks',
  '/settings/security',
  '/settings/audit',
];

/** Every screen of an affiliate. */
export const PORTAL_SCREENS = [
  '/portal',
  '/portal/deal-registrations',
  '/portal/commissions',
  '/portal/payouts',
  '/portal/tax',
  '/portal/requests',
  '/portal/reports',
  '/portal/material',
  '/portal/postbacks',
  '/portal/partners',
  '/portal/contests',
  '/portal/rewards',
  '/portal/profile',
];

/** What is shown to people who are not signed in; last what is no part of the app. */
export const VISITOR_SCREENS = [
  '/sign-in',
  '/program/sample',
  '/invitation/unknown-invitation',
  '/preferences/:preferences',
  '/survey/:ask',
  '/quote/:offered',
  '/embed/referrals?token=:embed',
];

/** The records that the addresses above name. */
export async function namedRecords(site: SampleSite): Promise<Record<string, string>> {
  const first = async (path: string) => (await site.ask<First>('GET', path)).data[0]?.id ?? '';
  const payout = await site.ask<{ id: string }>('POST', '/payouts', { currency: 'USD' });
  await site.ask('POST', '/sources', { name: 'Our product' });
  const offerId = await first('/offers');
  await site.ask('PUT', '/click-caps', { offerId, perDay: 50, perMonth: 1_000 });
  await site.ask('POST', '/link-domains', { host: 'go.sample-site.example' });
  await site.ask('POST', '/api-keys', { name: 'Our shop', kind: 'secret' });
  await groupSomebody(site, site.affiliateId);
  await announceContest(site);
  await grantRewards(site);
  const billing = await site.ask<{ id: string; webhookUrl: string }>('POST', '/billing-connections', {
    ...{ kind: 'stripe', name: 'Stripe', secret: STRIPE_SECRET },
  });
  const { payload, headers } = signed(
    stripeEvent('customer.created', customer(), Math.floor(Date.now() / 1_000)),
  );
  await fetch(billing.webhookUrl, { method: 'POST', headers, body: payload });
  const own = await site.ask<{ id: string }>('POST', '/billing-connections', { kind: 'json', name: 'Shop' });
  const webhook = await site.ask<{ id: string }>('POST', '/webhooks', {
    url: 'https://our-shop.example/hook',
  });
  await callPostback(site);
  await site.ask('POST', '/events/sale', {
    ...{ customerExternalId: 'thrown-away', customerEmail: 'somebody@mailinator.com', couponCode: 'FRIEND1' },
    ...{ invoiceId: 'thrown-away-1', amountMinor: 4_900, currency: 'USD' },
  });
  await examineProgram(site.workspaceId, new Date());
  return {
    ...(await makeImports(site)),
    takeover: await takeProgramOver(site),
    webhook: webhook.id,
    case: await first('/fraud-cases'),
    billing: billing.id,
    desk: await connectDesk(site),
    ...(await openSurvey(site)),
    ...(await startPlaybook(site)),
    handOff: await handOff(site),
    ...(await findQuotes(site)),
    ownBilling: own.id,
    embed: issueToken(site, new Date()).token,
    preferences: await openPreferences(site),
    task: await makeTasks(site),
    pair: await makeTwins(site),
    account: await first('/accounts'),
    person: await tellContacts(site, await first('/people')),
    deal: await first('/deals?sort=amountMinor&direction=desc&state=open'),
    commission: await first('/commissions'),
    registration: await first('/deal-registrations'),
    affiliate: site.affiliateId,
    payout: payout.id,
    recovery: await askBack(site),
  };
}

export function addressOf(screen: string, records: Record<string, string>): string {
  return screen.replace(/:(\w+)/, (_, name: string) => records[name] ?? '');
}

/** Two accounts that are one, and two that were merged. */
async function makeTwins(site: SampleSite): Promise<string> {
  const [kept, merged, third] = await saveAccounts(site.workspaceId, [
    { externalId: 'twin-1', name: 'บริษัท ใจดี จำกัด', domain: 'jai-dee.example', industry: 'Hotels', seats: 12 },
    { externalId: 'twin-2', name: 'ใจดี', domain: 'jai-dee.example', country: 'TH', channel: 'event' },
    { externalId: 'twin-3', name: 'Jaidee', domain: 'jaidee-group.example' },
  ]);
  await saveAccounts(site.workspaceId, [{ externalId: 'twin-4', name: 'Jaidee Ltd.' }]);
  await findAllDuplicates(site.workspaceId);
  await site.ask('POST', '/merges', { object: 'account', keptId: kept?.id, mergedId: third?.id });
  return `object=account&keptId=${kept?.id}&mergedId=${merged?.id}`;
}

/** The affiliate, all of whose balance stands in a payout, was paid too much, and a part of that has come in. */
async function askBack(site: SampleSite): Promise<string> {
  const { affiliateId } = site;
  await takeByHand(site.workspaceId, affiliateId, 40_000);
  const recovery = await site.ask<{ id: string }>('POST', '/recoveries', { affiliateId, currency: 'USD' });
  const repayment = { amountMinor: 12_500, receivedOn: '2026-03-02', reference: 'BANK-1' };
  await site.ask('POST', `/recoveries/${recovery.id}/repayments`, repayment);
  return recovery.id;
}

/** Two affiliates of another platform, tried and not brought in yet. */
async function takeProgramOver(site: SampleSite): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'goodword-screens-'));
  const file = path.join(folder, 'rewardful-affiliates.csv');
  writeFileSync(
    file,
    'id,email,first_name,token\nr-1,mia@fair.example,Mia,mia\nr-2,noa@fair.example,Noa,noa\n',
  );
  const actor = systemActor(site.workspaceId, 'Sample');
  const given = [{ name: 'rewardful-affiliates.csv', path: file, isUpload: false }];
  const importId = await startImport(actor, given, { family: 'rewardful' });
  const [offer] = await listOffers(site.workspaceId);
  const { id } = await site.ask<{ id: string }>('POST', '/takeovers', { importId, offerId: offer?.id });
  await moveRun(site.workspaceId, importId, ['draft'], 'checking');
  await tryImport(site.workspaceId, importId);
  rmSync(folder, { recursive: true });
  return id;
}

/** A call that is understood, and refused because nobody knows the click. */
async function callPostback(site: SampleSite): Promise<void> {
  const key = await site.ask<{ url: string }>('POST', '/postback-keys', { name: 'Our network' });
  await fetch(`${key.url}?tid=clk_unknown&amount=49.00&order_id=A-1&sub1=news`);
}
