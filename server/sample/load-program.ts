import { createHash } from 'node:crypto';
import { type Affiliate, recordAsks, saveAffiliate, saveOffer } from '../affiliates/index.ts';
import { assignPlan, listPlans, savePlan } from '../commissions/index.ts';
import { systemActor } from '../core/actor.ts';
import { findAccountIds, findPersonIds } from '../customers/index.ts';
import {
  type NewLead,
  type NewSale,
  recordClicks,
  recordLeads,
  recordSales,
  refundSale,
  saveCoupon,
  saveLink,
} from '../tracking/index.ts';
import type { AffiliateSeed, World } from './account.ts';
import type { ConvertingClick, SampleClick } from './clicks.ts';
import { refundsOf } from './program.ts';
import { type Story, storyAt } from './world.ts';

const CURRENCY = 'USD';
const DAY_MS = 86_400_000;
const CLICK_ID_TIME_DIGITS = 12;
const CLICK_ID_TAIL_DIGITS = 20;
// Some were asked lately and rest; the affiliates themselves come first in the list of accounts.
const ASKED_LATELY_EVERY = 37;

/** What the program is made of, by the numbers of the affiliates. */
export interface Program {
  linkIds: string[];
}

// A bounty costs about what a fifth of a year's payments of a small team does.
const OFFERS = {
  share: {
    offer: {
      name: 'Refer a team',
      description: 'Recommend us to a team that would work better with us. You earn while they stay.',
      termsText:
        'You recommend honestly and only to people you know or who follow you. We pay for customers who stay.',
    },
    plan: {
      name: '20% for a year',
      kind: 'percent',
      rateBasisPoints: 2_000,
      recurrence: 'months',
      recurrenceMonths: 12,
      isDefault: true,
    },
  },
  bounty: {
    offer: {
      name: 'Bounty for a new customer',
      description: 'Bring a team that has never worked with us. You earn once, when they first pay.',
      termsText:
        'You recommend honestly and only to people you know or who follow you. A refunded payment earns nothing.',
    },
    plan: {
      name: '$500 for the first payment',
      kind: 'flat',
      flatAmountMinor: 50_000,
      currency: CURRENCY,
      recurrence: 'once',
      isDefault: false,
    },
  },
} as const;

/** The offers, their plans, the affiliates with their links and codes. Every part is found again on a repeat. */
export async function loadProgram(
  workspaceId: string,
  world: World,
  affiliates: AffiliateSeed[],
): Promise<Program> {
  const offers = {
    share: await loadOffer(workspaceId, 'share'),
    bounty: await loadOffer(workspaceId, 'bounty'),
  };
  const linkIds: string[] = [];
  for (const seed of affiliates) {
    const { account, people } = storyAt(world, seed.accountIndex, []);
    const person = people[0];
    if (!person) throw new RangeError('an affiliate is a person');
    const affiliate = await saveSampleAffiliate(workspaceId, account.externalId, person, account.signedUpAt);
    const offerId = offers[seed.offer].id;
    const link = await saveLink(workspaceId, { affiliateId: affiliate.id, offerId });
    await saveCoupon(workspaceId, {
      affiliateId: affiliate.id,
      offerId,
      code: `FRIEND${linkIds.length + 1}`,
    });
    linkIds.push(link.id);
  }
  return { linkIds };
}

async function loadOffer(workspaceId: string, which: AffiliateSeed['offer']) {
  const { offer: terms, plan: promise } = OFFERS[which];
  const offer = await saveOffer(workspaceId, {
    ...terms,
    destinationUrl: 'https://app.example/start',
    windowDays: 90,
    approvalRule: 'auto',
  });
  const plans = await listPlans(systemActor(workspaceId, 'sample'));
  const plan =
    plans.find(({ name }) => name === promise.name) ??
    (await savePlan(workspaceId, { ...promise, holdDays: 30 }));
  await assignPlan(workspaceId, offer.id, plan.id);
  return offer;
}

async function saveSampleAffiliate(
  workspaceId: string,
  accountExternalId: string,
  person: Story['people'][number],
  createdAt: Date,
): Promise<Affiliate> {
  const accountIds = await findAccountIds(workspaceId, [accountExternalId]);
  const personIds = await findPersonIds(workspaceId, { externalIds: [person.externalId] });
  return saveAffiliate(workspaceId, {
    email: person.email,
    name: person.name,
    accountId: accountIds.get(accountExternalId) ?? null,
    personId: personIds.get(person.externalId) ?? null,
    status: 'active',
    source: 'invitation',
    createdAt,
  });
}

export async function loadClicks(
  workspaceId: string,
  program: Program,
  world: World,
  clicks: SampleClick[],
): Promise<void> {
  await recordClicks(
    workspaceId,
    clicks.map((click) => ({
      id: click.accountIndex === null ? undefined : clickIdOf(world, click.at, click.accountIndex),
      at: click.at,
      linkId: program.linkIds[click.affiliateIndex] ?? '',
      visitorId: click.visitor,
      verdict: click.isBot ? ('bot' as const) : ('counted' as const),
      country: click.country,
      device: click.device,
      referrerHost: click.referrerHost,
    })),
  );
}

/** What referred customers brought: a lead each, a sale for every payment, and what was given back. */
export async function loadConversions(
  workspaceId: string,
  world: World,
  clicks: ConvertingClick[],
  affiliates: AffiliateSeed[],
): Promise<void> {
  const stories = clicks.map(({ accountIndex }) => storyAt(world, accountIndex, affiliates));
  await recordLeads(
    workspaceId,
    stories.map((story, position) => leadOf(story, world, clicks[position])),
  );
  await recordSales(workspaceId, stories.flatMap(salesOf));
  for (const { account, life } of stories) {
    for (const refund of refundsOf(account, life, affiliates, world)) {
      await refundSale(workspaceId, {
        saleExternalId: invoiceOf(account.externalId, refund.paymentIndex),
        refundExternalId: `${invoiceOf(account.externalId, refund.paymentIndex)}-refund`,
        amountMinor: Math.round((life.payments[refund.paymentIndex]?.amountMinor ?? 0) * refund.share),
        occurredAt: refund.at,
      });
    }
  }
}

function leadOf(story: Story, world: World, click: ConvertingClick | undefined): NewLead {
  const { account } = story;
  const clickId = click && clickIdOf(world, click.at, account.index);
  return { ...customerOf(story), clickId, occurredAt: account.signedUpAt };
}

function salesOf(story: Story): NewSale[] {
  return story.life.payments.map(({ at, amountMinor }, position) => ({
    ...customerOf(story),
    invoiceId: invoiceOf(story.account.externalId, position),
    eventName: position === 0 ? 'Subscription' : 'Renewal',
    amountMinor,
    currency: CURRENCY,
    occurredAt: at,
  }));
}

function customerOf({ account, people }: Story) {
  return {
    customerExternalId: account.externalId,
    customerName: people[0]?.name,
    customerEmail: people[0]?.email,
    accountExternalId: account.externalId,
  };
}

function invoiceOf(accountExternalId: string, position: number): string {
  return `${accountExternalId}-inv-${position + 1}`;
}

/** The same click has the same id whenever the company is made. */
function clickIdOf(world: World, at: Date, accountIndex: number): string {
  const time = at.getTime().toString(16).padStart(CLICK_ID_TIME_DIGITS, '0');
  const tail = createHash('sha256')
    .update(`${world.seed}:${accountIndex}`)
    .digest('hex')
    .slice(0, CLICK_ID_TAIL_DIGITS);
  return `clk_${time}${tail}`;
}

/** Some people were asked within the last weeks and said nothing yet: the ranking leaves them in peace. */
export async function loadAsks(workspaceId: string, world: World): Promise<void> {
  const externalIds = Array.from(
    { length: Math.floor(world.accountCount / ASKED_LATELY_EVERY) },
    (_, position) => `sample-${position * ASKED_LATELY_EVERY + 1}-p1`,
  );
  const personIds = await findPersonIds(workspaceId, { externalIds });
  await recordAsks(
    workspaceId,
    [...personIds.values()].map((personId, position) => ({
      personId,
      accountId: null,
      askedAt: new Date(world.today.getTime() - (5 + (position % 60)) * DAY_MS),
    })),
  );
}
