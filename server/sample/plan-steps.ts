import { refreshScores } from '../success/index.ts';
import type { AffiliateSeed, World } from './account.ts';
import { loadCosts } from './load-costs.ts';
import { loadAsks, loadClicks, loadConversions, loadProgram } from './load-program.ts';
import { loadStories } from './load-record.ts';
import { clicksOf, seedAffiliates } from './program.ts';
import { type Story, storyAt } from './world.ts';

const ACCOUNTS_A_STEP = 250;
const CLICKS_A_STEP = 10_000;
const CUSTOMERS_A_STEP = 25;

/** A piece of work that commits as a whole; making the company goes on at the first that has not. */
export interface Step {
  label: string;
  run(): Promise<void>;
}

/** All the steps to a sample company, the same in number and order for the same world. */
export function planSteps(workspaceId: string, world: World, owners: string[]): Step[] {
  const affiliates = seedAffiliates(world);
  const referred = referredStories(world, affiliates);
  const clicks = clicksOf(
    world,
    affiliates,
    referred.map(({ account }) => account),
  );
  const clickTimes = new Map(clicks.map((click) => [click.accountIndex, click.at]));
  const program = () => loadProgram(workspaceId, world, affiliates);
  return [
    ...chunks(world.accountCount, ACCOUNTS_A_STEP).map(({ from, to }) => ({
      label: 'customers and what they did',
      run: () => loadStories(workspaceId, world, storiesBetween(world, from, to, affiliates), owners),
    })),
    { label: 'costs', run: () => loadCosts(workspaceId, world) },
    { label: 'affiliates', run: async () => void (await program()) },
    ...chunks(clicks.length, CLICKS_A_STEP).map(({ from, to }) => ({
      label: 'clicks',
      run: async () => loadClicks(workspaceId, await program(), world, clicks.slice(from, to)),
    })),
    ...chunks(referred.length, CUSTOMERS_A_STEP).map(({ from, to }) => ({
      label: 'sales and commissions',
      run: () => loadConversions(workspaceId, world, referred.slice(from, to), { affiliates, clickTimes }),
    })),
    { label: 'people asked lately', run: () => loadAsks(workspaceId, world) },
    { label: 'scores and ranking', run: async () => void (await refreshScores(workspaceId, null)) },
  ];
}

function chunks(total: number, size: number): { from: number; to: number }[] {
  return Array.from({ length: Math.ceil(total / size) }, (_, index) => ({
    from: index * size,
    to: Math.min(total, (index + 1) * size),
  }));
}

function storiesBetween(world: World, from: number, to: number, affiliates: AffiliateSeed[]): Story[] {
  return Array.from({ length: to - from }, (_, offset) => storyAt(world, from + offset, affiliates));
}

function referredStories(world: World, affiliates: AffiliateSeed[]): Story[] {
  const stories: Story[] = [];
  for (let index = 0; index < world.accountCount; index += 1) {
    const story = storyAt(world, index, affiliates);
    if (story.account.affiliateIndex !== null) stories.push(story);
  }
  return stories;
}
