import { sql } from 'kysely';
import { db, inTransaction } from './db.ts';

/** Within a transaction that writes much: what it wrote is counted as soon as it has committed, not seconds later. */
export async function countAtOnce(): Promise<void> {
  await sql`select pg_stat_force_next_flush()`.execute(db());
}

/**
 * Tells the planner how tables have grown: until then it takes a workspace of which it never heard for an empty one,
 * and reads all of it for every row that it looks up.
 * @param least changed rows that make a table worth it, and `leastShare` which share of all its rows they must be.
 * @param precision how many values of a column are remembered; PostgreSQL's own 100 by default.
 */
export async function analyzeGrown({
  least,
  leastShare = 0,
  precision = 100,
}: {
  least: number;
  leastShare?: number;
  precision?: number;
}): Promise<void> {
  const { rows } = await sql<{ table: string }>`
    select format('%I.%I', schemaname, relname) as table from pg_stat_user_tables
    where n_mod_since_analyze >= ${least} and n_mod_since_analyze >= n_live_tup * ${leastShare}::float8
    order by 1`.execute(db());
  if (rows.length === 0) return;
  await inTransaction(async () => {
    await sql`select set_config('default_statistics_target', ${String(precision)}, true)`.execute(db());
    await sql`analyze ${sql.join(rows.map(({ table }) => sql.raw(table)))}`.execute(db());
  });
}
