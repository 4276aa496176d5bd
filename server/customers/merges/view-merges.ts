import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { listMembers } from '../../workspace/index.ts';
import { fieldWriter } from '../fields/in-words.ts';
import { selectFieldsInUse } from '../fields/store/fields.ts';
import { refuseBeyondReach } from '../reach/reach.ts';
import { selectSummaries } from '../store/accounts.ts';
import type { Reaching } from '../store/reach.ts';
import type { RecordObject } from './held-ids.ts';
import { customSides, FIELDS, suggestSide } from './rules.ts';
import type { Merge, MergePair, MergePreview, MergeQuery } from './schema.ts';
import { findMerge, pageOfMerges, type StoredMerge } from './store/merges.ts';
import { findPair, type MergeRecord, type RecordPair, shownName } from './store/pairs.ts';

export function toMerge({ partOf: _, ...merge }: StoredMerge, at: Date): Merge {
  return { ...merge, canUndo: merge.undoneAt === null && merge.undoUntil > at };
}

/** The other record is one by itself again when the merge was undone. @throws Problem 404 */
export async function refuseUnreached(actor: Actor, merge: StoredMerge, to: Reaching): Promise<void> {
  const { object, keptId, mergedId, undoneAt } = merge;
  await refuseBeyondReach(actor, { object, ids: undoneAt ? [keptId, mergedId] : [keptId], to });
}

export async function listMerges(actor: Actor, query: MergeQuery) {
  authorize(actor, 'accounts.read');
  const { data, nextCursor } = await pageOfMerges(actor.workspaceId, query, actor);
  return { data: data.map((merge) => toMerge(merge, actor.now)), nextCursor };
}

/** @throws Problem 404 */
export async function getMerge(actor: Actor, id: string): Promise<Merge> {
  authorize(actor, 'accounts.read');
  const merge = await findMerge(actor.workspaceId, id);
  if (!merge) throw notFound('merge');
  await refuseUnreached(actor, merge, 'read');
  return toMerge(merge, actor.now);
}

/** @throws Problem 404 */
export async function previewMerge(actor: Actor, wanted: MergePair): Promise<MergePreview> {
  authorize(actor, 'accounts.read');
  const { workspaceId } = actor;
  const { object, keptId, mergedId } = wanted;
  await refuseBeyondReach(actor, { object, ids: [keptId, mergedId], to: 'read' });
  const pair = await findPair(workspaceId, wanted);
  if (!pair || wanted.keptId === wanted.mergedId) throw notFound(wanted.object);
  const { kept, merged } = pair;
  const names = await namesOf(workspaceId, [kept, merged]);
  return {
    kept: header(kept),
    merged: header(merged),
    fields: [
      ...builtInFields(wanted.object, pair, names),
      ...(await customFields(workspaceId, wanted.object, pair)),
    ],
  };
}

function builtInFields(object: RecordObject, { kept, merged }: RecordPair, names: Map<string, string>) {
  return FIELDS[object].map((field) => {
    const [one, other] = [kept[field] ?? null, merged[field] ?? null];
    return {
      field,
      name: null,
      kept: one,
      merged: other,
      keptText: names.get(String(one)) ?? null,
      mergedText: names.get(String(other)) ?? null,
      isSame: JSON.stringify(one) === JSON.stringify(other),
      suggested: suggestSide(field, kept, merged),
    };
  });
}

/** Fields of the workspace's own that one of the two has. */
async function customFields(workspaceId: string, object: RecordObject, { kept, merged }: RecordPair) {
  const fields = await selectFieldsInUse(workspaceId, object);
  const write = await fieldWriter(workspaceId, fields);
  const sides = customSides({ kept, merged }, {});
  return fields.flatMap((field) => {
    const suggested = sides.get(field.key);
    if (!suggested) return [];
    const [one = null, other = null] = [kept.fields[field.key], merged.fields[field.key]];
    return {
      ...{ field: `fields.${field.key}` as const, name: field.name, kept: one, merged: other },
      keptText: one === null ? null : write(field, one),
      mergedText: other === null ? null : write(field, other),
      isSame: JSON.stringify(one) === JSON.stringify(other),
      suggested,
    };
  });
}

function header(record: MergeRecord): MergePreview['kept'] {
  const { id, createdAt, updatedAt } = record;
  return { id, name: shownName(record), createdAt, updatedAt };
}

/** What the ids of owners and accounts stand for. */
async function namesOf(workspaceId: string, records: MergeRecord[]): Promise<Map<string, string>> {
  const accountIds = records.flatMap(({ accountId }) => accountId ?? []);
  const accounts = accountIds.length > 0 ? await selectSummaries(workspaceId, accountIds) : [];
  const members = records.some(({ ownerId }) => ownerId) ? await listMembers(workspaceId) : [];
  return new Map([
    ...accounts.map(({ id, name }) => [id, name] as const),
    ...members.map(({ userId, name }) => [userId, name] as const),
  ]);
}
