import { rm } from 'node:fs/promises';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { analyzeGrown, countAtOnce } from '../../core/statistics.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { type Defaults, rowReader } from './columns/read-cells.ts';
import { holdRun, LostRun, type RunHold } from './hold-run.ts';
import { inImportOrder } from './import-order.ts';
import { findObjectOf } from './own-fields.ts';
import { UnreadableFile } from './reading/format.ts';
import { readBatches } from './reading/read-batches.ts';
import type { ImportContext } from './registry.ts';
import { saveRows } from './save-rows.ts';
import type { ImportCounts } from './schema.ts';
import { insertErrors } from './store/errors.ts';
import { advanceFile, type FileRow, finishFile, listFiles } from './store/files.ts';
import { insertResults } from './store/results.ts';
import { findRun } from './store/runs.ts';
import { noteImport } from './undo/store/notes.ts';

const MAX_ATTEMPTS = 5;
/** After so many rows of a file the planner is told how the tables have grown. */
const ANALYZED_AFTER = [1_000, 4_000, 16_000, 64_000, 256_000, 1_024_000];

export interface ImportProgress {
  fileName: string;
  objectName: string;
  /** Of this file, failed ones included. */
  rowsDone: number;
  bytesDone: number;
  sizeBytes: number;
}

type OnProgress = (progress: ImportProgress) => void;

/**
 * Works a run to its end, from wherever an earlier worker left it: each batch commits together with how far it got,
 * so nothing is saved twice or left out. Does nothing while another worker has the run, and stops within a batch when
 * the run is canceled.
 * @throws whatever kept a batch from being saved; the next attempt goes on from there.
 */
export async function workImport(workspaceId: string, runId: string, onProgress?: OnProgress): Promise<void> {
  const hold = await holdRun(workspaceId, runId, { from: ['draft', 'queued', 'running'], to: 'running' });
  const workspace = hold && (await findWorkspace(workspaceId));
  if (!workspace) return;
  try {
    const context = await contextOf(workspaceId, runId);
    await importFiles(workspaceId, runId, { hold, defaults: workspace, context, onProgress });
  } catch (error) {
    if (error instanceof LostRun) return;
    await hold.release();
    throw error;
  }
}

interface Work {
  hold: RunHold;
  defaults: Defaults;
  context: ImportContext;
  onProgress: OnProgress | undefined;
}

/** What the saving of rows gets to know of their run. */
export async function contextOf(workspaceId: string, runId: string): Promise<ImportContext> {
  const run = await findRun(workspaceId, runId);
  if (!run) throw new LostRun(runId);
  return { runId, byName: run.createdByName };
}

async function importFiles(workspaceId: string, runId: string, work: Work): Promise<void> {
  const files = inImportOrder(await listFiles(workspaceId, [runId]));
  for (const file of files) {
    if (file.isFinished) continue;
    const fault =
      work.hold.attempt > MAX_ATTEMPTS
        ? new UnreadableFile('gaveUp')
        : await importFile(workspaceId, file, work);
    if (fault) return failRun(workspaceId, work.hold, file, fault);
    await finishFile(workspaceId, file.id, null);
  }
  await work.hold.finish({ state: 'done', finishedAt: now() });
  await deleteUploads(files);
}

/** @returns why the file cannot be read to its end, if so. */
async function importFile(
  workspaceId: string,
  file: FileRow,
  { hold, defaults, context, onProgress }: Work,
): Promise<UnreadableFile | null> {
  const object = await findObjectOf(workspaceId, file.plan.objectName ?? '');
  if (!object) return new UnreadableFile('noObject');
  const { columns } = file.plan;
  const saving = { object, columns, context, read: rowReader(file.plan, object, defaults) };
  let { rowsDone } = file;
  let failedBefore = file.counts.failed;
  try {
    for await (const { records, bytesDone } of readBatches(file.path, file.plan.format, rowsDone)) {
      const counts = await inTransaction(async (): Promise<ImportCounts> => {
        await noteImport(file.runId);
        const result = await saveRows(workspaceId, saving, records);
        await insertErrors(workspaceId, file.id, result.faulty, failedBefore);
        await insertResults(workspaceId, file.id, result.results);
        const step = { rowsBefore: rowsDone, rows: records.length, bytesDone, counts: result.counts };
        if (!(await advanceFile(workspaceId, file.id, step))) throw new LostRun(file.runId);
        await hold.renew();
        await countAtOnce();
        return result.counts;
      });
      await analyzeAfter(rowsDone, rowsDone + records.length);
      rowsDone += records.length;
      failedBefore += counts.failed;
      const { name: fileName, sizeBytes } = file;
      onProgress?.({ fileName, objectName: object.name, rowsDone, bytesDone, sizeBytes });
    }
    return null;
  } catch (error) {
    return unreadable(error);
  }
}

async function analyzeAfter(rowsBefore: number, rowsDone: number): Promise<void> {
  const passed = ANALYZED_AFTER.findLast((rows) => rowsBefore < rows && rowsDone >= rows);
  if (passed !== undefined) await analyzeGrown({ least: passed / 2 });
}

/** What a person must see to; everything else is thrown on. */
function unreadable(error: unknown): UnreadableFile {
  if (error instanceof UnreadableFile) return error;
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new UnreadableFile('gone');
  throw error;
}

async function failRun(
  workspaceId: string,
  hold: RunHold,
  file: FileRow,
  { code, values }: UnreadableFile,
): Promise<void> {
  await inTransaction(async () => {
    await finishFile(workspaceId, file.id, { code, values });
    await hold.finish({ state: 'failed', finishedAt: now() });
  });
}

/** What was uploaded holds personal data and is not kept beyond its use. */
export async function deleteUploads(files: FileRow[]): Promise<void> {
  for (const { path, isUpload } of files) if (isUpload) await rm(path, { force: true });
}
