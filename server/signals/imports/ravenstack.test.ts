import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drainJobs, makeWorkspace, testConfig, useDatabase } from '../../../test/support/database.ts';
import { withApiKey } from '../../../test/support/http.ts';
import type { App } from '../../core/http/server.ts';
import { listAccountIds } from '../../customers/index.ts';
import { createApp } from '../../main.ts';
import { listAccountFacts } from '../index.ts';

const FOLDER = new URL('../../../../shared/data/ravenstack/', import.meta.url);
const FILES = ['accounts', 'subscriptions', 'feature_usage', 'support_tickets', 'churn_events'];
const IMPORT_TIMEOUT_MS = 180_000;
const hasData = existsSync(FOLDER);
if (!hasData) process.stdout.write('skipped: the RavenStack files are not beside the project\n');

useDatabase();

let app: App;
let ws: string;
let headers: { authorization: string };
beforeAll(async () => {
  app = await createApp(testConfig());
  ws = (await makeWorkspace()).id;
  headers = await withApiKey(ws);
});
afterAll(() => app.close());

interface FileResult {
  objectName: string;
  questions: unknown[];
  counts: { created: number; updated: number; unchanged: number; failed: number };
}

async function importFiles(names: string[]): Promise<FileResult[]> {
  const form = new FormData();
  for (const name of names) {
    const file = `ravenstack_${name}.csv`;
    form.append('files', new Blob([readFileSync(new URL(file, FOLDER))]), file);
  }
  const request = new Request('http://localhost', { method: 'POST', body: form });
  const payload = Buffer.from(await request.arrayBuffer());
  const type = { 'content-type': request.headers.get('content-type') ?? '' };
  const upload = await app.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: { ...headers, ...type },
    payload,
  });
  const { id } = upload.json<{ id: string }>();
  await app.inject({ method: 'POST', url: `/api/v1/imports/${id}/run`, headers });
  await drainJobs();
  const run = await app.inject({ url: `/api/v1/imports/${id}`, headers });
  return run.json<{ files: FileResult[] }>().files;
}

it.skipIf(!hasData)(
  'the RavenStack files map by themselves, without one question, and a second time change nothing',
  async () => {
    const files = await importFiles(FILES);
    expect(files.map(({ objectName }) => objectName).toSorted()).toEqual([
      'accounts',
      'churnEvents',
      'subscriptions',
      'tickets',
      'usage',
    ]);
    expect(files.flatMap(({ questions }) => questions)).toEqual([]);
    expect(files.map(({ counts }) => counts.failed)).toEqual([0, 0, 0, 0, 0]);
    const again = await importFiles(['support_tickets', 'churn_events']);
    expect(again.map(({ counts }) => counts)).toEqual([
      { created: 0, updated: 0, unchanged: 2_000, failed: 0 },
      { created: 0, updated: 0, unchanged: 600, failed: 0 },
    ]);
    const facts = await listAccountFacts(ws, await listAccountIds(ws), new Date('2024-12-31T12:00:00Z'));
    expect(facts).toHaveLength(500);
    const mrr = facts.reduce((sum, { mrrMinor }) => sum + (mrrMinor ?? 0), 0);
    expect(mrr).toBe(1_015_960_800);
  },
  IMPORT_TIMEOUT_MS,
);
