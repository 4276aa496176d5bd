import type { PoolClient } from 'pg';

/** A table as a backup keeps it. */
export interface KeptTable {
  /** With its schema, quoted where needed. */
  name: string;
  /** Quoted, without generated ones. */
  columns: string[];
  /** First days of the months that a partitioned table holds. */
  months: string[];
}

/** Every table of ours and of the job queue, referenced ones before those that refer to them. */
export async function listTablesToKeep(client: PoolClient): Promise<KeptTable[]> {
  const { rows } = await client.query<KeptTable & { oid: number; refers: number[] }>(`
    select c.oid::int, c.oid::regclass::text as name,
      (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(to_char(to_date(right(i.inhrelid::regclass::text, 6), 'YYYYMM'), 'YYYY-MM-DD'))
        from pg_inherits i where i.inhparent = c.oid and i.inhrelid::regclass::text ~ '_[0-9]{6}$'), '{}') as months,
      coalesce((select array_agg(distinct f.confrelid::int) from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '{}') as refers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
      and c.relname <> 'migrations'
    order by name`);
  return inOrderOfReference(rows).map(({ name, columns, months }) => ({ name, columns, months }));
}

function inOrderOfReference<Table extends { oid: number; refers: number[] }>(tables: Table[]): Table[] {
  const byOid = new Map(tables.map((table) => [table.oid, table]));
  const ordered = new Set<Table>();
  const place = (table: Table, above: Set<number>) => {
    if (ordered.has(table) || above.has(table.oid)) return;
    for (const oid of table.refers) {
      const referred = byOid.get(oid);
      if (referred) place(referred, new Set([...above, table.oid]));
    }
    ordered.add(table);
  };
  for (const table of tables) place(table, new Set());
  return [...ordered];
}

/** Sequences that were used, with their last value. */
export async function listSequences(client: PoolClient): Promise<{ name: string; value: number }[]> {
  const { rows } = await client.query<{ name: string; value: number }>(`
    select format('%I.%I', schemaname, sequencename) as name, last_value as value
    from pg_sequences where last_value is not null order by 1`);
  return rows;
}

/** Which of these tables hold any row. */
export async function listTablesWithRows(client: PoolClient, tables: string[]): Promise<string[]> {
  const filled: string[] = [];
  for (const table of tables) {
    const { rowCount } = await client.query(`select 1 from ${table} limit 1`);
    if (rowCount) filled.push(table);
  }
  return filled;
}
