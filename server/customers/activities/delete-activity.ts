import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { audit } from '../../workspace/index.ts';
import { refuseOutOfReach } from './create-activity.ts';
import { getActivity } from './read-activities.ts';
import type { Activity } from './schema.ts';
import { lockActivity, updateActivity } from './store/activities.ts';
import { putOnTimelines } from './tell-activity.ts';

/** Takes an activity off lists and timelines; it can be brought back. Told again, it does nothing. @throws Problem 404 */
export async function deleteActivity(actor: Actor, id: string): Promise<void> {
  await setDeleted(actor, id, true);
}

/** Brings a deleted activity back as it was. Told again, it does nothing. @throws Problem 404 */
export async function restoreActivity(actor: Actor, id: string): Promise<Activity> {
  await setDeleted(actor, id, false);
  return getActivity(actor, id);
}

async function setDeleted(actor: Actor, id: string, isDeleted: boolean): Promise<void> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: at } = actor;
  await inTransaction(async () => {
    const before = await lockActivity(workspaceId, id);
    await refuseOutOfReach(actor, before);
    if ((before.deletedAt !== null) === isDeleted) return;
    const after = { ...before, deletedAt: isDeleted ? at : null };
    await updateActivity(workspaceId, after, at);
    await putOnTimelines(workspaceId, after);
    const action = isDeleted ? 'activity.deleted' : 'activity.restored';
    await audit(actor, { action, objectType: 'activity', objectId: id });
  });
}
