import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { runMigrations as migrateJobs } from 'graphile-worker';
import type { PoolClient } from 'pg';
import { pool } from './db.ts';

const MIGRATIONS_DIR = new URL('../migrations/', import.meta.url);
// Any number serves; it must stay the same for ever.
const ADVISORY_LOCK = 7_463_001;

/**
 * Applies every migration that is not applied yet, each in its own transaction, under an advisory lock.
 * @returns the names that were applied now.
 * @throws Error when an applied migration was edited afterwards.
 */
export async function migrate(): Promise<string[]> {
  const client = await pool().connect();
  try {
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await migrateJobs({ pgPool: pool() });
    return await applyPending(client);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [ADVISORY_LOCK]);
    client.release();
  }
}

async function applyPending(client: PoolClient): Promise<string[]> {
  await client.query(`
    create schema if not exists core;
    create table if not exists core.migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from core.migrations',
  );
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  const pending: string[] = [];
  for (const name of migrationNames()) {
    const text = readFileSync(new URL(name, MIGRATIONS_DIR), 'utf8');
    const checksum = createHash('sha256').update(text).digest('hex');
    const known = applied.get(name);
    if (known && known !== checksum) throw new Error(`Migration ${name} was changed after it was applied.`);
    if (known) continue;
    await applyOne(client, name, text, checksum);
    pending.push(name);
  }
  return pending;
}

function migrationNames(): string[] {
  return readdirSync(MIGRATIONS_DIR)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

async function applyOne(client: PoolClient, name: string, text: string, checksum: string): Promise<void> {
  try {
    await client.query('begin');
    await client.query(text);
    await client.query('insert into core.migrations (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed.`, { cause: error });
  }
}
