import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { audit } from '../../workspace/index.ts';
import type { AffiliateGroup, GroupName, RemovedGroup } from '../schema/group.ts';
import { deleteGroup, insertGroup, lockGroup, updateGroup } from '../store/groups.ts';

/** @throws Problem 409 when another group has this name. */
export async function createGroup(actor: Actor, { name }: GroupName): Promise<AffiliateGroup> {
  authorize(actor, 'affiliates.write');
  return inTransaction(async () => {
    const group = { id: newId('grp'), name, createdAt: actor.now };
    await insertGroup(actor.workspaceId, group);
    const object = { objectType: 'affiliate_group', objectId: group.id };
    await audit(actor, { action: 'affiliate_group.created', ...object, after: { name } });
    return group;
  });
}

/** @throws Problem 404, or 409 when another group has this name. */
export async function renameGroup(actor: Actor, id: string, { name }: GroupName): Promise<AffiliateGroup> {
  authorize(actor, 'affiliates.write');
  return inTransaction(async () => {
    const group = await lockGroup(actor.workspaceId, id);
    await updateGroup(actor.workspaceId, id, name);
    const change = { before: { name: group.name }, after: { name } };
    await audit(actor, {
      action: 'affiliate_group.changed',
      objectType: 'affiliate_group',
      objectId: id,
      ...change,
    });
    return { ...group, name };
  });
}

/** Its affiliates stay as they are, in no group. @throws Problem 404 */
export async function removeGroup(actor: Actor, id: string): Promise<RemovedGroup> {
  authorize(actor, 'affiliates.write');
  return inTransaction(async () => {
    const { name } = await lockGroup(actor.workspaceId, id);
    const removed = { name, affiliateIds: await deleteGroup(actor.workspaceId, id) };
    const object = { objectType: 'affiliate_group', objectId: id };
    await audit(actor, { action: 'affiliate_group.removed', ...object, before: removed });
    return removed;
  });
}
