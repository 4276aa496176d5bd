import { randomBytes } from 'node:crypto';
import { runOnce, type TaskList } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { type Config, readConfig } from '../../server/core/config.ts';
import { closeDatabase, openDatabase, pool } from '../../server/core/db.ts';
import { newId } from '../../server/core/ids.ts';
import { taskList } from '../../server/core/jobs.ts';
import { prepareRooms } from '../../server/main.ts';
import { createWorkspace } from '../../server/workspace/index.ts';

const POOL_SIZES = { pool: 8, hotPool: 2 };
export const TEST_SECRET = 'a-secret-for-tests-only';

/** The settings under which tests run. */
export function testConfig(env: Record<string, string> = {}): Config {
  return readConfig({ GOODWORD_SECRET: TEST_SECRET, PUBLIC_URL: 'http://localhost:4400', ...env });
}

/** Gives the test file a database of its own, cloned from the template, with every room prepared. */
export function useDatabase(config = testConfig()): void {
  const name = `test_${randomBytes(8).toString('hex')}`;
  beforeAll(async () => {
    await runOnServer(`create database ${name} template ${inject('template')}`);
    openDatabase(databaseUrl(name), POOL_SIZES);
    prepareRooms(config);
  });
  afterAll(async () => {
    await closeDatabase();
    await runOnServer(`drop database ${name} with (force)`);
  });
}

/** A workspace that no other test sees, with an owner. */
export async function makeWorkspace(name = 'Test company') {
  const slug = newId('w').slice(2);
  return createWorkspace(
    { name, slug, timeZone: 'UTC', currency: 'USD', locale: 'en', isSample: false },
    { email: `owner-${slug}@example.com`, name: 'Owner', password: 'correct horse battery' },
  );
}

/**
 * Works the queue until nothing that is due is left; a failing job fails the test.
 * @param last tasks that wait until the others are done, as they wait for more of the same where the clock is not set.
 */
export async function drainJobs({ last = [] }: { last?: readonly string[] } = {}): Promise<void> {
  const others = Object.fromEntries(Object.entries(taskList()).filter(([name]) => !last.includes(name)));
  if (last.length > 0) await workJobs(others);
  // A round ends while the job before still holds its queue.
  while (await hasDueJobs()) await workJobs(taskList());
  const { rows } = await pool().query<{ last_error: string }>(
    'select last_error from graphile_worker._private_jobs where last_error is not null',
  );
  if (rows[0]) throw new Error(`a job failed: ${rows[0].last_error}`);
}

async function workJobs(tasks: TaskList): Promise<void> {
  await runOnce({ pgPool: pool(), taskList: tasks, noHandleSignals: true, logger: undefined });
}

async function hasDueJobs(): Promise<boolean> {
  const { rows } = await pool().query(
    `select from graphile_worker._private_jobs
     where run_at <= now() and locked_at is null and attempts < max_attempts limit 1`,
  );
  return rows.length > 0;
}

function databaseUrl(name: string): string {
  return inject('serverUrl').replace(/\/[^/]+$/, `/${name}`);
}

async function runOnServer(statement: string): Promise<void> {
  const client = new pg.Client(inject('serverUrl'));
  await client.connect();
  await client.query(statement);
  await client.end();
}
