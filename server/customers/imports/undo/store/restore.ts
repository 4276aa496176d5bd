import { type RawBuilder, sql } from 'kysely';
import { db } from '../../../../core/db.ts';
import { toStorableJson } from '../../../rules.ts';
import type { Row } from '../rules.ts';
import type { ChangeNote } from './notes.ts';

/** What an import can change, and what follows from it. */
const SHARED = [
  ...(['external_id', 'name', 'name_key', 'country', 'channel', 'stage', 'stage_reason'] as const),
  ...(['stage_changed_at', 'owner_id', 'attributes', 'fields', 'updated_at'] as const),
] as const;

const PLACES = {
  account: {
    table: sql.raw('customers.accounts'),
    columns: [...SHARED, 'domain', 'industry', 'plan_tier', 'seats', 'signed_up_at', 'onboarded_at'],
    key: ['id'],
  },
  person: {
    table: sql.raw('customers.people'),
    columns: [...SHARED, 'email', 'phone', 'title', 'account_id'],
    key: ['id'],
  },
  stakeholder: {
    table: sql.raw('customers.stakeholders'),
    columns: ['role', 'weight', 'updated_at'],
    key: ['person_id', 'account_id'],
  },
} as const;

export type Restorable = ChangeNote['object'];

/** What names a row beside its workspace: that of a part in an account is its person and the account. */
export function keyOf({ object, recordId, otherId }: Pick<ChangeNote, 'object' | 'recordId' | 'otherId'>) {
  return object === 'stakeholder' ? `${recordId} ${otherId}` : recordId;
}

function keyColumn(object: Restorable): RawBuilder<string> {
  return sql<string>`${sql.join(
    PLACES[object].key.map((name) => sql`r.${sql.id(name)}`),
    sql` || ' ' || `,
  )}`;
}

/** The rows as they are, locked in the order of their keys, by key; those that are gone are missing. */
export async function lockRows(
  workspaceId: string,
  object: Restorable,
  keys: string[],
): Promise<Map<string, Row>> {
  const { table, key } = PLACES[object];
  const first = sql.id(key[0]);
  const firsts = keys.map((each) => each.split(' ')[0]);
  const { rows } = await sql<{ key: string; row: Row }>`
    select ${keyColumn(object)} as key, to_jsonb(r) as row from ${table} r
    where r.workspace_id = ${workspaceId} and r.${first} = any(${firsts}::text[])
      and ${keyColumn(object)} = any(${keys}::text[])
    order by 1 for update`.execute(db());
  return new Map(rows.map((each) => [each.key, each.row]));
}

/** Those of these records that were merged into others. */
export async function selectMerged(workspaceId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select distinct m.merged_id as id from customers.merges m
    where m.workspace_id = ${workspaceId} and m.merged_id = any(${ids}::text[]) and m.undone_at is null`.execute(
    db(),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Writes the rows as they are to be; each is a whole row of the database. */
export async function writeRows(workspaceId: string, object: Restorable, rows: Row[]): Promise<void> {
  const { table, columns, key } = PLACES[object];
  await sql`
    update ${table} r set ${sql.join(columns.map((name) => sql`${sql.id(name)} = i.${sql.id(name)}`))}
    from jsonb_populate_recordset(null::${table}, ${toStorableJson(rows)}::jsonb) i
    where r.workspace_id = ${workspaceId} and ${sql.join(
      key.map((name) => sql`r.${sql.id(name)} = i.${sql.id(name)}`),
      sql` and `,
    )}`.execute(db());
}
