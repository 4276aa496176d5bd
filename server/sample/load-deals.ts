import { type Actor, systemActor } from '../core/actor.ts';
import {
  type AccountSummary,
  createDeal,
  listAccountSummaries,
  listLossReasons,
  listPipelines,
  listStakeholders,
  loseDeal,
  moveDeal,
  type Stakeholder,
  winDeal,
} from '../customers/index.ts';
import { listMembers } from '../workspace/index.ts';
import type { World } from './account.ts';
import { createDice, type Dice } from './dice.ts';
import { toDay } from './load-record.ts';

const STREAM = 7_001;
const MS_PER_DAY = 86_400_000;
const PEOPLE_OF_DEAL = 4;
/** How many deals stand in each open stage, are won, and are lost. */
const STANDING = [7, 6, 5, 4];
const WON = 7;
const LOST = 5;
const STEPS = [
  ...[
    'Send the offer',
    'Call back after their meeting',
    'Show the reports to their finance',
    'Agree on the start',
  ],
  ...['Invite their team to a trial', 'Ask for the contract', 'Answer the security questions'],
];
const COMPETITORS = ['Northwind Suite', 'PulseDesk', 'a spreadsheet'];
const SOURCES = ['Fair in Bangkok', 'Web site', 'Recommended by a customer', 'Webinar'];
const PRODUCTS = [
  { name: 'Team plan, one year', priceMinor: 18_000 },
  { name: 'Business plan, one year', priceMinor: 34_800 },
];
const SETUP = { name: 'Setup and training', quantity: 1, priceMinor: 150_000 };
const LEVELS = ['low', 'medium', 'high'] as const;
const ATTITUDES = ['supporter', 'supporter', 'neutral', 'opponent'] as const;

interface Plan {
  world: World;
  dice: Dice;
  stageIds: string[];
  reasonIds: string[];
  people: Map<string, Stakeholder[]>;
  names: Map<string, string>;
}

/** Deals in every stage of the default pipeline, and some that were won or lost, with people, products and reasons. */
export async function loadDeals(workspaceId: string, world: World): Promise<void> {
  const actor = systemActor(workspaceId, 'sample');
  const [pipeline] = (await listPipelines(actor)).data;
  if (!pipeline) throw new Error('the workspace has no pipeline');
  const accounts = (await listAccountSummaries(workspaceId, null)).filter(({ stage }) => stage !== 'churned');
  const plan: Plan = {
    ...{ world, dice: createDice(world.seed, STREAM) },
    stageIds: pipeline.stages.filter(({ kind }) => kind === 'open').map(({ id }) => id),
    reasonIds: (await listLossReasons(actor)).data.map(({ id }) => id),
    people: Map.groupBy(await listStakeholders(workspaceId, null), ({ accountId }) => accountId),
    names: new Map((await listMembers(workspaceId)).map(({ userId, name }) => [userId, name])),
  };
  const ends = [
    ...STANDING.flatMap((count, stage) => Array.from({ length: count }, () => ({ stage, end: null }))),
    ...Array.from({ length: WON }, () => ({ stage: STANDING.length - 1, end: 'won' as const })),
    ...Array.from({ length: LOST }, (_, one) => ({ stage: one % STANDING.length, end: 'lost' as const })),
  ];
  const apart = Math.max(1, Math.floor(accounts.length / ends.length));
  for (const [number, end] of ends.entries()) {
    const account = accounts[number * apart];
    if (account) await loadDeal(actor, plan, { number, account, ...end });
  }
}

interface Told {
  number: number;
  account: AccountSummary;
  /** How far it came, from 0. */
  stage: number;
  end: 'won' | 'lost' | null;
}

async function loadDeal(actor: Actor, plan: Plan, told: Told): Promise<void> {
  const { dice, world, stageIds } = plan;
  const { account, stage, end } = told;
  const ownedBy = { ...actor, name: plan.names.get(account.ownerId ?? '') ?? actor.name };
  // Most are where they are for a short time; some are stuck.
  const lately = dice.chance(0.2) ? dice.between(25, 40) : dice.between(1, 13);
  const stays = Array.from({ length: stage }, () => dice.between(4, 16));
  let age = stays.reduce((sum, days) => sum + days, lately + (end ? dice.between(3, 10) : 0));
  const at = () => ({ ...ownedBy, now: new Date(world.today.getTime() - age * MS_PER_DAY) });
  const { id } = await createDeal(at(), newDeal(plan, told));
  for (const [place, days] of stays.entries()) {
    age -= days;
    await moveDeal(at(), id, { stageId: stageIds[place + 1] ?? '' });
  }
  age = lately;
  if (end === 'won') await winDeal(at(), id, { recordsSale: false, note: 'Signed for a year.' });
  if (end === 'lost') await loseDeal(at(), id, { reasonId: dice.pick(plan.reasonIds) });
}

function newDeal({ dice, world, people }: Plan, { number, account, end }: Told) {
  const seats = dice.between(5, 120);
  const isLarge = dice.chance(0.4);
  const lines = [{ ...dice.pick(PRODUCTS), quantity: seats }, ...(isLarge ? [SETUP] : [])];
  const expected = new Date(world.today.getTime() + dice.between(-12, 100) * MS_PER_DAY);
  const next = end === null && dice.chance(0.7) ? dice.pick(STEPS) : undefined;
  const part = (person: Stakeholder) => ({
    ...{ personId: person.personId, role: person.role, strength: null },
    ...{ influence: dice.pick(LEVELS), attitude: dice.pick(ATTITUDES) },
    ...(person.role === 'champion' && { strength: dice.pick(LEVELS), attitude: 'supporter' as const }),
  });
  return {
    ...{ externalId: `sample-deal-${number}`, accountId: account.id, ownerId: account.ownerId ?? undefined },
    ...{ name: `${account.name}: ${seats} seats`, currency: 'USD', expectedOn: toDay(expected), lines },
    ...{ nextStep: next, source: dice.pick(SOURCES), channel: account.channel ?? undefined },
    competitors: dice.chance(0.35) ? [dice.pick(COMPETITORS)] : [],
    people: (people.get(account.id) ?? []).slice(0, PEOPLE_OF_DEAL).map(part),
  };
}
