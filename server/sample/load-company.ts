import { startOfDay } from 'date-fns/startOfDay';
import { inTransaction } from '../core/db.ts';
import { analyzeGrown } from '../core/statistics.ts';
import {
  createWorkspace,
  ensureIdentity,
  findWorkspaceBySlug,
  upsertMember,
  type Workspace,
} from '../workspace/index.ts';
import { prepareMonths } from './load-record.ts';
import { planPhases } from './plan-phases.ts';
import { claimStep, findLoad, insertLoad, updateLoad } from './store.ts';
import { createWorld } from './world.ts';

export const SAMPLE_SLUG = 'sample';
export const SAMPLE_OWNER_EMAIL = 'owner@sample.example';
export const DEFAULT_ACCOUNT_COUNT = 2_000;

/** As many database connections work as a small machine has cores. */
const CONNECTIONS = 2;
/** So early because every later step looks up what the first ones wrote. */
const ANALYZED_AFTER = new Set([2, 16, 256]);
/** A rough idea is enough until the database's own upkeep comes by. */
const ROUGHLY = { least: 100, leastShare: 0.5, precision: 10 };

// So that a payout has a second person to approve it, and accounts have owners.
const TEAM = [
  { email: 'maya@sample.example', name: 'Maya (affiliate manager)', role: 'affiliate_manager' },
  { email: 'niran@sample.example', name: 'Niran (customer success)', role: 'success_manager' },
  { email: 'fiona@sample.example', name: 'Fiona (finance)', role: 'finance' },
] as const;

export interface SampleProgress {
  stepsDone: number;
  stepCount: number;
  label: string;
}

/** The sample workspace once it is complete; null before that. */
export async function findSampleWorkspace(): Promise<Workspace | null> {
  const workspace = await findWorkspaceBySlug(SAMPLE_SLUG);
  const load = workspace && (await findLoad(workspace.id));
  return load?.state === 'ready' ? workspace : null;
}

/** Makes the workspace of the sample company, with its team; the company itself follows step by step. */
export async function prepareSampleWorkspace(options: {
  accountCount: number;
  now: Date;
}): Promise<Workspace> {
  return inTransaction(async () => {
    const workspace = await createWorkspace(
      {
        name: 'Sample company',
        slug: SAMPLE_SLUG,
        timeZone: 'UTC',
        currency: 'USD',
        locale: 'en',
        isSample: true,
      },
      { email: SAMPLE_OWNER_EMAIL, name: 'Sample owner' },
    );
    for (const { role, ...person } of TEAM)
      await upsertMember(workspace.id, await ensureIdentity(person), role);
    await insertLoad(workspace.id, {
      accountCount: options.accountCount,
      today: startOfDay(options.now).toISOString().slice(0, 10),
    });
    return workspace;
  });
}

/**
 * Makes what is still missing of the sample company, step by step. May be called again after any interruption, and by
 * two processes at once: a step is done by one of them, once.
 */
export async function loadSampleCompany(
  workspaceId: string,
  tell: (progress: SampleProgress) => void,
): Promise<void> {
  const load = await findLoad(workspaceId);
  if (!load || load.state === 'ready') return;
  const world = createWorld(load.accountCount, new Date(`${load.today}T00:00:00Z`));
  const phases = planPhases(workspaceId, world, [SAMPLE_OWNER_EMAIL, ...TEAM.map(({ email }) => email)]);
  const stepCount = phases.reduce((sum, { steps }) => sum + steps.length, 0);
  await updateLoad(workspaceId, { stepCount, state: 'loading' });
  await prepareMonths(world);
  let stepsDone = 0;
  for (const { label, steps, areApart } of phases) {
    tell({ stepsDone, stepCount, label });
    const before = stepsDone;
    await doAll(steps, areApart ? CONNECTIONS : 1, async (run, position) => {
      await doOnce(workspaceId, before + position, run);
      stepsDone += 1;
      await updateLoad(workspaceId, { stepsDone, label });
      tell({ stepsDone, stepCount, label });
      if (ANALYZED_AFTER.has(stepsDone)) await analyzeGrown(ROUGHLY);
    });
  }
  await updateLoad(workspaceId, { state: 'ready' });
  tell({ stepsDone, stepCount, label: '' });
}

/** Does them in order, so many at a time. The first that fails keeps others from being begun. */
async function doAll<Item>(
  items: Item[],
  atOnce: number,
  act: (item: Item, position: number) => Promise<void>,
): Promise<void> {
  const left = [...items.entries()];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) await act(next[1], next[0]);
  };
  await Promise.all(
    Array.from({ length: atOnce }, () =>
      work().catch((error: unknown) => {
        left.length = 0;
        throw error;
      }),
    ),
  );
}

function doOnce(workspaceId: string, step: number, run: () => Promise<void>): Promise<void> {
  return inTransaction(async () => {
    if (await claimStep(workspaceId, step)) await run();
  });
}
