import { sql } from 'kysely';
import { db } from '../../server/core/db.ts';

/** Every word of every table of a company. */
export async function textOfWorkspace(ws: string): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    where a.attname = 'workspace_id' and c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname !~ '^(pg_|graphile)'`.execute(db());
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string | null }>`
      select string_agg(to_jsonb(t)::text, ' ') as text from ${sql.table(name)} t where workspace_id = ${ws}`.execute(
      db(),
    );
    texts.push(rows[0]?.text ?? '');
  }
  return texts.join(' ');
}
