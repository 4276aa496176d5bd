import { z } from 'zod';
import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import type { App } from '../core/http/server.ts';
import { addJob } from '../core/jobs.ts';
import { findWorkspaceBySlug, upsertMember } from '../workspace/index.ts';
import { LOAD_TASK } from './jobs.ts';
import { DEFAULT_ACCOUNT_COUNT, prepareSampleWorkspace, SAMPLE_SLUG } from './load-company.ts';
import { findLoad } from './store.ts';

const SampleCompany = z.object({
  /** Null before anybody asked for it. */
  workspaceId: z.string().nullable(),
  state: z.enum(['absent', 'loading', 'ready', 'failed']),
  stepsDone: z.number().int(),
  stepCount: z.number().int(),
});
type SampleCompany = z.infer<typeof SampleCompany>;

export function sampleRoutes(app: App): void {
  app.get(
    '/api/v1/sample-company',
    {
      schema: { response: { 200: SampleCompany }, tags: ['Workspace'] },
      config: { permission: 'workspace.write' },
    },
    (request) => viewSampleCompany(request.actor),
  );
  app.post(
    '/api/v1/sample-company',
    {
      schema: { response: { 202: SampleCompany }, tags: ['Workspace'] },
      config: { permission: 'workspace.write' },
    },
    async (request, reply) => {
      reply.code(202);
      return orderSampleCompany(request.actor);
    },
  );
}

async function viewSampleCompany(actor: Actor): Promise<SampleCompany> {
  authorize(actor, 'workspace.write');
  const workspace = await findWorkspaceBySlug(SAMPLE_SLUG);
  const load = workspace && (await findLoad(workspace.id));
  if (!workspace || !load) return { workspaceId: null, state: 'absent', stepsDone: 0, stepCount: 0 };
  return {
    workspaceId: workspace.id,
    state: load.state,
    stepsDone: load.stepsDone,
    stepCount: load.stepCount,
  };
}

/** Has the sample company made in the background; whoever asks becomes an owner of its workspace. */
async function orderSampleCompany(actor: Actor): Promise<SampleCompany> {
  authorize(actor, 'workspace.write');
  return inTransaction(async () => {
    const workspace = await prepareSampleWorkspace({ accountCount: DEFAULT_ACCOUNT_COUNT, now: actor.now });
    if (actor.userId) await upsertMember(workspace.id, actor.userId, 'owner');
    await addJob(LOAD_TASK, { workspaceId: workspace.id }, { key: LOAD_TASK });
    return viewSampleCompany(actor);
  });
}
