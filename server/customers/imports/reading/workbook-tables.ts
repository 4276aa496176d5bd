import { open, rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { GivenFile } from '../start-import.ts';
import { UnreadableFile } from './format.ts';

/** A workbook is unpacked in memory, though not in this thread's; more rows than this are asked for as CSV. */
const MAX_BYTES = 100 * 1_024 ** 2;
const MAX_HEAP_MB = 1_536;
const ZIP_START = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/** One sheet of a workbook, written as CSV. */
export interface SheetFile {
  sheet: string;
  path: string;
}

/** What the thread that reads a workbook answers. */
export type WorkbookAnswer = { sheets: SheetFile[] } | { refusal: string };

export async function isWorkbook(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(ZIP_START.length), 0, ZIP_START.length, 0);
    return bytesRead === ZIP_START.length && buffer.equals(ZIP_START);
  } finally {
    await file.close();
  }
}

/**
 * Writes every visible sheet with rows as a CSV file of its own in the folder, in a thread with memory of its own.
 * Lines are
 * counted as the sheet's rows are, from the first that holds something. The workbook stays where it is.
 * @throws UnreadableFile when it is no workbook, is too large, or has no rows.
 */
export async function workbookToTables(workbook: GivenFile, folder: string): Promise<GivenFile[]> {
  const file = await open(workbook.path);
  const { size } = await file.stat().finally(() => file.close());
  if (size > MAX_BYTES) throw new UnreadableFile('workbookTooLarge', { megabytes: MAX_BYTES / 1_024 ** 2 });
  const answer = await readInThread(workbook.path, folder);
  if ('refusal' in answer) throw new UnreadableFile(answer.refusal);
  const isOne = answer.sheets.length === 1;
  return answer.sheets.map(({ sheet, path }) => ({
    name: isOne ? workbook.name : `${workbook.name} – ${sheet}`,
    path,
    isUpload: true,
  }));
}

async function readInThread(path: string, folder: string): Promise<WorkbookAnswer> {
  const thread = new Worker(new URL('./read-workbook.ts', import.meta.url), {
    workerData: { path, folder },
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  const written: string[] = [];
  const { promise, resolve } = Promise.withResolvers<WorkbookAnswer>();
  thread.on('message', (message: WorkbookAnswer | { writing: string }) => {
    if ('writing' in message) written.push(message.writing);
    else resolve(message);
  });
  // Out of memory, for one: a small file can unpack to a very large one.
  thread.on('error', () => resolve({ refusal: 'workbookBroken' }));
  thread.on('exit', () => resolve({ refusal: 'workbookBroken' }));
  const answer = await promise;
  const kept = new Set('sheets' in answer ? answer.sheets.map((sheet) => sheet.path) : []);
  for (const file of written) if (!kept.has(file)) await rm(file, { force: true });
  return answer;
}
