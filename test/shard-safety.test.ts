import { describe, expect, it } from 'vitest';
import { REFERENCE_TABLES } from '../server/commands/citus/plan.ts';
import { pool } from '../server/core/db.ts';
import { useDatabase } from './support/database.ts';

useDatabase();

/** Above workspaces on purpose: who signs in, and what was migrated. */
function isAbove(table: string): boolean {
  return table === 'core.migrations' || (table in REFERENCE_TABLES && table !== 'workspace.workspaces');
}

interface KeyRow {
  table: string;
  key: string;
  columns: string[];
}

describe('every table', () => {
  it('has workspace_id in its primary key and in every unique key', async () => {
    const { rows } = await pool().query<KeyRow>(`
      select c.oid::regclass::text as "table", i.indexrelid::regclass::text as key,
        array(select a.attname::text from unnest(i.indkey) k join pg_attribute a on a.attrelid = c.oid and a.attnum = k) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_index i on i.indrelid = c.oid and i.indisunique
      where ${OUR_TABLES}`);
    expect(rows.length).toBeGreaterThan(0);
    expect(offenders(rows)).toEqual([]);
  });

  it('has workspace_id in every foreign key to a sharded table', async () => {
    const { rows } = await pool().query<KeyRow & { refers: string }>(`
      select c.oid::regclass::text as "table", f.conname as key, f.confrelid::regclass::text as refers,
        array(select a.attname::text from unnest(f.conkey) k join pg_attribute a on a.attrelid = c.oid and a.attnum = k) as columns
      from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
      where f.contype = 'f' and ${OUR_TABLES}`);
    expect(offenders(rows.filter((row) => !isAbove(row.refers)))).toEqual([]);
  });

  it('has a primary key', async () => {
    const { rows } = await pool().query<{ table: string }>(`
      select c.oid::regclass::text as "table" from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${OUR_TABLES} and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary)`);
    expect(rows).toEqual([]);
  });
});

describe('the check itself', () => {
  it('finds a table that breaks the rule', async () => {
    expect(offenders([{ table: 'tracking.planted', key: 'planted_key', columns: ['id'] }])).toEqual([
      'tracking.planted: planted_key',
    ]);
  });
});

// A table's own rules; partitions inherit them from their parent.
const OUR_TABLES = `c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_'
  and n.nspname not in ('information_schema', 'graphile_worker', 'public')`;

function offenders(rows: KeyRow[]): string[] {
  return (
    rows
      .filter(({ table, columns }) => !isAbove(table) && !columns.includes('workspace_id'))
      // The slug is the one name by which a workspace is found before it is known.
      .filter(({ key }) => key !== 'workspace.workspaces_by_slug')
      .map(({ table, key }) => `${table}: ${key}`)
  );
}
