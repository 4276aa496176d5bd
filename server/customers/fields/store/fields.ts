import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { conflict } from '../../../core/problem.ts';
import type { FieldObject, FieldType } from '../kinds.ts';
import type { Field, FieldChange, NewField } from '../schema.ts';

const UNIQUE_VIOLATION = '23505';

const columns = [
  ...(['id', 'object', 'key', 'name', 'type', 'choices', 'help', 'currency', 'position'] as const),
  ...(['archivedAt', 'createdAt', 'updatedAt'] as const),
] as const;

function fieldsOf(workspaceId: string) {
  return (
    db()
      .selectFrom('customers.fields')
      .select(columns)
      .where('workspaceId', '=', workspaceId)
      // The table's checks and the act's schema know the same objects, types and choices.
      .$castTo<Field>()
  );
}

/** In their order, archived ones too. */
export async function selectFields(workspaceId: string, object?: FieldObject): Promise<Field[]> {
  let query = fieldsOf(workspaceId);
  if (object) query = query.where('object', '=', object);
  return query.orderBy('object').orderBy('position').orderBy('id').execute();
}

/** Those in use. */
export async function selectFieldsInUse(workspaceId: string, object: FieldObject): Promise<Field[]> {
  return (await selectFields(workspaceId, object)).filter(({ archivedAt }) => archivedAt === null);
}

/** Those in use; none of them changes until the transaction ends. */
export async function shareFieldsInUse(workspaceId: string, object: FieldObject): Promise<Field[]> {
  return fieldsOf(workspaceId)
    .where('object', '=', object)
    .where('archivedAt', 'is', null)
    .orderBy('id')
    .forShare()
    .execute();
}

/** The field, locked until the transaction ends, or null. */
export async function lockField(workspaceId: string, id: string): Promise<Field | null> {
  return (await fieldsOf(workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

/** One after the other: the limit and the order are decided on all fields of an object. */
export async function holdFields(workspaceId: string, object: FieldObject): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`customers.fields:${workspaceId}:${object}`}, 0))`.execute(
    db(),
  );
}

/** @throws Problem 409 when the key is taken, also by an archived field. */
export async function insertField(
  workspaceId: string,
  { choices, ...field }: NewField & { id: string; position: number; at: Date },
): Promise<void> {
  const { at, ...values } = field;
  await db()
    .insertInto('customers.fields')
    .values({ ...values, workspaceId, choices: JSON.stringify(choices), createdAt: at, updatedAt: at })
    .execute()
    .catch((error: unknown) => {
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      throw conflict('field_exists', `There is a field “${field.key}” already; it may be archived.`);
    });
}

export async function updateField(
  workspaceId: string,
  id: string,
  { choices, ...change }: FieldChange & { type?: FieldType; archivedAt?: Date | null; updatedAt: Date },
): Promise<void> {
  await db()
    .updateTable('customers.fields')
    .set({ ...change, ...(choices ? { choices: JSON.stringify(choices) } : {}) })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function placeFields(workspaceId: string, ids: string[]): Promise<void> {
  await sql`
    update customers.fields f set position = i.place
    from unnest(${ids}::text[]) with ordinality as i (id, place)
    where f.workspace_id = ${workspaceId} and f.id = i.id`.execute(db());
}

/** How many records have a value, by object and key: `account tier`. Fields without any are missing. */
export async function countUse(workspaceId: string): Promise<Map<string, number>> {
  const rows = await db()
    .selectFrom('customers.fieldValues')
    .select((eb) => ['object', 'fieldKey', eb.fn.countAll<number>().as('count')])
    .where('workspaceId', '=', workspaceId)
    .where('place', '=', 1)
    .groupBy(['object', 'fieldKey'])
    .execute();
  return new Map(rows.map(({ object, fieldKey, count }) => [`${object} ${fieldKey}`, Number(count)]));
}

/** Whether any record has a value; with `texts`, one of these. */
export async function isFieldUsed(
  workspaceId: string,
  { object, key }: Pick<Field, 'object' | 'key'>,
  texts?: string[],
): Promise<boolean> {
  let query = db()
    .selectFrom('customers.fieldValues')
    .select('recordId')
    .where('workspaceId', '=', workspaceId)
    .where('object', '=', object)
    .where('fieldKey', '=', key);
  if (texts) query = query.where('textValue', 'in', texts);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}
