import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { db } from '../../server/core/db.ts';
import { type HeldData, listHeldData, type ReadData } from '../../server/customers/privacy/held-data.ts';

/** Where the rooms below the record keep what they say themselves, and by which column they know whose a row is. */
const READ: Record<string, { table: string; of: Record<string, string> }> = {
  mails: { table: 'core.mails', of: { recipient: 'email' } },
  audit_entries: { table: 'workspace.audit_entries', of: { object_id: 'person' } },
};

/** The tables in which the person's rows stand. */
export function listPersonTables(): string[] {
  return listHeldData().map(tableOf);
}

const tableOf = ({ table }: { table: string }) => READ[table]?.table ?? table;

/** What opens something, what is made of other columns, and what is not about the person. */
const NOT_TOLD =
  /(\.(workspace_id|search_key|name_key|token_hash|password_hash|key_hash)|\.sealed\w*|audit_entries\.(actor_id|request_id|detail_hash|seal|chain_hash|blank_seal))$/;

interface Column {
  name: string;
  type: string;
}

/**
 * Puts one row of the person into each table that a room holds, every text of it unmistakable. In a transaction that is
 * rolled back: what guards the tables is switched off in it.
 * @param keys of the person, by kind.
 * @returns what stands where, by `schema.table.column`.
 */
export async function plantPersonData(
  ws: string,
  keys: Record<string, string>,
): Promise<Map<string, string>> {
  await sql`set local session_replication_role = replica`.execute(db());
  const planted = new Map<string, string>();
  const known = new Map(Object.entries(keys));
  let waiting = listHeldData().filter(({ table }) => table !== 'customers.people');
  while (waiting.length > 0) {
    const ready = waiting.filter((held) => keyOf(held, known));
    if (ready.length === 0) throw new Error(`nothing leads to ${waiting.map(({ table }) => table).join()}`);
    for (const held of ready) await plantRow(ws, held, known, planted);
    waiting = waiting.filter((held) => !ready.includes(held));
  }
  return planted;
}

function keyOf(held: HeldData | ReadData, known: Map<string, string>): Record<string, string> | null {
  const of = 'read' in held ? (READ[held.table]?.of ?? {}) : held.of;
  for (const [column, kinds] of Object.entries(of)) {
    const value = known.get([kinds].flat()[0] ?? '');
    if (value) return { [column]: value };
  }
  const [mention] = 'read' in held ? [] : (held.mentions ?? []);
  return mention ? { [mention]: `zq mentions ${known.get('email')}` } : null;
}

async function plantRow(
  ws: string,
  held: HeldData | ReadData,
  known: Map<string, string>,
  planted: Map<string, string>,
): Promise<void> {
  const table = tableOf(held);
  await dropChecks(table);
  const own = { workspace_id: ws, ...keyOf(held, known) };
  const row: Record<string, unknown> = {};
  for (const { name, type } of await columnsOf(table)) {
    const place = `${table}.${name}`;
    const marker =
      own[name as keyof typeof own] ?? (type === 'uuid' ? randomUUID() : `zq${planted.size}x${name}`);
    row[name] = plantedValue(type, marker);
    if (isText(type) && !NOT_TOLD.test(place)) planted.set(place, marker);
    const kind = 'gives' in held ? held.gives?.[name] : undefined;
    if (kind && !known.has(kind)) known.set(kind, marker);
  }
  await sql`insert into ${sql.table(table)} (${sql.join(Object.keys(row).map((name) => sql.ref(name)))})
    select ${sql.join(Object.keys(row).map((name) => sql.ref(name)))}
    from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(row)}::jsonb)`.execute(db());
}

const isText = (type: string) => ['text', 'uuid', 'jsonb', 'text[]'].includes(type);

function plantedValue(type: string, marker: string): unknown {
  if (type === 'text' || type === 'uuid') return marker;
  if (type === 'jsonb') return { told: marker };
  if (type === 'text[]') return [marker];
  if (type.startsWith('timestamp') || type === 'date') return new Date().toISOString();
  if (type === 'boolean') return true;
  if (type === 'bytea') return '\\x00';
  return type.endsWith('range') ? 'empty' : 1;
}

async function columnsOf(table: string): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select attname as name, regexp_replace(format_type(atttypid, null), ' .*', '') as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      and attgenerated = '' and attidentity = ''`.execute(db());
  return rows;
}

async function dropChecks(table: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select conname as name from pg_constraint
    where contype = 'c' and conrelid = ${table}::regclass and coninhcount = 0`.execute(db());
  for (const { name } of rows)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.id(name)}`.execute(db());
}
