import { addDays } from 'date-fns/addDays';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { newId } from '../../core/ids.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import type { PointLabel } from '../contact-points/kinds.ts';
import { type PointRow, toPointRow } from '../contact-points/rules.ts';
import { insertPointsOfMerge } from '../contact-points/store.ts';
import { pick } from '../differences.ts';
import { inheritDismissals } from '../duplicates/store/pairs.ts';
import { refuseBeyondReach } from '../reach/reach.ts';
import { searchKey } from '../rules.ts';
import { insertTimelineEntries } from '../store/timeline.ts';
import { movingIds, nameOf, type RecordObject } from './held-ids.ts';
import { holdMerging } from './hold-ids.ts';
import { customSides, FIELDS, keyOf, sidesOf, UNDO_DAYS } from './rules.ts';
import type { Choices, Merge, NewMerge } from './schema.ts';
import { type FormerKey, insertFormer, selectFormer } from './store/former-keys.ts';
import {
  deleteRecord,
  findMerge,
  findMergeOf,
  insertMerge,
  noteKept,
  type StoredMerge,
  selectSamePeople,
} from './store/merges.ts';
import { moveRows } from './store/move-rows.ts';
import { findPair, type MergeRecord, type RecordPair, shownName, updateKept } from './store/pairs.ts';
import { toMerge } from './view-merges.ts';

/** What other rooms hear within the transaction of a merge or of its undoing. */
export interface RecordsMerged {
  mergeId: string;
  object: RecordObject;
  keptId: string;
  mergedId: string;
  isUndone: boolean;
  /** The columns, as `schema.table.column`, in which something moved. */
  moved: string[];
}

/**
 * Makes one record of two, for 30 days to be undone: everything that points to the one that goes points to the one
 * that stays, whose ids and addresses answer for both from then on. The same merge again changes nothing.
 * @throws Problem 404; 409 when they are one already, or the record went into another one; 422 for a field that the
 *   records do not have.
 */
export async function mergeRecords(actor: Actor, wanted: NewMerge): Promise<Merge> {
  authorize(actor, 'accounts.write');
  const { workspaceId } = actor;
  const { object, mergedId, choices = {} } = wanted;
  refuseForeignFields(object, choices);
  return inTransaction(async () => {
    await holdMerging(workspaceId);
    const former = await selectFormer(workspaceId, object, ['id'], [wanted.keptId, mergedId]);
    const keptId = former.get(wanted.keptId)?.recordId ?? wanted.keptId;
    await refuseBeyondReach(actor, { object, ids: [keptId], to: 'edit' });
    const standing = await findMergeOf(workspaceId, object, mergedId);
    if (standing && former.get(mergedId)?.recordId === keptId) return toMerge(standing, actor.now);
    if (standing)
      throw conflict('merged_elsewhere', `“${standing.mergedName}” was merged into “${standing.keptName}”.`);
    if (keptId === mergedId) throw conflict('same_record', 'These are one and the same record.');
    await refuseBeyondReach(actor, { object, ids: [keptId, mergedId], to: 'edit' });
    const id = await mergePair(actor, { object, keptId, mergedId, choices }, null);
    return toMerge((await findMerge(workspaceId, id)) as StoredMerge, actor.now);
  });
}

function refuseForeignFields(object: RecordObject, choices: Choices): void {
  for (const field of Object.keys(choices))
    if (keyOf(field) === null && !FIELDS[object].some((known) => known === field))
      throw invalidField(
        `choices.${field}`,
        `is not a field of ${object === 'account' ? 'accounts' : 'people'}`,
      );
}

async function mergePair(actor: Actor, wanted: Required<NewMerge>, partOf: string | null): Promise<string> {
  const { workspaceId, now: at } = actor;
  const { object, keptId, mergedId } = wanted;
  const id = newId('mrg');
  const pair = await findPair(workspaceId, wanted, { forUpdate: true });
  if (!pair) throw notFound(object);
  if (object === 'account')
    for (const people of await selectSamePeople(workspaceId, wanted))
      await mergePair(actor, { object: 'person', ...people, choices: {} }, id);
  const [keptName, mergedName] = [shownName(pair.kept), shownName(pair.merged)];
  const names = {
    keptName,
    mergedName,
    mergedAt: at,
    mergedBy: actor.name,
    undoUntil: addDays(at, UNDO_DAYS),
  };
  await insertMerge(workspaceId, { id, object, keptId, mergedId, partOf, ...names });
  const moved: string[] = [];
  for (const held of movingIds(object))
    if ((await moveRows(held, { workspaceId, mergeId: id, keptId, mergedId })) > 0) moved.push(nameOf(held));
  await inheritDismissals(workspaceId, object, { keptId, mergedId });
  await deleteRecord(workspaceId, object, mergedId);
  const after = joinedFields(object, pair, wanted.choices);
  await updateKept(workspaceId, object, keptId, { ...after, updatedAt: at });
  if (object === 'person')
    await insertPointsOfMerge(workspaceId, { mergeId: id, personId: keptId, at }, furtherPoints(pair, after));
  await noteKept(workspaceId, { id, object });
  await insertFormer(workspaceId, { id, object, keptId }, formerKeys(pair, after));
  await tell(actor, { id, ...wanted, mergedName, partOf }, { moved, before: pair, after });
  return id;
}

/** The fields of the record that stays. Attributes of both are kept; where both have one, its own. */
function joinedFields(object: RecordObject, pair: RecordPair, choices: Choices) {
  const sides = sidesOf(object, pair, choices);
  const fields = Object.fromEntries([...sides].map(([field, side]) => [field, pair[side][field]]));
  const { stageReason, stageChangedAt } = pair[sides.get('stage') ?? 'kept'];
  const { name, email, externalId } = fields as Partial<MergeRecord>;
  return {
    ...fields,
    ...(object === 'person' && {
      emailLabel: pair[sides.get('email') ?? 'kept'].emailLabel,
      phoneLabel: pair[sides.get('phone') ?? 'kept'].phoneLabel,
    }),
    nameKey: searchKey(name ?? email ?? externalId ?? ''),
    stageReason,
    stageChangedAt,
    attributes: { ...pair.merged.attributes, ...pair.kept.attributes },
    fields: Object.fromEntries(
      [...customSides(pair, choices)].flatMap(([key, side]) => {
        const value = pair[side].fields[key];
        return value === undefined ? [] : [[key, value] as const];
      }),
    ),
  };
}

/** Addresses and numbers of either of two people that the record that stays does not have as its own. */
function furtherPoints({ kept, merged }: RecordPair, after: Partial<MergeRecord>): PointRow[] {
  return [kept, merged].flatMap((side) =>
    (['email', 'phone'] as const).flatMap((kind) => {
      const row = (value: string) => toPointRow({ kind, label: labelOf(side, kind), value });
      const [value, own] = [side[kind], after[kind]];
      return value && row(value).valueKey !== (own && row(own).valueKey) ? [row(value)] : [];
    }),
  );
}

const labelOf = (side: MergeRecord, kind: 'email' | 'phone') =>
  (side[`${kind}Label`] ?? 'other') as PointLabel;

/** What the one that goes was known by, and what the one that stays no longer has. */
function formerKeys({ kept, merged }: RecordPair, after: Partial<MergeRecord>): FormerKey[] {
  const known = [kept, merged].flatMap(({ id, externalId, domain, email }) => [
    { kind: 'external_id' as const, value: externalId, originId: id },
    { kind: 'address' as const, value: domain ?? email ?? null, originId: id },
  ]);
  const stays = [after.externalId, after.domain ?? after.email];
  const former = known.flatMap(({ value, ...key }) =>
    value && (key.originId === merged.id || !stays.includes(value)) ? [{ ...key, value }] : [],
  );
  return [{ kind: 'id', value: merged.id, originId: merged.id }, ...former];
}

async function tell(
  actor: Actor,
  merge: Required<NewMerge> & { id: string; mergedName: string; partOf: string | null },
  { moved, before, after }: { moved: string[]; before: RecordPair; after: Partial<MergeRecord> },
): Promise<void> {
  const { workspaceId, now: at } = actor;
  const { id, object, keptId, mergedId, mergedName } = merge;
  await insertTimelineEntries(workspaceId, [
    {
      ...(object === 'account' ? { accountId: keptId } : { personId: keptId }),
      at,
      kind: 'merge',
      sourceId: id,
      code: 'customers:timeline.merged',
      values: { name: mergedName, author: actor.name },
    },
  ]);
  await audit(actor, {
    action: `${object}.merged`,
    objectType: object,
    objectId: keptId,
    before: { kept: pick(before.kept, after), merged: { id: mergedId, ...pick(before.merged, after) } },
    after,
  });
  const told: RecordsMerged = { mergeId: id, object, keptId, mergedId, isUndone: false, moved };
  await emit(workspaceId, 'records.merged', told);
  await (object === 'account'
    ? emit(workspaceId, 'accounts.saved', { accountIds: [keptId] })
    : emit(workspaceId, 'people.saved', { personIds: [keptId] }));
}
