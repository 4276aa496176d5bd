import { refreshScores } from '../success/index.ts';
import type { AffiliateSeed, World } from './account.ts';
import { convertingClicks, idleClicks } from './clicks.ts';
import { loadCosts } from './load-costs.ts';
import { loadAsks, loadClicks, loadConversions, loadProgram, type Program } from './load-program.ts';
import { loadStories } from './load-record.ts';
import { seedAffiliates } from './program.ts';
import { type Story, storyAt } from './world.ts';

// Each of them is about a second of work.
const ACCOUNTS_A_STEP = 100;
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
  return [
    {
      label: 'customers and what they did',
      areApart: true,
      steps: chunks(world.accountCount, ACCOUNTS_A_STEP).map(
        ({ from, to }) =>
          () =>
            loadStories(workspaceId, world, storiesBetween(world, from, to, affiliates), owners),
      ),
    },
    { label: 'costs', steps: [() => loadCosts(workspaceId, world)] },
    { label: 'affiliates', steps: [async () => void (await program())] },
    {
      label: 'clicks',
      steps: [
        ...chunks(converting.length, CLICKS_A_STEP).map(
          ({ from, to }) =>
            async () =>
              loadClicks(workspaceId, await program(), world, converting.slice(from, to)),
        ),
        ...chunks(total, CLICKS_A_STEP).map(
          ({ from, to }) =>
            async () =>
              loadClicks(
                workspaceId,
                await program(),
                world,
                idleClicks(world, affiliates, { from, to, total }),
              ),
        ),
      ],
    },
    {
      label: 'sales and commissions',
      steps: chunks(converting.length, CUSTOMERS_A_STEP).map(
        ({ from, to }) =>
          () =>
            loadConversions(workspaceId, world, converting.slice(from, to), affiliates),
      ),
    },
    { label: 'people asked lately', steps: [() => loadAsks(workspaceId, world)] },
    { label: 'scores and ranking', steps: [async () => void (await refreshScores(workspaceId, null))] },
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

function chunks(total: number, size: number): { from: number; to: number }[] {
  return Array.from({ length: Math.ceil(total / size) }, (_, index) => ({
    from: index * size,
    to: Math.min(total, (index + 1) * size),
  }));
}

function storiesBetween(world: World, from: number, to: number, affiliates: AffiliateSeed[]): Story[] {
  return Array.from({ length: to - from }, (_, offset) => storyAt(world, from + offset, affiliates));
}
