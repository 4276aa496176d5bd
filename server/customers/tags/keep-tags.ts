import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import type { NewTag, Tag, TagChange, TagWithUse } from './schema.ts';
import { copyTagged, dropCopied } from './store/tagged.ts';
import { insertTag, lockTag, type StoredTag, selectTagsWithUse, updateTag } from './store/tags.ts';

const UNIQUE_VIOLATION = '23505';

/** Every tag by name, with how many of the records that the actor reaches have it. */
export async function listTags(actor: Actor): Promise<{ data: TagWithUse[] }> {
  authorize(actor, 'accounts.read');
  return { data: await selectTagsWithUse(actor) };
}

/** @throws Problem 409 `tag_exists` */
export async function createTag(actor: Actor, wanted: NewTag): Promise<Tag> {
  authorize(actor, 'fields.write');
  return inTransaction(async () => {
    const tag = await insertTag(actor.workspaceId, wanted, actor.now);
    if (!tag) throw doubleName();
    await audit(actor, { action: 'tag.created', objectType: 'tag', objectId: tag.id, after: { ...wanted } });
    return tag;
  });
}

/** Another name or color, on every record at once. @throws Problem 404, 409 `tag_exists` */
export function changeTag(actor: Actor, id: string, change: TagChange): Promise<Tag> {
  return changing(actor, id, async (before) => {
    if (before.deletedAt) throw notFound('tag');
    await updateTag(actor.workspaceId, id, change, actor.now).catch(refuseDouble);
    const { name, color } = before;
    await audit(actor, {
      ...{ action: 'tag.changed', objectType: 'tag', objectId: id, before: { name, color }, after: change },
    });
  });
}

/** Takes it off every record, until it is brought back. @throws Problem 404 */
export function deleteTag(actor: Actor, id: string): Promise<Tag> {
  return changing(actor, id, async (before) => {
    if (before.deletedAt) return;
    await updateTag(actor.workspaceId, id, { deletedAt: actor.now }, actor.now);
    await tell(actor, 'tag.deleted', before);
  });
}

/** Is on the records again that had it. @throws Problem 404, 409 `tag_exists` */
export function restoreTag(actor: Actor, id: string): Promise<Tag> {
  return changing(actor, id, async (before) => {
    if (!before.deletedAt) return;
    if (before.mergedInto) throw conflict('tag_merged', 'This tag went into another: undo that.');
    await updateTag(actor.workspaceId, id, { deletedAt: null }, actor.now).catch(refuseDouble);
    await tell(actor, 'tag.restored', before);
  });
}

/** Every record of this tag has the other one instead, and its name leads there. @throws Problem 404, 422 for itself */
export function mergeTag(actor: Actor, id: string, intoId: string): Promise<Tag> {
  authorize(actor, 'fields.write');
  if (id === intoId) throw invalidField('intoId', 'must be another tag');
  return inTransaction(async () => {
    // Both in one order, so that two who merge the same pair wait for each other.
    for (const each of [id, intoId].sort()) await lockTag(actor.workspaceId, each);
    if (!(await lockTag(actor.workspaceId, id))) throw notFound('tag');
    const into = await lockTag(actor.workspaceId, intoId);
    if (!into || into.deletedAt) throw invalidField('intoId', 'is not a tag of this workspace');
    return changing(actor, id, async (before) => {
      if (before.mergedInto === intoId) return;
      if (before.deletedAt) throw notFound('tag');
      await copyTagged(actor.workspaceId, id, intoId);
      await updateTag(actor.workspaceId, id, { deletedAt: actor.now, mergedInto: intoId }, actor.now);
      await tell(actor, 'tag.merged', before, { into: into.name });
    });
  });
}

/** Each is what it was; records that got the other tag since keep it. @throws Problem 404, 409 `tag_exists` */
export function undoMergeOfTag(actor: Actor, id: string): Promise<Tag> {
  return changing(actor, id, async (before) => {
    if (!before.mergedInto) return;
    await dropCopied(actor.workspaceId, id, before.mergedInto);
    const back = { deletedAt: null, mergedInto: null };
    await updateTag(actor.workspaceId, id, back, actor.now).catch(refuseDouble);
    await tell(actor, 'tag.merge_undone', before);
  });
}

async function changing(actor: Actor, id: string, act: (before: StoredTag) => Promise<void>): Promise<Tag> {
  authorize(actor, 'fields.write');
  return inTransaction(async () => {
    const before = await lockTag(actor.workspaceId, id);
    if (!before) throw notFound('tag');
    await act(before);
    const { name, color } = (await lockTag(actor.workspaceId, id)) ?? before;
    return { id, name, color };
  });
}

function tell(actor: Actor, action: string, { id, name }: StoredTag, more: object = {}): Promise<void> {
  return audit(actor, { action, objectType: 'tag', objectId: id, before: { name }, after: { ...more } });
}

function doubleName() {
  return conflict('tag_exists', 'There is a tag of this name.');
}

function refuseDouble(error: unknown): never {
  if ((error as { code?: string }).code === UNIQUE_VIOLATION) throw doubleName();
  throw error;
}
