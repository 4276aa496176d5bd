import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import type { GroupAssigned, GroupAssignment } from '../schema/group.ts';
import { holdGroup, lockGroupsOf, updateGroupOf } from '../store/groups.ts';

/**
 * Puts many affiliates into a group, or out of any, all or none.
 * @returns the body that puts back what was before.
 * @throws Problem 404 when a group or one of the affiliates is not the workspace's.
 */
export async function assignGroups(actor: Actor, wish: GroupAssignment): Promise<GroupAssigned> {
  authorize(actor, 'affiliates.write');
  const { workspaceId } = actor;
  const wanted = wantedGroups(wish);
  return inTransaction(async () => {
    for (const groupId of [...new Set(wanted.values())].sort())
      if (groupId) await holdGroup(workspaceId, groupId);
    const known = await lockGroupsOf(workspaceId, [...wanted.keys()]);
    if (known.length < wanted.size) throw notFound('affiliate');
    const before = known.filter(({ id, groupId }) => groupId !== wanted.get(id));
    if (before.length === 0) return { changedCount: 0, undo: null };
    const after = before.map(({ id }) => ({ id, groupId: wanted.get(id) ?? null }));
    for (const [groupId, moved] of Map.groupBy(after, (move) => move.groupId)) {
      const ids = moved.map(({ id }) => id);
      await updateGroupOf(workspaceId, ids, groupId);
    }
    const object = { objectType: 'affiliates', objectId: 'group' };
    await audit(actor, { action: 'affiliates.grouped', ...object, before, after });
    return { changedCount: after.length, undo: { changes: before } };
  });
}

function wantedGroups(wish: GroupAssignment): Map<string, string | null> {
  const pairs = 'ids' in wish ? wish.ids.map((id) => ({ id, groupId: wish.groupId })) : wish.changes;
  return new Map(pairs.map(({ id, groupId }) => [id, groupId]));
}
