import type { PoolClient } from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../../test/support/child.ts';
import { useDatabase } from '../../../test/support/database.ts';
import { pool } from '../../core/db.ts';
import { readCatalog } from './catalog.ts';
import { takeSteps } from './distribute.ts';
import { planDistribution } from './plan.ts';

useDatabase();

/** The plan of the schema with something planted in it, which is gone afterwards. */
async function planWith(statement: string) {
  const client = await pool().connect();
  try {
    await client.query('begin');
    await client.query(statement);
    return planDistribution(await readCatalog(client));
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('the plan for a cluster', () => {
  it('holds every table once, after what it refers to, and says why; nothing stands in its way', async () => {
    const { steps, faults } = await planWith('select 1');
    expect(faults).toEqual([]);
    const { rows } = await pool().query(`
      select table_schema || '.' || table_name as name from information_schema.tables
      join pg_class on pg_class.oid = format('%I.%I', table_schema, table_name)::regclass
      where table_type = 'BASE TABLE' and table_schema !~ '^(pg_|information_schema|public)' and not relispartition`);
    expect(steps.map(({ table }) => table).toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
    for (const { reason } of steps) expect(reason).not.toContain('nobody');
    const catalog = await planCatalog();
    const place = new Map(steps.map(({ table }, index) => [table, index]));
    for (const { name, foreignKeys } of catalog.tables)
      for (const { refers } of foreignKeys)
        expect(place.get(refers), `${name} refers to ${refers}`).toBeLessThanOrEqual(place.get(name) ?? -1);
  });

  it('lays a workspace’s clicks, links, usage and ledger together, and the queue nowhere else', async () => {
    const { steps } = await planWith('select 1');
    const kindOf = new Map(steps.map((step) => [step.table, step]));
    const [first] = steps.filter(({ kind }) => kind === 'distributed');
    for (const table of [
      'tracking.clicks',
      'tracking.links',
      'signals.usage_events',
      'commissions.ledger_lines',
    ]) {
      expect(kindOf.get(table)?.kind, table).toBe('distributed');
      expect([kindOf.get(table)?.colocateWith, table]).toContain(first?.table);
    }
    expect(kindOf.get('workspace.sessions')?.kind).toBe('reference');
    expect(kindOf.get('graphile_worker._private_jobs')?.kind).toBe('local');
  });

  it('names every trigger with what it needs, and every function with where it runs', async () => {
    const { notes } = await planWith('select 1');
    const noteOf = (text: string) => notes.find(({ what }) => what.includes(text));
    expect(noteOf('balanced on commissions.ledger_entries')).toMatchObject({
      what: expect.stringContaining('at commit'),
      advice: expect.stringContaining('allow_nested_distributed_execution'),
    });
    const plain = noteOf('stays on payouts.invoices');
    expect(plain?.advice).toContain('enable_unsafe_triggers');
    expect(plain?.advice).not.toContain('allow_nested');
    expect(noteOf('commissions.book_commissions(')?.advice).toContain('create_distributed_function');
  });

  it.each([
    ['create table tracking.planted (id text primary key)', 'tracking.planted has no workspace_id'],
    [
      'create table tracking.planted (workspace_id text, id text primary key)',
      'planted_pkey on tracking.planted is unique over (id)',
    ],
    [
      `create table tracking.planted (workspace_id text, id text, primary key (workspace_id, id),
         exclude using gist (id with =))`,
      'is unique over (id)',
    ],
    [
      `alter table core.migrations add column workspace_id text references workspace.workspaces (workspace_id)`,
      'refers from core.migrations (local) to workspace.workspaces (reference)',
    ],
    [
      `create table tracking.planted (workspace_id text, owner text, primary key (workspace_id),
         foreign key (owner) references tracking.target (workspace_id))`,
      'refers from tracking.planted (distributed) to tracking.target (distributed)',
    ],
  ])('is refused after "%s"', async (statement, expected) => {
    const { faults } = await planWith(
      `create table tracking.target (workspace_id text primary key); ${statement}`,
    );
    expect(faults.map(({ what }) => what).join('\n')).toContain(expected);
  });
});

async function planCatalog() {
  const client = await pool().connect();
  try {
    return await readCatalog(client);
  } finally {
    client.release();
  }
}

describe('the steps', () => {
  // What Citus adds to a database, as far as it is asked: it is not installed here.
  beforeEach(() =>
    pool().query(`
      drop schema if exists stand_in cascade;
      create schema stand_in;
      create table stand_in.laid (table_name regclass, citus_table_type text, colocated text);
      create view stand_in.citus_tables as select * from stand_in.laid;
      create function stand_in.create_reference_table(t regclass) returns void language sql as
        $$ insert into stand_in.laid values (t, 'reference', null) $$;
      create function stand_in.create_distributed_table(t regclass, c text, colocate_with text) returns void
        language sql as $$ insert into stand_in.laid values (t, 'distributed', colocate_with) $$;`),
  );

  it('are taken once each; a second run finds them done', async () => {
    const client: PoolClient = await pool().connect();
    const { steps } = planDistribution(await readCatalog(client));
    const ours = steps.filter(({ table }) => !table.startsWith('stand_in.'));
    await client.query('set search_path = stand_in, public');
    const wanted = ours.filter(({ kind }) => kind !== 'local').map(({ table }) => table);
    expect(await takeSteps(client, ours)).toEqual({ done: wanted, skipped: [] });
    expect(await takeSteps(client, ours)).toEqual({ done: [], skipped: wanted });
    const { rows } = await client.query("select count(*) from stand_in.laid where colocated = 'none'");
    expect(rows).toEqual([{ count: 1 }]);
    await client.query(
      "update stand_in.laid set citus_table_type = 'reference' where table_name = 'tracking.clicks'::regclass",
    );
    await expect(takeSteps(client, ours)).rejects.toThrow('tracking.clicks is reference already');
    await client.query('reset search_path');
    client.release();
    await pool().query('drop schema stand_in cascade');
  });
});

describe('"goodword distribute"', { timeout: 120_000 }, () => {
  const run = (...options: string[]) =>
    runCli(['distribute', ...options], { DATABASE_URL: pool().options.connectionString ?? '' });

  it('shows the plan, and refuses a database without Citus with a sentence', async () => {
    const dry = await run('--dry-run', '--json');
    expect(dry.code).toBe(0);
    expect(JSON.parse(dry.stdout).steps.length).toBeGreaterThan(50);
    const refused = await run();
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('This PostgreSQL has no citus extension.');
  });
});
