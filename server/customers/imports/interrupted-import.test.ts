import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, useDatabase } from '../../../test/support/database.ts';
import { importAndKill } from '../../../test/support/imports.ts';
import { setClock } from '../../core/clock.ts';
import { pool } from '../../core/db.ts';
import { addJob } from '../../core/jobs.ts';
import { importPaths } from '../index.ts';

useDatabase();

const ROWS = 10_000;
/** Starts a second process and works the queue of everything that listens. */
const TIMEOUT_MS = 120_000;
const folder = mkdtempSync(path.join(tmpdir(), 'goodword-interrupted-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => setClock());

function writeAccounts(): string {
  const file = path.join(folder, 'accounts.csv');
  const rows = Array.from({ length: ROWS }, (_none, index) => {
    // Every tenth row is one that fails, every hundredth repeats an earlier one.
    const id = index % 100 === 99 ? index - 50 : index;
    return `A-${id},Company ${id},${index % 10 === 0 ? 'many' : id % 500}`;
  });
  writeFileSync(file, `Account ID,Name,Seats\n${rows.join('\n')}\n`);
  return file;
}

async function accountsOf(workspaceId: string) {
  const { rows } = await pool().query(
    'select external_id, name, seats from customers.accounts where workspace_id = $1 order by external_id',
    [workspaceId],
  );
  return rows;
}

async function runOf(workspaceId: string) {
  const { rows } = await pool().query(
    `select r.state, f.rows_done, f.created_count, f.updated_count, f.unchanged_count, f.failed_count,
       (select count(*) from customers.import_errors e where e.file_id = f.id) as errors
     from customers.import_runs r join customers.import_files f on f.run_id = r.id where r.workspace_id = $1`,
    [workspaceId],
  );
  return rows[0];
}

it('a run whose process is killed goes on by itself, to the same data and the same counts', {
  timeout: TIMEOUT_MS,
}, async () => {
  const file = writeAccounts();
  const [whole, broken] = [await makeWorkspace(), await makeWorkspace()];
  await importAndKill(broken.id, file);
  const left = await runOf(broken.id);
  expect(left).toMatchObject({ state: 'running' });
  expect(left.rows_done).toBeGreaterThan(0);
  expect(left.rows_done).toBeLessThan(ROWS);
  expect(left.rows_done).toBe(
    left.created_count + left.updated_count + left.unchanged_count + left.failed_count,
  );

  await addJob('customers.resume-imports', {});
  await drainJobs();
  expect(await runOf(broken.id), 'the lease of the killed process holds for a minute').toEqual(left);
  setClock(() => new Date(Date.now() + 120_000));
  await addJob('customers.resume-imports', {});
  await drainJobs();
  await importPaths(whole.id, [file]);
  expect(await runOf(broken.id)).toEqual(await runOf(whole.id));
  expect(await runOf(broken.id)).toMatchObject({
    state: 'done',
    rows_done: ROWS,
    failed_count: ROWS / 10,
    errors: ROWS / 10,
  });
  expect(await accountsOf(broken.id)).toEqual(await accountsOf(whole.id));
});
