import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { differences, pick } from '../differences.ts';
import { refuseOutOfReach, takePart } from './create-activity.ts';
import { getActivity } from './read-activities.ts';
import { refuseUnfit, saidOf, saysTheSame } from './rules.ts';
import type { Activity, ActivityChange } from './schema.ts';
import {
  type ActivityRow,
  insertVersion,
  lockActivity,
  selectPartIds,
  updateActivity,
} from './store/activities.ts';
import { putOnTimelines } from './tell-activity.ts';

/**
 * Changes what is given: null erases, absent keeps. What it said before is kept as a version; pinning is no edit.
 * @throws Problem 404; 409 when it was changed since `version`; 422 for what its kind has not.
 */
export async function changeActivity(actor: Actor, id: string, wish: ActivityChange): Promise<Activity> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: changedAt } = actor;
  const { version, personIds, ...wanted } = wish;
  await inTransaction(async () => {
    const before = await lockActivity(workspaceId, id);
    await refuseOutOfReach(actor, before);
    if (before.deletedAt) throw notFound('activity');
    refuseStaleVersion(before, version);
    const change = differences<ActivityRow>(before, wanted as Partial<ActivityRow>);
    const parts = await selectPartIds(workspaceId, id);
    const wantedParts = [...new Set(personIds ?? parts)].sort();
    const hasOtherParts = JSON.stringify(wantedParts) !== JSON.stringify(parts);
    if (Object.keys(change).length === 0 && !hasOtherParts) return;
    const after = { ...before, ...change };
    refuseUnfit(before.kind, after);
    if (!saysTheSame(before, after)) {
      after.editedAt = changedAt;
      await insertVersion(workspaceId, before, saidOf(before), { changedBy: actor.name, changedAt });
    }
    await updateActivity(workspaceId, after, changedAt);
    if (hasOtherParts) await takePart(actor, id, wantedParts);
    await putOnTimelines(workspaceId, after);
    await audit(actor, {
      ...{ action: 'activity.changed', objectType: 'activity', objectId: id },
      before: { ...pick(before, change), ...(hasOtherParts ? { personIds: parts } : {}) },
      after: { ...change, ...(hasOtherParts ? { personIds: wantedParts } : {}) },
    });
  });
  return getActivity(actor, id);
}

function refuseStaleVersion({ version }: ActivityRow, seen: number | undefined): void {
  if (seen !== undefined && seen !== version)
    throw conflict('changed_meanwhile', 'Somebody else has changed this since you read it.');
}
