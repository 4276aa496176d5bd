import { startOfDay } from 'date-fns/startOfDay';
import { inTransaction } from '../core/db.ts';
import {
  createWorkspace,
  ensureIdentity,
  findWorkspaceBySlug,
  upsertMember,
  type Workspace,
} from '../workspace/index.ts';
import { planSteps } from './plan-steps.ts';
import { findLoad, insertLoad, lockStepsDone, updateLoad } from './store.ts';
import { createWorld } from './world.ts';

export const SAMPLE_SLUG = 'sample';
export const SAMPLE_OWNER_EMAIL = 'owner@sample.example';
export const DEFAULT_ACCOUNT_COUNT = 2_000;

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
  const steps = planSteps(workspaceId, world, [SAMPLE_OWNER_EMAIL, ...TEAM.map(({ email }) => email)]);
  await updateLoad(workspaceId, { stepCount: steps.length, state: 'loading' });
  for (const [position, step] of steps.entries()) {
    tell({ stepsDone: position, stepCount: steps.length, label: step.label });
    await inTransaction(async () => {
      if ((await lockStepsDone(workspaceId)) > position) return;
      await step.run();
      await updateLoad(workspaceId, { stepsDone: position + 1, label: step.label });
    });
  }
  await updateLoad(workspaceId, { state: 'ready' });
  tell({ stepsDone: steps.length, stepCount: steps.length, label: '' });
}
