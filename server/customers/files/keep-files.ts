import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { refuseOutOfReach } from '../activities/create-activity.ts';
import { lockActivity } from '../activities/store/activities.ts';
import { readerOf } from '../deals/store/conditions.ts';
import { lockDeal } from '../deals/store/deals.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { selectSummaries } from '../store/accounts.ts';
import { selectPeople } from '../store/find-people.ts';
import { getFile } from './read-files.ts';
import { uploadKey } from './rules.ts';
import type { FileChange, FilePlace, StoredFile } from './schema.ts';
import { deleteFilesDeletedBefore, type FileRow, insertFile, lockFile, updateFile } from './store/files.ts';
import { tellFile } from './tell-file.ts';

/** A deleted file can be brought back for so long. */
export const RESTORABLE_DAYS = 30;
const DAY_MS = 86_400_000;

/** What was received. */
export interface GivenContent {
  name: string;
  mediaType: string;
  content: Buffer;
}

/**
 * Keeps a file of an account, a person or a deal, or attached to what was written down. The same file sent again to the
 * same place is the one that is there; a deleted one is back with it.
 * @throws Problem 404 for what is not there; 422 when it belongs to nothing, or is empty.
 */
export async function addFile(actor: Actor, place: FilePlace, given: GivenContent): Promise<StoredFile> {
  authorize(actor, 'accounts.write');
  if (given.content.length === 0) throw invalidField('file', 'is empty');
  const { workspaceId } = actor;
  const id = await inTransaction(async () => {
    await holdIds(workspaceId);
    const owner = await placeOf(actor, place);
    const { name, mediaType, content } = given;
    const file = {
      ...{ id: newId('fil'), name, mediaType, size: content.length, ...owner },
      ...{ authorId: actor.userId ?? actor.id, authorName: actor.name, createdAt: actor.now },
    };
    const kept = await insertFile(
      workspaceId,
      { ...file, uploadKey: uploadKey(place, name, content) },
      content,
    );
    if (kept.isKnown) await setDeleted(actor, kept.id, false);
    else {
      await tellFile(workspaceId, file);
      const after = { name, size: content.length, ...owner };
      await audit(actor, { action: 'file.added', objectType: 'file', objectId: kept.id, after });
    }
    return kept.id;
  });
  return getFile(actor, id);
}

/** @throws Problem 404 */
export async function renameFile(actor: Actor, id: string, { name }: FileChange): Promise<StoredFile> {
  authorize(actor, 'accounts.write');
  await inTransaction(async () => {
    const file = await lockReachable(actor, id);
    if (file.deletedAt) throw notFound('file');
    if (file.name === name) return;
    await updateFile(actor.workspaceId, id, { name });
    await audit(actor, {
      ...{ action: 'file.renamed', objectType: 'file', objectId: id },
      ...{ before: { name: file.name }, after: { name } },
    });
  });
  return getFile(actor, id);
}

/** Takes it off the record; it can be brought back for thirty days. Told again, it does nothing. @throws Problem 404 */
export async function deleteFile(actor: Actor, id: string): Promise<void> {
  authorize(actor, 'accounts.write');
  await inTransaction(() => setDeleted(actor, id, true));
}

/** Told again, it does nothing. @throws Problem 404 */
export async function restoreFile(actor: Actor, id: string): Promise<StoredFile> {
  authorize(actor, 'accounts.write');
  await inTransaction(() => setDeleted(actor, id, false));
  return getFile(actor, id);
}

/** Every night: what nobody has brought back in time is gone. */
export async function purgeFiles(at: Date): Promise<void> {
  await deleteFilesDeletedBefore(new Date(at.getTime() - RESTORABLE_DAYS * DAY_MS));
}

async function setDeleted(actor: Actor, id: string, isDeleted: boolean): Promise<void> {
  const { workspaceId, now } = actor;
  const file = await lockReachable(actor, id);
  if ((file.deletedAt !== null) === isDeleted) return;
  const deletedAt = isDeleted ? now : null;
  await updateFile(workspaceId, id, { deletedAt });
  await tellFile(workspaceId, { ...file, deletedAt });
  const action = isDeleted ? 'file.deleted' : 'file.restored';
  await audit(actor, { action, objectType: 'file', objectId: id, before: { name: file.name } });
}

async function lockReachable(actor: Actor, id: string): Promise<FileRow> {
  const file = await lockFile(actor.workspaceId, id);
  if (!file) throw notFound('file');
  if (file.dealId) {
    authorize(actor, 'deals.write');
    await lockDeal(await readerOf(actor), file.dealId);
  } else await refuseOutOfReach(actor, file);
  return file;
}

type Owner = Pick<StoredFile, 'accountId' | 'personId' | 'dealId' | 'activityId'>;
const NOBODY: Owner = { accountId: null, personId: null, dealId: null, activityId: null };

/** Whom the file belongs to from now on. @throws Problem 404, 422 */
async function placeOf(actor: Actor, place: FilePlace): Promise<Owner> {
  const { workspaceId } = actor;
  const { accountId, personId, dealId, activityId } = place;
  if ([accountId, personId, dealId, activityId].filter(Boolean).length !== 1)
    throw invalidField('accountId', 'or personId, dealId or activityId says whose it is: one of them');
  if (dealId) {
    authorize(actor, 'deals.write');
    await lockDeal(await readerOf(actor), dealId);
    return { ...NOBODY, dealId };
  }
  if (activityId) {
    const about = await lockActivity(workspaceId, activityId);
    await refuseOutOfReach(actor, about);
    if (about.deletedAt) throw notFound('activity');
    return { ...NOBODY, activityId, accountId: about.accountId, personId: about.personId };
  }
  if (accountId && (await selectSummaries(workspaceId, [accountId])).length === 0) throw notFound('account');
  if (personId && (await selectPeople(workspaceId, [personId])).length === 0) throw notFound('person');
  await refuseOutOfReach(actor, { accountId, personId });
  return { ...NOBODY, accountId: accountId ?? null, personId: personId ?? null };
}
