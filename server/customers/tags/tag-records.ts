import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { readerOf } from '../deals/store/conditions.ts';
import { lockDeals } from '../deals/store/deals.ts';
import { holdIds } from '../merges/hold-ids.ts';
import { refuseBeyondReach } from '../reach/reach.ts';
import { searchKey } from '../rules.ts';
import { selectSummaries } from '../store/accounts.ts';
import { selectPeople } from '../store/find-people.ts';
import type { TaggedObject } from './kinds.ts';
import type { Tagging, TaggingAnswer } from './schema.ts';
import { deleteTagged, insertTagged, type Tagged } from './store/tagged.ts';
import { countTags, insertTag, selectTagIds } from './store/tags.ts';

const MAX_TAGS = 1_000;
const ACTS = {
  account: { action: 'accounts.tagged', objectType: 'accounts', permission: 'accounts.write' },
  person: { action: 'people.tagged', objectType: 'people', permission: 'accounts.write' },
  deal: { action: 'deals.tagged', objectType: 'deals', permission: 'deals.write' },
} as const;

/**
 * Puts words on many records and takes others off, all or none. A word that is no tag yet becomes one.
 * @returns the body that puts back what was before.
 * @throws Problem 404 when one of them is not a record of the workspace; 409 `too_many_tags`
 */
export async function tagRecords(
  actor: Actor,
  object: TaggedObject,
  tagging: Tagging,
): Promise<TaggingAnswer> {
  const { action, objectType, permission } = ACTS[object];
  authorize(actor, permission);
  const { workspaceId } = actor;
  return inTransaction(async () => {
    await holdIds(workspaceId);
    await refuseUnknown(actor, object, 'ids' in tagging ? tagging.ids : tagging.changes.map(({ id }) => id));
    const { add, remove } = await wantedOf(workspaceId, tagging, actor.now);
    const removed = await deleteTagged(workspaceId, object, remove);
    const added = await insertTagged(workspaceId, object, add);
    const undo = undoOf(added, removed);
    if (undo.length === 0) return { changedCount: 0, undo: null };
    const after = undo.map(({ id, add: lost, remove: got }) => ({ id, add: got, remove: lost }));
    await audit(actor, { action, objectType, objectId: 'tags', after: { changes: after } });
    return { changedCount: undo.length, undo: { changes: undo } };
  });
}

/** The tags of these names; those that are not there yet are made. @throws Problem 409 `too_many_tags` */
export async function ensureTags(
  workspaceId: string,
  names: readonly string[],
  at: Date,
): Promise<Map<string, string>> {
  const known = await selectTagIds(workspaceId, names);
  const unknown = new Map(
    names.filter((name) => !known.has(searchKey(name))).map((name) => [searchKey(name), name]),
  );
  if (unknown.size === 0) return known;
  if ((await countTags(workspaceId)) + unknown.size > MAX_TAGS)
    throw conflict('too_many_tags', `There are at most ${MAX_TAGS} tags.`);
  // In one order, so that two who make the same ones wait for each other instead of blocking both.
  for (const [, name] of [...unknown].sort()) await insertTag(workspaceId, { name }, at);
  return selectTagIds(workspaceId, names);
}

async function refuseUnknown(actor: Actor, object: TaggedObject, given: string[]): Promise<void> {
  const ids = [...new Set(given)];
  if (object === 'deal') {
    const known = await lockDeals(await readerOf(actor), ids);
    if (known.length < ids.length) throw notFound('deal');
    return;
  }
  await refuseBeyondReach(actor, { object, ids, to: 'edit' });
  const find = object === 'account' ? selectSummaries : selectPeople;
  if ((await find(actor.workspaceId, ids)).length < ids.length) throw notFound(object);
}

async function wantedOf(workspaceId: string, tagging: Tagging, at: Date) {
  if ('changes' in tagging) {
    const pairs = (part: 'add' | 'remove') =>
      tagging.changes.flatMap((change) => change[part].map((tagId) => ({ id: change.id, tagId })));
    return { add: pairs('add'), remove: pairs('remove') };
  }
  const pairs = (tagIds: Iterable<string>) =>
    [...tagIds].flatMap((tagId) => [...new Set(tagging.ids)].map((id) => ({ id, tagId })));
  const remove = await selectTagIds(workspaceId, tagging.remove);
  const add = await ensureTags(workspaceId, tagging.add, at);
  return { add: pairs(new Set(add.values())), remove: pairs(new Set(remove.values())) };
}

function undoOf(added: Tagged[], removed: Tagged[]) {
  const changes = new Map<string, { id: string; add: string[]; remove: string[] }>();
  const of = (id: string) => {
    const change = changes.get(id) ?? { id, add: [], remove: [] };
    changes.set(id, change);
    return change;
  };
  for (const { id, tagId } of removed) of(id).add.push(tagId);
  for (const { id, tagId } of added) of(id).remove.push(tagId);
  return [...changes.values()];
}
