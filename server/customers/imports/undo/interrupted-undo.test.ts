import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, useDatabase } from '../../../../test/support/database.ts';
import { undoAndKill } from '../../../../test/support/imports.ts';
import { systemActor } from '../../../core/actor.ts';
import { pool } from '../../../core/db.ts';
import { importPaths } from '../../index.ts';
import { startUndo } from './start-undo.ts';
import { findUndo } from './store/undos.ts';
import { workUndo } from './work-undo.ts';

useDatabase();

const ROWS = 10_000;
const TIMEOUT_MS = 120_000;
const folder = mkdtempSync(path.join(tmpdir(), 'goodword-undo-'));
afterAll(() => rmSync(folder, { recursive: true }));

const accountsOf = async (workspaceId: string) =>
  (
    await pool().query(
      'select to_jsonb(a) as row from customers.accounts a where workspace_id = $1 order by id',
      [workspaceId],
    )
  ).rows;

function write(from: number, to: number, seats: number): string {
  const file = path.join(folder, 'accounts.csv');
  const rows = Array.from({ length: to - from }, (_none, index) => `A-${from + index},Company,${seats}`);
  writeFileSync(file, `Account ID,Name,Seats\n${rows.join('\n')}\n`);
  return file;
}

it('an undo whose process is killed goes on to the state before the import, and counts nothing twice', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { id: ws } = await makeWorkspace();
  await importPaths(ws, [write(0, ROWS / 2, 1)]);
  await drainJobs();
  const before = await accountsOf(ws);
  await importPaths(ws, [write(0, ROWS, 2)]);
  const { rows } = await pool().query(
    'select id from customers.import_runs where workspace_id = $1 order by created_at desc limit 1',
    [ws],
  );
  const runId: string = rows[0].id;
  await startUndo(systemActor(ws, 'Ann'), runId);
  await undoAndKill(ws, runId);
  const killed = await findUndo(ws, runId);
  expect(killed?.state).toBe('running');
  expect(killed?.doneCount).toBeGreaterThan(0);
  await Promise.all([workUndo(ws, runId), workUndo(ws, runId)]);
  await workUndo(ws, runId);
  expect(await findUndo(ws, runId)).toMatchObject({
    ...{ state: 'done', removedCount: ROWS / 2, restoredCount: ROWS / 2, keptCount: 0, doneCount: ROWS },
  });
  expect(await accountsOf(ws)).toEqual(before);
});
