import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { refuseBeyondReach } from '../reach/reach.ts';
import { tellFieldChanges } from '../timeline/tell-changes.ts';
import { judgingOf } from './change-values.ts';
import { changedValues } from './rules.ts';
import type { FieldValues, FieldValuesAnswer, ManyFieldValues } from './schema.ts';
import { shareFieldsInUse } from './store/fields.ts';
import { lockValues, writeValues } from './store/values.ts';

/**
 * Sets one field of many accounts or people at once, all or none; null empties it.
 * @returns the body that puts back what was before.
 * @throws Problem 404 when one of them is not a record of the workspace; 422 for a value that the field cannot have.
 */
export async function changeFieldOfMany(actor: Actor, change: ManyFieldValues): Promise<FieldValuesAnswer> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: at } = actor;
  const { object, key } = change;
  const wanted = wantedValues(change);
  return inTransaction(async () => {
    const fields = await shareFieldsInUse(workspaceId, object);
    const field = fields.find((each) => each.key === key);
    if (!field) throw invalidField('key', 'is not a field in use');
    await refuseBeyondReach(actor, { object, ids: [...wanted.keys()], to: 'edit' });
    const known = await lockValues(workspaceId, object, [...wanted.keys()]);
    if (known.length < wanted.size) throw notFound(object);
    const judging = await judgingOf(workspaceId, [field]);
    const changed = known.flatMap(({ id, fields: before }) => {
      const { values, errors } = changedValues(before, { [key]: wanted.get(id) }, fields, judging);
      if (errors[0]) throw invalidField('ids' in change ? 'value' : 'changes', errors[0].message);
      return isSame(before[key], values[key]) ? [] : [{ id, before, after: values }];
    });
    if (changed.length === 0) return { changedCount: 0, undo: null };
    await writeValues(
      workspaceId,
      object,
      changed.map(({ id, after }) => ({ id, fields: after })),
      at,
    );
    await tell(actor, change, changed);
    const undo = changed.map(({ id, before }) => ({ id, value: before[key] ?? null }));
    return { changedCount: changed.length, undo: { object, key, changes: undo } };
  });
}

interface Changed {
  id: string;
  before: FieldValues;
  after: FieldValues;
}

function wantedValues(change: ManyFieldValues): Map<string, unknown> {
  const pairs = 'ids' in change ? change.ids.map((id) => ({ id, value: change.value })) : change.changes;
  return new Map(pairs.map(({ id, value }) => [id, value]));
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

async function tell(actor: Actor, { object, key }: ManyFieldValues, changed: Changed[]): Promise<void> {
  const { workspaceId, now: at } = actor;
  for (const each of changed)
    await tellFieldChanges(workspaceId, object === 'account' ? 'accountId' : 'personId', each, at);
  const objectType = object === 'account' ? 'accounts' : 'people';
  await audit(actor, {
    ...{ action: `${objectType}.changed`, objectType, objectId: `fields.${key}` },
    before: changed.map(({ id, before }) => ({ id, value: before[key] ?? null })),
    after: changed.map(({ id, after }) => ({ id, value: after[key] ?? null })),
  });
  const ids = changed.map(({ id }) => id);
  await (object === 'account'
    ? emit(workspaceId, 'accounts.saved', { accountIds: ids })
    : emit(workspaceId, 'people.saved', { personIds: ids }));
}
