import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { getOwnerNames } from '../owners.ts';
import { tellOwnerMoves } from '../timeline/tell-changes.ts';
import type { HandOver } from './schema.ts';
import { lockHandOver, moveBack, setUndone, toHandOver } from './store/hand-overs.ts';

/**
 * Gives back what the new owners still have; what went on to others since stays with them.
 * @throws Problem 404; 409 when it was undone, or when the one who handed over has left.
 */
export async function undoHandOver(actor: Actor, id: string): Promise<HandOver> {
  authorize(actor, 'accounts.write');
  authorize(actor, 'members.write');
  const { workspaceId, now: at } = actor;
  return inTransaction(async () => {
    const stored = await lockHandOver(workspaceId, id);
    if (!stored) throw notFound('hand-over');
    if (stored.undoneAt) throw conflict('already_undone', 'This hand-over was undone already.');
    await getOwnerNames(workspaceId, [stored.fromUserId], 'fromUserId').catch(() => {
      throw conflict('member_left', `${stored.fromName} is no longer a member of this workspace.`);
    });
    const moved = await moveBack(workspaceId, stored, at);
    const back = (ids: string[]) => ids.map((record) => ({ id: record, ownerName: stored.fromName }));
    await tellOwnerMoves(workspaceId, 'accountId', back(moved.account), at);
    await tellOwnerMoves(workspaceId, 'personId', back(moved.person), at);
    await setUndone(workspaceId, id, actor.name, at);
    await audit(actor, {
      action: 'hand_over.undone',
      objectType: 'hand_over',
      objectId: id,
      after: Object.fromEntries(Object.entries(moved).map(([object, ids]) => [object, ids.length])),
    });
    return toHandOver({ ...stored, undoneAt: at, undoneBy: actor.name });
  });
}
