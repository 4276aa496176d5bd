import { expect } from 'vitest';
import type { App } from '../../server/core/http/server.ts';
import type { ImportRun } from '../../server/customers/imports/schema.ts';
import { drainJobs } from './database.ts';

export type Files = Record<string, string | Uint8Array<ArrayBuffer>>;
type Headers = Record<string, string>;

/** Sends files as a browser's form does. */
export async function sendFiles(app: App, headers: Headers, files: Files) {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append('files', new Blob([content]), name);
  const request = new Request('http://localhost', { method: 'POST', body: form });
  return app.inject({
    method: 'POST',
    url: '/api/v1/imports',
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
