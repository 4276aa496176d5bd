import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { pool } from '../../server/core/db.ts';
import type { App } from '../../server/core/http/server.ts';
import type { ImportRun } from '../../server/customers/imports/schema.ts';
import { createApp } from '../../server/main.ts';
import { drainJobs, testConfig, useDatabase } from './database.ts';

/** Imports in a process of its own, which tells of each batch by a line. */
const IMPORT_IN_CHILD = `
  const [url, workspaceId, file] = process.argv.slice(1);
  const { openDatabase } = await import('./server/core/db.ts');
  const { readConfig } = await import('./server/core/config.ts');
  const { prepareRooms } = await import('./server/main.ts');
  const { importPaths } = await import('./server/customers/index.ts');
  openDatabase(url);
  prepareRooms(readConfig({ GOODWORD_SECRET: 'a-secret-for-tests-only' }));
  await importPaths(workspaceId, [file], { onProgress: ({ rowsDone }) => console.log(rowsDone) });
`;

/** Works an undo in a process of its own. */
const UNDO_IN_CHILD = `
  const [url, workspaceId, runId] = process.argv.slice(1);
  const { openDatabase } = await import('./server/core/db.ts');
  const { readConfig } = await import('./server/core/config.ts');
  const { prepareRooms } = await import('./server/main.ts');
  const { workUndo } = await import('./server/customers/imports/undo/work-undo.ts');
  openDatabase(url);
  prepareRooms(readConfig({ GOODWORD_SECRET: 'a-secret-for-tests-only' }));
  await workUndo(workspaceId, runId);
`;

export interface ImportSite {
  app: App;
  /** Where uploads are kept. */
  dataDir: string;
}

/** Goodword with a database and a data folder of the test file's own. */
export function useImportSite(): ImportSite {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'goodword-imports-'));
  const config = testConfig({ GOODWORD_DATA_DIR: dataDir });
  useDatabase(config);
  let app: App;
  beforeAll(async () => {
    app = await createApp(config);
  });
  afterAll(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true });
  });
  return {
    dataDir,
    get app() {
      return app;
    },
  };
}

export type Files = Record<string, string | Uint8Array<ArrayBuffer>>;
type Headers = Record<string, string>;

/** Sends files as a browser's form does. */
export async function sendFiles(app: App, headers: Headers, files: Files, query = '') {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append('files', new Blob([content]), name);
  const request = new Request('http://localhost', { method: 'POST', body: form });
  return app.inject({
    method: 'POST',
    url: `/api/v1/imports${query}`,
    headers: { ...headers, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
}

/** A draft of these files. */
export async function uploadFiles(app: App, headers: Headers, files: Files): Promise<ImportRun> {
  const answer = await sendFiles(app, headers, files);
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json();
}

/** These files, imported. */
export async function runFiles(app: App, headers: Headers, files: Files): Promise<ImportRun> {
  const { id } = await uploadFiles(app, headers, files);
  const answer = await app.inject({ method: 'POST', url: `/api/v1/imports/${id}/run`, headers });
  expect(answer.statusCode).toBe(202);
  await drainJobs();
  return (await app.inject({ url: `/api/v1/imports/${id}`, headers })).json();
}

/** Imports a file of this machine in a process that is killed when it has brought in the first batch. */
export async function importAndKill(workspaceId: string, file: string): Promise<void> {
  const child = startChild(IMPORT_IN_CHILD, workspaceId, file);
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Undoes an import in a process that is killed when it has done the first batch. */
export async function undoAndKill(workspaceId: string, runId: string): Promise<void> {
  const child = startChild(UNDO_IN_CHILD, workspaceId, runId);
  const exited = once(child, 'exit');
  const isBegun = `select from customers.import_undos where workspace_id = $1 and run_id = $2 and done_count > 0`;
  while ((await pool().query(isBegun, [workspaceId, runId])).rowCount === 0);
  child.kill('SIGKILL');
  await exited;
}

function startChild(code: string, ...args: string[]) {
  const url = pool().options.connectionString ?? '';
  return spawn(process.execPath, ['--input-type=module', '--eval', code, url, ...args], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
