import type { Actor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { audit } from '../../workspace/index.ts';
import { type ReceiverRow, type ReceiverScope, updateReceiver } from '../store/receivers.ts';
import { getReceiver } from './get-receiver.ts';

type Change = Partial<Pick<ReceiverRow, 'url' | 'description' | 'eventTypes'>> & {
  status?: 'active' | 'paused';
};

/** Switched on again it counts as sound until something fails. @throws Problem 404 */
export async function changeReceiver(
  actor: Actor,
  scope: ReceiverScope,
  id: string,
  change: Change,
): Promise<ReceiverRow> {
  return inTransaction(async () => {
    const before = await getReceiver(actor, scope, id);
    const isBegun = change.status === 'active' && before.status !== 'active';
    await updateReceiver(actor.workspaceId, id, { ...change, ...(isBegun ? { failingSince: null } : {}) });
    const { url, description, eventTypes, status } = before;
    await audit(actor, {
      action: `${scope.kind}.changed`,
      objectType: scope.kind,
      objectId: id,
      before: { url, description, eventTypes, status },
      after: change,
    });
    return getReceiver(actor, scope, id);
  });
}

/** Nothing is sent to it from now on; what was sent stays on record until it is old. @throws Problem 404 */
export async function deleteReceiver(actor: Actor, scope: ReceiverScope, id: string): Promise<void> {
  await inTransaction(async () => {
    const { url } = await getReceiver(actor, scope, id);
    await updateReceiver(actor.workspaceId, id, { deletedAt: actor.now });
    await audit(actor, {
      action: `${scope.kind}.deleted`,
      objectType: scope.kind,
      objectId: id,
      before: { url },
    });
  });
}
