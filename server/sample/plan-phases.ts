import { refreshScores } from '../success/index.ts';
import type { AffiliateSeed, World } from './account.ts';
import { convertingClicks, idleClicks } from './clicks.ts';
import { loadCosts } from './load-costs.ts';
import { loadDeals } from './load-deals.ts';
import { loadPlaybooks } from './load-playbooks.ts';
import { loadAsks, loadClicks, loadConversions, loadProgram, type Program } from './load-program.ts';
import { loadQuotes } from './load-quotes.ts';
import { loadStories } from './load-record.ts';
import { loadRegistrations } from './load-registrations.ts';
import { loadSurveys } from './load-surveys.ts';
import { seedAffiliates } from './program.ts';
import { type Story, storyAt } from './world.ts';

// Each of them is about a second of work.
const ACCOUNTS_A_STEP = 100;
const FIRST_ACCOUNTS = 10;
const CLICKS_A_STEP = 5_000;
const CUSTOMERS_A_STEP = 50;

/** Steps that tell of the same. Each commits as a whole; making the company goes on with those that have not. */
export interface Phase {
  label: string;
  steps: (() => Promise<void>)[];
  /** They touch nothing in common: one database connection works while the other waits. */
  areApart?: boolean;
}

/**
 * All the steps to a sample company, the same in number and order for the same world. What a step loads is made when
 * its turn comes: of the whole world only the clicks that led to customers are kept.
 */
export function planPhases(workspaceId: string, world: World, owners: string[]): Phase[] {
  const affiliates = seedAffiliates(world);
  const converting = convertingClicks(world, affiliates);
  const total = Math.max(0, world.clickCount - converting.length);
  const program = once(() => loadProgram(workspaceId, world, affiliates));
  const load = (part: Chunk) => () =>
    loadStories(workspaceId, world, storiesBetween(world, part, affiliates), owners);
  // A few first: they make what all share, for which steps side by side would wait.
  const firstStories = chunks({ from: 0, to: Math.min(FIRST_ACCOUNTS, world.accountCount) }, ACCOUNTS_A_STEP);
  const laterStories = chunks({ from: FIRST_ACCOUNTS, to: world.accountCount }, ACCOUNTS_A_STEP);
  return [
    { label: 'customers and what they did', steps: firstStories.map(load) },
    { label: 'customers and what they did', areApart: true, steps: laterStories.map(load) },
    { label: 'costs', steps: [() => loadCosts(workspaceId, world)] },
    { label: 'affiliates', steps: [async () => void (await program())] },
    {
      label: 'clicks',
      steps: chunks({ from: 0, to: converting.length }, CLICKS_A_STEP).map(
        ({ from, to }) =>
          async () =>
            loadClicks(workspaceId, await program(), world, converting.slice(from, to)),
      ),
    },
    {
      label: 'clicks',
      areApart: true,
      // Neighbors share a day, and with it the sums of that day.
      steps: farApart(chunks({ from: 0, to: total }, CLICKS_A_STEP)).map(
        (part) => async () =>
          loadClicks(workspaceId, await program(), world, idleClicks(world, affiliates, { ...part, total })),
      ),
    },
    {
      label: 'sales and commissions',
      areApart: true,
      steps: chunks({ from: 0, to: converting.length }, CUSTOMERS_A_STEP).map(
        ({ from, to }) =>
          () =>
            loadConversions(workspaceId, world, converting.slice(from, to), affiliates),
      ),
    },
    { label: 'people asked lately', steps: [() => loadAsks(workspaceId, world)] },
    { label: 'registered customers', steps: [() => loadRegistrations(workspaceId)] },
    { label: 'deals', steps: [() => loadDeals(workspaceId, world), () => loadQuotes(workspaceId, world)] },
    { label: 'scores and ranking', steps: [async () => void (await refreshScores(workspaceId, null))] },
    // They tell who answered by the health that was scored.
    { label: 'surveys', steps: [() => loadSurveys(workspaceId, world)] },
    { label: 'playbooks', steps: [() => loadPlaybooks(workspaceId, world)] },
  ];
}

/** The program is loaded by the first step that needs it: after an interruption that is not its own step. */
function once(load: () => Promise<Program>): () => Promise<Program> {
  let loaded: Promise<Program> | null = null;
  return () => {
    loaded ??= load();
    return loaded;
  };
}

interface Chunk {
  from: number;
  to: number;
}

function chunks({ from, to }: Chunk, size: number): Chunk[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / size)) }, (_, index) => ({
    from: from + index * size,
    to: Math.min(to, from + (index + 1) * size),
  }));
}

/** The first, the middle one, the second, the one after the middle: no two in a row are neighbors. */
function farApart<Item>(items: Item[]): Item[] {
  const half = Math.ceil(items.length / 2);
  return items
    .slice(0, half)
    .flatMap((item, index) => [item, ...items.slice(half + index, half + index + 1)]);
}

function storiesBetween(world: World, { from, to }: Chunk, affiliates: AffiliateSeed[]): Story[] {
  return Array.from({ length: to - from }, (_, offset) => storyAt(world, from + offset, affiliates));
}
