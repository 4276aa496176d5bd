import { type Actor, authorize } from '../../core/actor.ts';
import type { FieldObject } from './kinds.ts';
import { shownValues } from './rules.ts';
import type { FieldQuery, FieldValues, FieldWithUse } from './schema.ts';
import { countUse, selectFields, selectFieldsInUse } from './store/fields.ts';

/** In their order, archived ones too, with how many records have a value. */
export async function listFields(actor: Actor, { object }: FieldQuery): Promise<{ data: FieldWithUse[] }> {
  authorize(actor, 'accounts.read');
  const fields = await selectFields(actor.workspaceId, object);
  const counts = fields.length > 0 ? await countUse(actor.workspaceId) : new Map<string, number>();
  const data = fields.map((field) => ({
    ...field,
    usedCount: counts.get(`${field.object} ${field.key}`) ?? 0,
  }));
  return { data };
}

/** Leaves out the values of archived fields, and puts the others in the order of the fields. */
export async function withShownFields<Row extends { fields: FieldValues }>(
  workspaceId: string,
  object: FieldObject,
  rows: Row[],
): Promise<Row[]> {
  if (!rows.some(({ fields }) => Object.keys(fields).length > 0)) return rows;
  const inUse = await selectFieldsInUse(workspaceId, object);
  return rows.map((row) => ({ ...row, fields: shownValues(row.fields, inUse) }));
}
