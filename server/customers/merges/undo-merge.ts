import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit, listMembers } from '../../workspace/index.ts';
import { deletePointsOfMerge } from '../contact-points/store.ts';
import { insertTimelineEntries } from '../store/timeline.ts';
import { movingIds } from './held-ids.ts';
import { holdMerging } from './hold-ids.ts';
import type { RecordsMerged } from './merge-records.ts';
import type { Merge } from './schema.ts';
import { deleteFormer } from './store/former-keys.ts';
import {
  closeMerge,
  findBuiltUpon,
  findMerge,
  listParts,
  restoreRecords,
  type StoredMerge,
} from './store/merges.ts';
import { listMoved, returnRows } from './store/move-rows.ts';
import { refuseUnreached, toMerge } from './view-merges.ts';

const UNIQUE_VIOLATION = '23505';

/**
 * Puts both records back with what belonged to each; what came since stays with the one that stayed. Undone before,
 * it changes nothing.
 * @throws Problem 404; 409 when the 30 days are over, when a later merge builds upon this one and must be undone
 *   first, or when another record has taken what the old one was known by.
 */
export async function undoMerge(actor: Actor, id: string): Promise<Merge> {
  authorize(actor, 'accounts.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    await holdMerging(workspaceId);
    const merge = await findMerge(workspaceId, id);
    if (!merge) throw notFound('merge');
    await refuseUnreached(actor, merge, 'edit');
    if (merge.undoneAt) return toMerge(merge, actor.now);
    await refuseUndo(actor, merge);
    for (const each of [merge, ...(await listParts(workspaceId, id))]) await takeApart(actor, each);
    return toMerge((await findMerge(workspaceId, id)) as StoredMerge, actor.now);
  });
}

async function refuseUndo(actor: Actor, merge: StoredMerge): Promise<void> {
  if (merge.partOf)
    throw conflict('merge_is_part', 'These people were merged with their accounts: undo that merge.');
  if (merge.undoUntil <= actor.now) {
    const day = merge.undoUntil.toISOString().slice(0, 10);
    throw conflict('undo_is_over', `This merge could be undone until ${day}.`);
  }
  const later = await findBuiltUpon(actor.workspaceId, merge);
  if (later)
    throw conflict(
      'merge_built_upon',
      `“${later.mergedName}” was merged into “${later.keptName}” after this, with the same records: undo that first.`,
    );
}

async function takeApart(actor: Actor, merge: StoredMerge): Promise<void> {
  const { workspaceId, now: at } = actor;
  const { id, object, keptId, mergedId } = merge;
  const members = await listMembers(workspaceId);
  await deletePointsOfMerge(workspaceId, id);
  await restoreRecords(
    workspaceId,
    merge,
    members.map(({ userId }) => userId),
  ).catch(refuseTaken);
  for (const held of movingIds(object).toReversed())
    await returnRows(held, { workspaceId, mergeId: id, keptId, mergedId });
  const moved = await listMoved(workspaceId, id);
  await deleteFormer(workspaceId, id);
  await closeMerge(workspaceId, id, { at, by: actor.name });
  await insertTimelineEntries(
    workspaceId,
    [keptId, mergedId].map((recordId) => ({
      ...(object === 'account' ? { accountId: recordId } : { personId: recordId }),
      at,
      kind: 'merge',
      sourceId: `${id} undone ${recordId}`,
      code: 'customers:timeline.mergeUndone',
      values: { name: recordId === keptId ? merge.mergedName : merge.keptName, author: actor.name },
    })),
  );
  await audit(actor, {
    action: `${object}.merge_undone`,
    objectType: object,
    objectId: keptId,
    before: { mergeId: id },
    after: { keptId, mergedId },
  });
  const told: RecordsMerged = { mergeId: id, object, keptId, mergedId, isUndone: true, moved };
  await emit(workspaceId, 'records.merged', told);
  await (object === 'account'
    ? emit(workspaceId, 'accounts.saved', { accountIds: [keptId, mergedId] })
    : emit(workspaceId, 'people.saved', { personIds: [keptId, mergedId] }));
}

function refuseTaken(error: unknown): never {
  if ((error as { code?: string }).code === UNIQUE_VIOLATION)
    throw conflict(
      'key_taken',
      'Another record has the external id, address or name of one of the two by now.',
    );
  throw error;
}
