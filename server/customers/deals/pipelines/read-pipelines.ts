import { type Actor, authorize } from '../../../core/actor.ts';
import { inTransaction } from '../../../core/db.ts';
import { invalidField } from '../../../core/problem.ts';
import { audit } from '../../../workspace/index.ts';
import type { LossReason, LossReasonsChange, Pipeline } from '../schema/pipeline.ts';
import { replaceLossReasons, selectLossReasons } from '../store/loss-reasons.ts';
import { selectPipelines } from '../store/pipelines.ts';

/** The default one first; archived ones too. */
export async function listPipelines(actor: Actor): Promise<{ data: Pipeline[] }> {
  authorize(actor, 'deals.read');
  return { data: await selectPipelines(actor.workspaceId) };
}

export async function listLossReasons(actor: Actor): Promise<{ data: LossReason[] }> {
  authorize(actor, 'deals.read');
  return { data: await selectLossReasons(actor.workspaceId) };
}

/** Says all reasons in their order; what is not named is not offered any more. @throws Problem 422 */
export async function setLossReasons(
  actor: Actor,
  { data }: LossReasonsChange,
): Promise<{ data: LossReason[] }> {
  authorize(actor, 'pipelines.write');
  const { workspaceId, now } = actor;
  return inTransaction(async () => {
    const before = await selectLossReasons(workspaceId);
    const known = new Set(before.map(({ id }) => id));
    if (data.some(({ id }) => id !== undefined && !known.has(id)))
      throw invalidField('data', 'names a reason that is not one of yours');
    await replaceLossReasons(workspaceId, data, now);
    const after = await selectLossReasons(workspaceId);
    const about = { objectType: 'loss_reasons', objectId: 'all' } as const;
    await audit(actor, { action: 'loss_reasons.changed', ...about, before, after });
    return { data: after };
  });
}
