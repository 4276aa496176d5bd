import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { now } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import { uploadFolder } from './receive-files.ts';
import { listFiles, listUploadPaths } from './store/files.ts';
import { deleteRun, listStaleRuns } from './store/runs.ts';
import { UNDO_DAYS } from './undo/rules.ts';
import { deleteNotesBefore } from './undo/store/notes.ts';
import { deleteUploads } from './work-import.ts';

const DAY_MS = 24 * 3_600_000;
const NOTES_LIFETIME_MS = (UNDO_DAYS + 1) * DAY_MS;
const RUN_LIFETIME_MS = 7 * DAY_MS;

/**
 * Forgets drafts that nobody went on with for a week, and deletes uploads that are of no more use: of those drafts,
 * of failed and canceled imports, and of requests that were cut off.
 */
export async function cleanImports(config: Config): Promise<void> {
  for (const { workspaceId, id, state } of await listStaleRuns(before(RUN_LIFETIME_MS))) {
    const files = await listFiles(workspaceId, [id]);
    if (state === 'draft') await deleteRun(workspaceId, id);
    await deleteUploads(files);
  }
  await deleteNotesBefore(before(NOTES_LIFETIME_MS));
  const known = new Set(await listUploadPaths());
  const folder = uploadFolder(config);
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    if (known.has(file)) continue;
    const { mtime } = await stat(file);
    if (mtime < before(DAY_MS)) await rm(file, { force: true });
  }
}

function before(ms: number): Date {
  return new Date(now().getTime() - ms);
}
