import { type Actor, authorize } from '../../../core/actor.ts';
import { inTransaction } from '../../../core/db.ts';
import { conflict } from '../../../core/problem.ts';
import { audit } from '../../../workspace/index.ts';
import type { Pipeline } from '../schema/pipeline.ts';
import { lockDealsIn } from '../store/deals.ts';
import { lockPipeline, updatePipeline } from '../store/pipelines.ts';

/**
 * Takes a pipeline out of use; its closed deals stay what they are.
 * @throws Problem 404; 409 `default_pipeline`, and `pipeline_has_deals` while a deal in it is open.
 */
export async function archivePipeline(actor: Actor, id: string): Promise<Pipeline> {
  authorize(actor, 'pipelines.write');
  const { workspaceId, now } = actor;
  return inTransaction(async () => {
    const before = await lockPipeline(workspaceId, id);
    if (before.archivedAt) return before;
    if (before.isDefault) throw conflict('default_pipeline', 'Make another pipeline the default one first.');
    const open = before.stages.filter(({ kind }) => kind === 'open').map((stage) => stage.id);
    if ((await lockDealsIn(workspaceId, open)).some(({ deletedAt }) => deletedAt === null))
      throw conflict('pipeline_has_deals', 'Close its deals, or move them to another pipeline, first.');
    await updatePipeline(workspaceId, id, { archivedAt: now, updatedAt: now });
    await audit(actor, { action: 'pipeline.archived', objectType: 'pipeline', objectId: id, before });
    return lockPipeline(workspaceId, id);
  });
}

/** Puts it back in use. @throws Problem 404 */
export async function restorePipeline(actor: Actor, id: string): Promise<Pipeline> {
  authorize(actor, 'pipelines.write');
  const { workspaceId, now } = actor;
  return inTransaction(async () => {
    const before = await lockPipeline(workspaceId, id);
    if (!before.archivedAt) return before;
    await updatePipeline(workspaceId, id, { archivedAt: null, updatedAt: now });
    await audit(actor, { action: 'pipeline.restored', objectType: 'pipeline', objectId: id, before });
    return lockPipeline(workspaceId, id);
  });
}
