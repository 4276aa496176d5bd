import { subMonths } from 'date-fns/subMonths';
import { putTags, saveAccounts, savePeople } from '../customers/index.ts';
import {
  type ChurnEventInput,
  ensureUsageMonths,
  recordChurnEvents,
  recordSubscriptions,
  recordSurveyAnswers,
  recordTickets,
  recordUsage,
  type SubscriptionInput,
  type UsageInput,
} from '../signals/index.ts';
import { MONTHS, type World } from './account.ts';
import { npsAnswersOf, ticketsOf } from './feedback.ts';
import { usageOf } from './usage.ts';
import { PLANS } from './vocabulary.ts';
import type { Story } from './world.ts';

const CURRENCY = 'USD';
const USAGE_ROWS_A_CALL = 5_000;
/** Words on accounts: on one of so many, by the number in its id. */
const TAGS = [
  ['Key account', 9, 4],
  ['Reference', 11, 3],
  ['Met at a fair', 7, 2],
] as const;

/** Makes room for all months of use at once, so that steps that run side by side need not wait for each other's. */
export async function prepareMonths(world: World): Promise<void> {
  const days = Array.from({ length: MONTHS + 1 }, (_, months) => toDay(subMonths(world.today, months)));
  await ensureUsageMonths(days);
}

/**
 * Tells the rooms everything about these accounts, as an importer would. What comes next is made ready while the
 * database is at work.
 */
export async function loadStories(
  workspaceId: string,
  world: World,
  stories: Story[],
  owners: string[],
): Promise<void> {
  const [, facts] = await Promise.all([saveRecord(workspaceId, stories, owners), toFacts(world, stories)]);
  await Promise.all([
    loadUsage(workspaceId, facts.usage),
    recordSubscriptions(workspaceId, facts.subscriptions),
    recordTickets(workspaceId, facts.tickets),
    recordChurnEvents(workspaceId, facts.churns),
  ]);
  // At the end: they bring surveys, which steps share, and wait for each other until one of them commits.
  await recordSurveyAnswers(workspaceId, facts.answers);
}

async function saveRecord(workspaceId: string, stories: Story[], owners: string[]): Promise<void> {
  const saved = await saveAccounts(
    workspaceId,
    stories.map((story) => accountInput(story, owners)),
  );
  const tagged = saved.flatMap(({ id, externalId }) => {
    const words = TAGS.flatMap(([word, every, rest]) =>
      lastNumber(externalId) % every === rest ? word : [],
    );
    return words.length > 0 ? [{ id, cell: words.join(';') }] : [];
  });
  await putTags(workspaceId, 'account', tagged);
  await savePeople(
    workspaceId,
    stories.flatMap(({ account, people }) =>
      people.map((person) => ({
        ...person,
        accountExternalId: account.externalId,
        channel: account.channel,
      })),
    ),
  );
}

/** The digits at the end of an id that the sample gave. */
function lastNumber(externalId: string | null): number {
  return Number(/\d+$/.exec(externalId ?? '')?.[0] ?? 0);
}

async function toFacts(world: World, stories: Story[]) {
  return {
    subscriptions: stories.flatMap(subscriptionInputs),
    // Chance is used up in this order, so usage comes before tickets and tickets before answers.
    usage: stories.flatMap((story) => usageInputs(story, world)),
    tickets: stories.flatMap((story) => ticketInputs(story, world)),
    answers: stories.flatMap((story) => answerInputs(story, world)),
    churns: stories.flatMap(churnInputs),
  };
}

function accountInput({ account, life }: Story, owners: string[]) {
  const spell = life.spells.at(-1);
  return {
    externalId: account.externalId,
    name: account.name,
    domain: account.domain,
    industry: account.industry,
    country: account.country,
    planTier: PLANS[account.planIndex]?.name,
    seats: spell?.seats ?? account.seats,
    channel: account.channel,
    stage: life.churnedAt ? ('churned' as const) : ('customer' as const),
    ownerEmail: owners[account.index % owners.length],
    signedUpAt: account.signedUpAt,
  };
}

/** One subscription an account: each spell after the first changes its terms, a return opens another. */
function subscriptionInputs({ account, life }: Story): SubscriptionInput[] {
  let number = 0;
  return life.spells.map((spell, position) => {
    const next = life.spells[position + 1];
    if (spell.change === 'new' || spell.change === 'reactivation') number += 1;
    const isFollowed = next !== undefined && next.change !== 'reactivation';
    const isChange = spell.change === 'expansion' || spell.change === 'contraction';
    return {
      accountExternalId: account.externalId,
      externalId: `${account.externalId}-s${number}`,
      plan: PLANS[spell.planIndex]?.name,
      seats: spell.seats,
      mrrMinor: spell.mrrMinor,
      currency: CURRENCY,
      startedOn: toDay(firstDayOf(life.spells, position)),
      endedOn: spell.endedAt && !isFollowed ? toDay(spell.endedAt) : undefined,
      hasUpgraded: spell.change === 'expansion' || undefined,
      hasDowngraded: spell.change === 'contraction' || undefined,
      changedOn: isChange ? toDay(spell.startedAt) : undefined,
    };
  });
}

function firstDayOf(spells: Story['life']['spells'], position: number): Date {
  for (let index = position; index >= 0; index -= 1) {
    const spell = spells[index];
    if (spell && (spell.change === 'new' || spell.change === 'reactivation')) return spell.startedAt;
  }
  throw new RangeError('a life begins with a new subscription');
}

function usageInputs({ account, life }: Story, world: World): UsageInput[] {
  return Array.from(usageOf(account, life, world), ({ day, feature, count }) => ({
    accountExternalId: account.externalId,
    feature,
    day,
    quantity: count,
  }));
}

async function loadUsage(workspaceId: string, rows: UsageInput[]): Promise<void> {
  for (let from = 0; from < rows.length; from += USAGE_ROWS_A_CALL)
    await recordUsage(workspaceId, rows.slice(from, from + USAGE_ROWS_A_CALL));
}

function ticketInputs({ account, life }: Story, world: World) {
  return ticketsOf(account, life, world).map(({ externalId, priority, openedAt, closedAt, csat }) => ({
    accountExternalId: account.externalId,
    externalId,
    priority,
    openedAt,
    closedAt: closedAt ?? undefined,
    satisfactionScore: csat ?? undefined,
  }));
}

function answerInputs({ account, people, life }: Story, world: World) {
  return npsAnswersOf(account, people, life, world).map(
    ({ externalId, personExternalId, score, at, wave }) => ({
      accountExternalId: account.externalId,
      personExternalId,
      externalId,
      kind: 'nps' as const,
      wave,
      score,
      answeredAt: at,
    }),
  );
}

function churnInputs({ account, life }: Story): ChurnEventInput[] {
  if (!life.churnedAt) return [];
  return [
    {
      accountExternalId: account.externalId,
      externalId: `${account.externalId}-churn`,
      churnedOn: toDay(life.churnedAt),
      reason: life.churnReason ?? undefined,
    },
  ];
}

export function toDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}
