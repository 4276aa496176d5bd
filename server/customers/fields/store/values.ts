import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { toStorableJson } from '../../rules.ts';
import type { FieldObject } from '../kinds.ts';
import type { FieldValues } from '../schema.ts';

const TABLES = { account: sql.raw('customers.accounts'), person: sql.raw('customers.people') } as const;

/** Values over those that are there. @returns the records that were really changed. */
export async function addValues(
  workspaceId: string,
  object: FieldObject,
  wanted: ReadonlyMap<string, FieldValues>,
  at: Date,
): Promise<Set<string>> {
  if (wanted.size === 0) return new Set();
  const rows = [...wanted].map(([id, fields]) => ({ id, fields }));
  // Locked in the order of ids, so that two batches wait for each other instead of blocking both.
  const { rows: changed } = await sql<{ id: string }>`
    with incoming as materialized (
      select * from jsonb_to_recordset(${toStorableJson(rows)}::jsonb) as i(id text, fields jsonb)
    ), differing as materialized (
      select r.id from ${TABLES[object]} r join incoming i on i.id = r.id
      where r.workspace_id = ${workspaceId} and r.fields || i.fields is distinct from r.fields
      order by r.id for update of r
    )
    update ${TABLES[object]} r set fields = r.fields || i.fields, updated_at = ${at}
    from incoming i join differing d on d.id = i.id
    where r.workspace_id = ${workspaceId} and r.id = i.id returning r.id`.execute(db());
  return new Set(changed.map(({ id }) => id));
}

/** The values of these records, locked in the order of their ids; unknown ones are missing. */
export async function lockValues(
  workspaceId: string,
  object: FieldObject,
  ids: string[],
): Promise<{ id: string; fields: FieldValues }[]> {
  const { rows } = await sql<{ id: string; fields: FieldValues }>`
    select id, fields from ${TABLES[object]} where workspace_id = ${workspaceId} and id = any(${ids}::text[])
    order by id for update`.execute(db());
  return rows;
}

/** The values as a whole, of each of these records. */
export async function writeValues(
  workspaceId: string,
  object: FieldObject,
  rows: { id: string; fields: FieldValues }[],
  at: Date,
): Promise<void> {
  await sql`
    update ${TABLES[object]} r set fields = i.fields, updated_at = ${at}
    from jsonb_to_recordset(${toStorableJson(rows)}::jsonb) as i(id text, fields jsonb)
    where r.workspace_id = ${workspaceId} and r.id = i.id`.execute(db());
}
