import { type RawBuilder, sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { HeldData, PersonKeys } from '../held-data.ts';

const ROWS_PER_READ = 500;

/** What opens something or only the installation can read, and what is made of the other columns for searching. */
const WITHHELD = /^(workspace_id|search_key|name_key|sealed(_.*)?|(token|password|key)_hash)$/;

type Row = Record<string, unknown>;

/** The person's rows of a table, as they stand there, without what is withheld. Within a transaction. */
export async function* eachHeldRow(
  workspaceId: string,
  held: HeldData,
  keys: PersonKeys,
): AsyncGenerator<Row> {
  const condition = isOf(held, keys);
  if (!condition) return;
  const cursor = sql.id('person_data');
  await sql`declare ${cursor} no scroll cursor for
    select to_jsonb(t) as row from ${sql.table(held.table)} t
    where t.workspace_id = ${workspaceId} and (${condition})`.execute(db());
  try {
    for (;;) {
      const { rows } = await sql<{ row: Row }>`fetch ${sql.lit(ROWS_PER_READ)} from ${cursor}`.execute(db());
      for (const { row } of rows) yield withoutWithheld(row);
      if (rows.length < ROWS_PER_READ) return;
    }
  } finally {
    await sql`close ${cursor}`.execute(db());
  }
}

/** The keys that the person's rows of this table give, by kind. */
export async function selectGiven(
  workspaceId: string,
  held: HeldData,
  keys: PersonKeys,
): Promise<{ kind: string; value: string }[]> {
  const condition = isOf(held, keys);
  if (!condition || !held.gives) return [];
  const { rows } = await sql<{ kind: string; value: string }>`
    select distinct given.kind, case given.kind when 'email' then lower(given.value) else given.value end as value
    from ${sql.table(held.table)} t cross join lateral (values ${sql.join(
      Object.entries(held.gives).map(([column, kind]) => sql`(${kind}::text, t.${sql.ref(column)}::text)`),
    )}) as given (kind, value)
    where t.workspace_id = ${workspaceId} and (${condition}) and given.value is not null`.execute(db());
  return rows;
}

/** Null where the person has no key by which a row of the table could be theirs. */
export function isOf(
  { of, mentions = [] }: Pick<HeldData, 'of' | 'mentions'>,
  keys: PersonKeys,
): RawBuilder<unknown> | null {
  const conditions: RawBuilder<unknown>[] = [];
  for (const [column, kinds] of Object.entries(of))
    for (const kind of [kinds].flat()) {
      const values = [...(keys.get(kind) ?? [])];
      if (values.length === 0) continue;
      const own = sql`t.${sql.ref(column)}`;
      // Without a cast the values are of the column's own type, whose index is used: visitors, for instance, are UUIDs.
      conditions.push(sql`${kind === 'email' ? sql`lower(${own})` : own} = any(${values})`);
    }
  const addresses = [...(keys.get('email') ?? [])].map((email) => `%${email.replace(/[\\%_]/g, '\\$&')}%`);
  if (addresses.length > 0)
    for (const column of mentions)
      conditions.push(sql`t.${sql.ref(column)}::text ilike any(${addresses}::text[])`);
  return conditions.length > 0 ? sql.join(conditions, sql` or `) : null;
}

function withoutWithheld(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !WITHHELD.test(column)));
}
