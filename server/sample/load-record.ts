import { saveAccounts, savePeople } from '../customers/index.ts';
import {
  type ChurnEventInput,
  recordChurnEvents,
  recordSubscriptions,
  recordSurveyAnswers,
  recordTickets,
  recordUsage,
  type SubscriptionInput,
  type UsageInput,
} from '../signals/index.ts';
import type { World } from './account.ts';
import { npsAnswersOf, ticketsOf } from './feedback.ts';
import { usageOf } from './usage.ts';
import { PLANS } from './vocabulary.ts';
import type { Story } from './world.ts';

const CURRENCY = 'USD';
const USAGE_ROWS_A_CALL = 10_000;

/** Tells the rooms everything about these accounts, as an importer would. */
export async function loadStories(
  workspaceId: string,
  world: World,
  stories: Story[],
  owners: string[],
): Promise<void> {
  await saveAccounts(
    workspaceId,
    stories.map((story) => accountInput(story, owners)),
  );
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
  await recordSubscriptions(workspaceId, stories.flatMap(subscriptionInputs));
  // Chance is used up in this order, so usage comes before tickets and tickets before answers.
  await loadUsage(workspaceId, world, stories);
  await recordTickets(
    workspaceId,
    stories.flatMap((story) => ticketInputs(story, world)),
  );
  await recordSurveyAnswers(
    workspaceId,
    stories.flatMap((story) => answerInputs(story, world)),
  );
  await recordChurnEvents(workspaceId, stories.flatMap(churnInputs));
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

async function loadUsage(workspaceId: string, world: World, stories: Story[]): Promise<void> {
  let rows: UsageInput[] = [];
  for (const { account, life } of stories) {
    for (const { day, feature, count } of usageOf(account, life, world)) {
      rows.push({ accountExternalId: account.externalId, feature, day, quantity: count });
      if (rows.length < USAGE_ROWS_A_CALL) continue;
      await recordUsage(workspaceId, rows);
      rows = [];
    }
  }
  await recordUsage(workspaceId, rows);
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
