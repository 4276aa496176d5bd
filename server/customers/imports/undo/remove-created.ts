import { emit } from '../../../core/events.ts';
import type { RecordObject } from '../../merges/held-ids.ts';
import { findBlocked } from './store/blockers.ts';
import { findCreation } from './store/notes.ts';
import { deleteAccounts, deleteLinks, deletePeople, deleteTags, lockRecords } from './store/remove.ts';
import { insertKept, type UndoRow } from './store/undos.ts';
import type { Batch } from './work-undo.ts';

const LINKS = ['stakeholder', 'account_tag', 'person_tag'] as const;
const NOTHING_LEFT: Batch = { done: 0, removed: 0, restored: 0, kept: 0, afterN: null };

/** Takes parts in accounts and tags from records that were there before the import gave them. */
export async function takeBackLinks(workspaceId: string, { runId, afterN }: UndoRow): Promise<Batch> {
  const found = await findCreation(workspaceId, runId, LINKS, afterN);
  if (!found) return NOTHING_LEFT;
  const { n, object, ids } = found;
  const batch = { ...NOTHING_LEFT, done: ids.length, afterN: n };
  if (object !== 'stakeholder') {
    await deleteTags(workspaceId, runId, object === 'account_tag' ? 'account' : 'person', ids);
    return batch;
  }
  const staying = await deleteLinks(workspaceId, runId, found);
  const kept = staying.map((id) => ({ object: 'stakeholder' as const, id, reason: 'changed' as const }));
  return { ...batch, kept: await insertKept(workspaceId, runId, kept) };
}

/** Removes what the import created and nothing holds, with what hangs on it. */
export async function removeCreated(
  workspaceId: string,
  { runId, afterN }: UndoRow,
  object: RecordObject,
): Promise<Batch> {
  const found = await findCreation(workspaceId, runId, [object], afterN);
  if (!found) return NOTHING_LEFT;
  const { n, at, ids } = found;
  await lockRecords(workspaceId, object, ids);
  const blocked = await findBlocked({ workspaceId, runId, object, at, ids });
  const staying = new Set(blocked.map(({ id }) => id));
  const leaving = ids.filter((id) => !staying.has(id));
  await remove(workspaceId, object, leaving);
  const kept = blocked.map(({ id, reason }) => ({ object, id, reason }));
  return {
    ...{ ...NOTHING_LEFT, done: ids.length, removed: leaving.length, afterN: n },
    kept: await insertKept(workspaceId, runId, kept),
  };
}

async function remove(workspaceId: string, object: RecordObject, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  if (object === 'account') return deleteAccounts(workspaceId, ids);
  // What the accounts' people make of them is found out anew.
  const accountIds = await deletePeople(workspaceId, ids);
  if (accountIds.length > 0) await emit(workspaceId, 'accounts.saved', { accountIds });
}
