import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { toStorableJson } from './storable-json.ts';

/** What every fact has that a sender may tell again under the same external id. */
export interface Fact {
  id: string;
  externalId: string;
}

/** A table of facts: its name, and the SQL type of each property of its rows. */
export interface FactTable<Row extends Fact> {
  name: string;
  columns: { [Property in keyof Row]: string };
}

/** The facts that are known of these external ids, locked until the end of the transaction. */
export async function selectFacts<Row extends Fact>(
  table: FactTable<Row>,
  workspaceId: string,
  externalIds: string[],
): Promise<Map<string, Row>> {
  const { rows } = await sql<Row>`
    select ${sql.join(columnsOf(table).map(({ name, column }) => sql.raw(`${column} as "${name}"`)))}
    from ${sql.table(table.name)}
    where workspace_id = ${workspaceId} and external_id = any(${externalIds}::text[])
    order by external_id for update`.execute(db());
  return new Map(rows.map((row) => [row.externalId, row]));
}

/** Writes whole rows. @returns the id that each external id has: another one when somebody else was faster. */
export async function upsertFacts<Row extends Fact>(
  table: FactTable<Row>,
  workspaceId: string,
  facts: Row[],
): Promise<Map<string, string>> {
  if (facts.length === 0) return new Map();
  const columns = columnsOf(table);
  const { rows } = await sql<Fact>`
    insert into ${sql.table(table.name)} (workspace_id, ${sql.raw(columns.map(({ column }) => column).join(', '))})
    select ${workspaceId}, ${sql.raw(columns.map(({ name }) => `told."${name}"`).join(', '))}
    from jsonb_to_recordset(${toStorableJson(facts)}::jsonb)
      as told(${sql.raw(columns.map(({ name, type }) => `"${name}" ${type}`).join(', '))})
    order by told."externalId"
    on conflict (workspace_id, external_id) do update set updated_at = now(), ${sql.raw(
      columns
        .filter(({ name }) => name !== 'id' && name !== 'externalId')
        .map(({ column }) => `${column} = excluded.${column}`)
        .join(', '),
    )}
    returning id, external_id as "externalId"`.execute(db());
  return new Map(rows.map(({ id, externalId }) => [externalId, id]));
}

function columnsOf<Row extends Fact>(table: FactTable<Row>) {
  return Object.entries<string>(table.columns).map(([name, type]) => ({
    name,
    type,
    column: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  }));
}
