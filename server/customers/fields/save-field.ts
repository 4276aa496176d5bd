import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { differences, pick } from '../differences.ts';
import { findBuiltIn } from './kinds.ts';
import type { Field, FieldChange, FieldOrder, NewField } from './schema.ts';
import {
  holdFields,
  insertField,
  isFieldUsed,
  lockField,
  placeFields,
  selectFields,
  updateField,
} from './store/fields.ts';

/** Archived ones count: their values are kept. */
const MAX_FIELDS = 100;

/** @throws Problem 409 for a key that is taken or one field too many; 422 for a key that reads like a built-in field. */
export async function createField(actor: Actor, wanted: NewField): Promise<Field> {
  authorize(actor, 'fields.write');
  const { workspaceId, now: at } = actor;
  const builtIn = findBuiltIn(wanted.object, wanted.key);
  if (builtIn) throw invalidField('key', `is the built-in field “${builtIn}”`);
  refuseChoices(wanted);
  return inTransaction(async () => {
    await holdFields(workspaceId, wanted.object);
    const known = await selectFields(workspaceId, wanted.object);
    if (known.length >= MAX_FIELDS)
      throw conflict('too_many_fields', `There can be ${MAX_FIELDS} fields, archived ones included.`);
    const id = newId('fld');
    const position = Math.max(0, ...known.map((field) => field.position)) + 1;
    await insertField(workspaceId, { ...wanted, id, position, at });
    await audit(actor, { action: 'field.created', objectType: 'field', objectId: id, after: wanted });
    return getLocked(workspaceId, id);
  });
}

/**
 * @throws Problem 404; 409 `field_is_used` for another type or currency while records have a value, and for a choice
 *   taken away that a record has.
 */
export async function changeField(actor: Actor, id: string, change: FieldChange): Promise<Field> {
  authorize(actor, 'fields.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const before = await getLocked(workspaceId, id);
    const after = differences<Field>(before, change);
    if (Object.keys(after).length === 0) return before;
    refuseChoices({ ...before, ...after });
    await holdFields(workspaceId, before.object);
    await refuseLoss(workspaceId, before, after);
    await updateField(workspaceId, id, { ...after, updatedAt: actor.now });
    await audit(actor, {
      action: 'field.changed',
      objectType: 'field',
      objectId: id,
      before: pick(before, after),
      after,
    });
    return getLocked(workspaceId, id);
  });
}

/** @throws Problem 422 when `ids` are not all fields of the object, each once. */
export async function orderFields(actor: Actor, { object, ids }: FieldOrder): Promise<{ data: Field[] }> {
  authorize(actor, 'fields.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    await holdFields(workspaceId, object);
    const before = (await selectFields(workspaceId, object)).map(({ id }) => id);
    if (ids.length !== before.length || !before.every((id) => ids.includes(id)))
      throw invalidField('ids', 'must name every field of this kind once');
    await placeFields(workspaceId, ids);
    const about = { objectType: 'field', objectId: object } as const;
    await audit(actor, { action: 'fields.ordered', ...about, before, after: ids });
    return { data: await selectFields(workspaceId, object) };
  });
}

async function getLocked(workspaceId: string, id: string): Promise<Field> {
  const field = await lockField(workspaceId, id);
  if (!field) throw notFound('field');
  return field;
}

function refuseChoices({ type, choices }: Pick<Field, 'type' | 'choices'>): void {
  const isChosen = type === 'choice' || type === 'multi_choice';
  if (isChosen && choices.length === 0) throw invalidField('choices', 'must have at least one choice');
  if (!isChosen && choices.length > 0) throw invalidField('choices', 'belong to fields of a choice alone');
}

async function refuseLoss(workspaceId: string, before: Field, after: Partial<Field>): Promise<void> {
  const isOther = after.type !== undefined || after.currency !== undefined;
  if (isOther && (await isFieldUsed(workspaceId, before)))
    throw conflict('field_is_used', 'Type and currency stay while records have a value.');
  const kept = new Set(after.choices?.map(({ key }) => key));
  const gone = after.choices ? before.choices.filter(({ key }) => !kept.has(key)) : [];
  const keys = gone.map(({ key }) => key);
  if (keys.length > 0 && (await isFieldUsed(workspaceId, before, keys)))
    throw conflict('field_is_used', `Records have a choice that you took away: ${keys.join(', ')}.`);
}
