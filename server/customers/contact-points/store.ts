import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict } from '../../core/problem.ts';
import type { PointRow } from './rules.ts';
import type { ContactPoint } from './schema.ts';

const UNIQUE_VIOLATION = '23505';
const columns = [
  ...(['id', 'kind', 'label', 'value', 'network', 'city', 'region', 'postalCode', 'country'] as const),
  ...(['createdAt', 'updatedAt'] as const),
] as const;

/** In the order in which they were added. */
export async function selectPoints(workspaceId: string, personId: string): Promise<ContactPoint[]> {
  const rows = await db()
    .selectFrom('customers.contactPoints')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  return rows as ContactPoint[];
}

/** @throws Problem 409 when the person has it already, or when the address is another person's. */
export async function insertPoint(
  workspaceId: string,
  personId: string,
  point: PointRow & { id?: string },
  at: Date,
): Promise<ContactPoint> {
  const row = await db()
    .insertInto('customers.contactPoints')
    .values({ id: newId('cpt'), ...point, workspaceId, personId, createdAt: at, updatedAt: at })
    .returning(columns)
    .executeTakeFirstOrThrow()
    .catch(refuseDouble);
  return row as ContactPoint;
}

/** @throws Problem 409 as `insertPoint`. */
export async function updatePoint(
  workspaceId: string,
  { personId, id }: { personId: string; id: string },
  point: PointRow,
  at: Date,
): Promise<ContactPoint> {
  const row = await db()
    .updateTable('customers.contactPoints')
    .set({ ...point, updatedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
    .catch(refuseDouble);
  return row as ContactPoint;
}

function refuseDouble(error: unknown): never {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code !== UNIQUE_VIOLATION) throw error;
  if (constraint === 'address_once' || constraint === 'contact_points_by_email')
    throw conflict('address_taken', 'A person is known by this e-mail address already.');
  throw conflict('contact_point_exists', 'The person has this already.');
}

/** Takes it away; an address is free from then on, also where it came from a record that was merged away. */
export async function deletePoint(
  workspaceId: string,
  { personId, id }: { personId: string; id: string },
): Promise<void> {
  await sql`
    with gone as (
      delete from customers.contact_points where workspace_id = ${workspaceId} and person_id = ${personId}
        and id = ${id} returning kind, value
    )
    delete from customers.former_keys f using gone
    where f.workspace_id = ${workspaceId} and f.object = 'person' and f.kind = 'address'
      and f.record_id = ${personId} and gone.kind = 'email' and f.value = gone.value`.execute(db());
}

/** Whose a further address is, by address. */
export async function selectByFurtherEmails(
  workspaceId: string,
  emails: readonly string[],
): Promise<Map<string, string>> {
  if (emails.length === 0) return new Map();
  const rows = await db()
    .selectFrom('customers.contactPoints')
    .select(['value', 'personId'])
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', 'email')
    .where('value', '=', (eb) => eb.fn.any(eb.val([...emails])))
    .execute();
  return new Map(rows.map(({ value, personId }) => [value, personId]));
}

/** What a merge made of the record that is gone goes, before that record is there again. */
export async function deletePointsOfMerge(workspaceId: string, mergeId: string): Promise<void> {
  await db()
    .deleteFrom('customers.contactPoints')
    .where('workspaceId', '=', workspaceId)
    .where('fromMerge', '=', mergeId)
    .execute();
}

/** What one of two records had, and the one that stays has not, becomes a further one of it. */
export async function insertPointsOfMerge(
  workspaceId: string,
  { mergeId, personId, at }: { mergeId: string; personId: string; at: Date },
  points: readonly PointRow[],
): Promise<void> {
  if (points.length === 0) return;
  await db()
    .insertInto('customers.contactPoints')
    .values(
      points.map((point) => ({
        ...point,
        ...{ id: newId('cpt'), workspaceId, personId, fromMerge: mergeId, createdAt: at, updatedAt: at },
      })),
    )
    .onConflict((conflict) => conflict.columns(['workspaceId', 'personId', 'kind', 'valueKey']).doNothing())
    .execute();
}
