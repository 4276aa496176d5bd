import pg from 'pg';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { drainJobs, makeWorkspace } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import { runFiles, uploadFiles, useImportSite } from '../../../test/support/imports.ts';
import { pool } from '../../core/db.ts';
import type { ImportRun } from './schema.ts';

const BATCH_ROWS = 1_000;
const ROWS = 3_500;
const site = useImportSite();

let workspaceId: string;
let headers: { authorization: string };
beforeEach(async () => {
  workspaceId = (await makeWorkspace()).id;
  headers = await withApiKey(workspaceId);
});

const act = (id: string, name: string) =>
  site.app.inject({ method: 'POST', url: `/api/v1/imports/${id}/${name}`, headers });
const view = async (id: string): Promise<ImportRun> =>
  (await site.app.inject({ url: `/api/v1/imports/${id}`, headers })).json();

const accountsFile = (prefix: string) =>
  `Account ID,Name\n${Array.from({ length: ROWS }, (_none, index) => `A-${index},${prefix} ${index}`).join('\n')}\n`;

async function countAccounts(prefix: string): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    'select count(*) from customers.accounts where workspace_id = $1 and name like $2',
    [workspaceId, `${prefix} %`],
  );
  return rows[0]?.count ?? 0;
}

/** Somebody else is writing to this account: a batch that has a row for it comes this far and waits. */
async function holdAccount(externalId: string): Promise<() => Promise<void>> {
  const client = new pg.Client(pool().options.connectionString);
  await client.connect();
  await client.query('begin');
  await client.query(
    'select from customers.accounts where workspace_id = $1 and external_id = $2 for update',
    [workspaceId, externalId],
  );
  return () => client.end();
}

async function waitUntilHeld(): Promise<void> {
  await vi.waitFor(
    async () => {
      const { rows } = await pool().query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows).not.toEqual([]);
    },
    { timeout: 20_000 },
  );
}

/** An import of which one batch is written and the second one is open. */
async function importHalfway() {
  await runFiles(site.app, headers, { 'accounts.csv': `Account ID,Name\nA-1500,Old 1500\n` });
  const { id } = await uploadFiles(site.app, headers, { 'accounts.csv': accountsFile('New') });
  const letGo = await holdAccount('A-1500');
  await act(id, 'run');
  const worker = drainJobs();
  await waitUntilHeld();
  return { id, letGo, worker };
}

describe('a canceled import', () => {
  it('keeps the batches that are written and nothing of the open one, and goes on from there', async () => {
    const { id, letGo, worker } = await importHalfway();
    const canceled = await act(id, 'cancel');
    expect(canceled.json()).toMatchObject({
      state: 'canceled',
      files: [{ counts: { created: BATCH_ROWS } }],
    });
    await letGo();
    await worker;
    expect(await countAccounts('New')).toBe(BATCH_ROWS);
    expect(await view(id)).toMatchObject({
      state: 'canceled',
      files: [{ isFinished: false, counts: { created: BATCH_ROWS, updated: 0 } }],
    });
    expect((await act(id, 'run')).statusCode).toBe(202);
    await drainJobs();
    expect(await view(id)).toMatchObject({
      state: 'done',
      files: [{ counts: { created: ROWS - 1, updated: 1, unchanged: 0, failed: 0 } }],
    });
    expect(await countAccounts('New')).toBe(ROWS);
  });

  it('may be started again before its worker has noticed: every row is still written once', async () => {
    const { id, letGo, worker } = await importHalfway();
    await act(id, 'cancel');
    expect((await act(id, 'run')).statusCode).toBe(202);
    const next = drainJobs();
    await letGo();
    await Promise.all([worker, next]);
    await drainJobs();
    expect(await view(id)).toMatchObject({
      state: 'done',
      files: [{ counts: { created: ROWS - 1, updated: 1, unchanged: 0, failed: 0 } }],
    });
    expect(await countAccounts('New')).toBe(ROWS);
  });

  it('leaves the same file to be imported anew, without duplicates', async () => {
    const { id, letGo, worker } = await importHalfway();
    await act(id, 'cancel');
    await letGo();
    await worker;
    const again = await runFiles(site.app, headers, { 'accounts.csv': accountsFile('New') });
    expect(again.files[0]?.counts).toEqual({
      created: ROWS - BATCH_ROWS - 1,
      updated: 1,
      unchanged: BATCH_ROWS,
      failed: 0,
    });
    expect(await countAccounts('New')).toBe(ROWS);
  });

  it('that still waits writes nothing; the act is kept in the audit, and is refused when nothing runs', async () => {
    const { id } = await uploadFiles(site.app, headers, { 'accounts.csv': accountsFile('New') });
    expect((await act(id, 'cancel')).json()).toMatchObject({ status: 409, code: 'import_not_running' });
    await act(id, 'run');
    expect((await act(id, 'cancel')).json()).toMatchObject({ state: 'canceled' });
    await drainJobs();
    expect(await countAccounts('New')).toBe(0);
    expect((await act(id, 'cancel')).statusCode).toBe(409);
    const { rows } = await pool().query(
      `select action from workspace.audit_entries where workspace_id = $1 and object_id = $2 order by id`,
      [workspaceId, id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['import.created', 'import.started', 'import.canceled']);
  });

  it('needs the permission to import', async () => {
    const { id } = await uploadFiles(site.app, headers, { 'accounts.csv': accountsFile('New') });
    await act(id, 'run');
    const reader = await withApiKey(workspaceId, ['accounts.read']);
    const url = `/api/v1/imports/${id}/cancel`;
    expect((await site.app.inject({ method: 'POST', url, headers: reader })).statusCode).toBe(403);
    expect(await view(id)).toMatchObject({ state: 'queued' });
  });
});

it('a canceled dry run is the draft that it was, and tells nothing', async () => {
  await runFiles(site.app, headers, { 'accounts.csv': `Account ID,Name\nA-1500,Old 1500\n` });
  const { id } = await uploadFiles(site.app, headers, { 'accounts.csv': accountsFile('New') });
  const letGo = await holdAccount('A-1500');
  await act(id, 'dry-run');
  const worker = drainJobs();
  await waitUntilHeld();
  expect((await act(id, 'cancel')).json()).toMatchObject({ state: 'draft' });
  await letGo();
  await worker;
  expect(await view(id)).toMatchObject({ state: 'draft', dryRun: null });
  expect(await countAccounts('New')).toBe(0);
});
