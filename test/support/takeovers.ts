import { beforeEach, expect } from 'vitest';
import type { ImportRun } from '../../server/customers/imports/schema.ts';
import { drainJobs } from './database.ts';
import { withApiKey } from './http.ts';
import { type Files, sendFiles, useImportSite } from './imports.ts';
import { makeProgram } from './program.ts';

/** Goodword with a new, empty program before each test, into which others are taken over. */
export function useTakeoverSite() {
  const site = useImportSite();
  let [ws, offerId] = ['', ''];
  let headers = { authorization: '' };
  beforeEach(async () => {
    const program = await makeProgram([]);
    [ws, offerId] = [program.id, program.offer.id];
    headers = await withApiKey(ws);
  });

  const call = (method: 'GET' | 'POST', url: string, body?: object) =>
    site.app.inject({ method, url: `/api/v1${url}`, headers, ...(body ? { body } : {}) });

  /** Uploads, says for which offer, and does it. @returns the ids of take-over and import. */
  async function takeOver(family: string, files: Files, act: 'dry-run' | 'run' = 'run') {
    const upload = await sendFiles(site.app, headers, files, `?family=${family}`);
    expect(upload.statusCode, upload.body).toBe(201);
    const importId = upload.json<ImportRun>().id;
    const made = await call('POST', '/takeovers', { importId, offerId });
    expect(made.statusCode, made.body).toBe(201);
    expect((await call('POST', `/imports/${importId}/${act}`)).statusCode).toBe(202);
    await drainJobs();
    return { id: made.json<{ id: string }>().id, importId };
  }

  const view = async (importId: string) => (await call('GET', `/imports/${importId}`)).json<ImportRun>();
  return { call, takeOver, view, workspaceId: () => ws };
}
