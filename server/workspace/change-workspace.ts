import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { notFound } from '../core/problem.ts';
import { audit } from './audit.ts';
import type { Workspace, WorkspaceChange } from './schema.ts';
import { refuseWithoutOwnFactor } from './second-factor.ts';
import { findWorkspace, updateWorkspace } from './store.ts';

/**
 * Changes the settings that hold for everybody.
 * @throws Problem 409 `second_factor_first` for somebody who asks everybody for a second factor and has none.
 */
export async function changeWorkspace(actor: Actor, change: WorkspaceChange): Promise<Workspace> {
  authorize(actor, 'workspace.write');
  return inTransaction(async () => {
    const before = await findWorkspace(actor.workspaceId);
    if (change.requiresSecondFactor && !before?.requiresSecondFactor) await refuseWithoutOwnFactor(actor);
    await updateWorkspace(actor.workspaceId, change);
    await audit(actor, {
      action: 'workspace.changed',
      objectType: 'workspace',
      objectId: actor.workspaceId,
      before,
      after: change,
    });
    const after = await findWorkspace(actor.workspaceId);
    if (!after) throw notFound('workspace');
    return after;
  });
}
