import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Actor, systemActor } from '../../core/actor.ts';
import { conflict, invalid, Problem } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import type { FileChoices } from './columns/plan.ts';
import type { ImportCounts } from './schema.ts';
import { type GivenFile, startImport, unreadableFiles } from './start-import.ts';
import { listFirstErrors } from './store/errors.ts';
import { type FileRow, listFiles } from './store/files.ts';
import { deleteRun, findRun } from './store/runs.ts';
import { questionText, sumCounts } from './view-import.ts';
import { type ImportProgress, workImport } from './work-import.ts';

/** Of a folder; a file that is named is taken whatever it is called. */
const TABLE_FILE = /\.(csv|tsv|xlsx)$/i;
const SHOWN_FAULTS = 20;

export interface ImportPathsOptions {
  onProgress?: (progress: ImportProgress) => void;
  /** Answers for columns that can be read in two ways. */
  choices?: Pick<FileChoices, 'dateOrder' | 'decimalMark'>;
}

export interface ImportedPaths {
  /** Rows by object, e.g. `accounts`. */
  objects: Record<string, ImportCounts>;
  /** The first rows that were not taken. */
  faults: { fileName: string; line: number; columnName: string | null; text: string }[];
}

/**
 * Imports files of this machine, and the CSV files of folders, to the end. The files stay where they are.
 * @throws Problem 422 when a file cannot be read or leaves a question open: then nothing of any file is imported, or
 * the rows before the unreadable place are. 409 when somebody canceled it meanwhile.
 */
export async function importPaths(
  workspaceId: string,
  paths: string[],
  { onProgress, choices = {} }: ImportPathsOptions = {},
): Promise<ImportedPaths> {
  const actor = systemActor(workspaceId, 'import');
  const runId = await startImport(actor, await findFiles(paths), { choices });
  await refuseQuestions(actor, runId);
  await workImport(workspaceId, runId, onProgress);
  await refuseCanceled(workspaceId, runId);
  const files = await listFiles(workspaceId, [runId]);
  refuseFaults(actor, files);
  const byObject = Map.groupBy(files, ({ plan }) => plan.objectName ?? '');
  return {
    objects: Object.fromEntries(
      [...byObject].map(([name, own]) => [name, sumCounts(own.map(({ counts }) => counts))]),
    ),
    faults: await firstFaults(actor, files),
  };
}

async function findFiles(paths: string[]): Promise<GivenFile[]> {
  const found: GivenFile[] = [];
  for (const given of paths) {
    const full = path.resolve(given);
    const isFolder = (await stat(full)).isDirectory();
    const names = isFolder ? (await readdir(full)).filter((name) => TABLE_FILE.test(name)).sort() : [''];
    if (names.length === 0) throw invalid([{ path: given, message: 'holds no CSV or Excel file' }]);
    for (const name of names) {
      const file = path.join(full, name);
      found.push({ name: path.basename(file), path: file, isUpload: false });
    }
  }
  return found;
}

async function refuseQuestions(actor: Actor, runId: string): Promise<void> {
  const files = await listFiles(actor.workspaceId, [runId]);
  const errors = files.flatMap(({ name, plan }) =>
    plan.questions.map((question) => ({
      path: name,
      message: questionText(actor.locale, question, plan.objectName),
    })),
  );
  if (errors.length === 0) return;
  await deleteRun(actor.workspaceId, runId);
  const detail = errors.map((error) => `${error.path}: ${error.message}`).join(' ');
  throw new Problem(422, 'import_has_questions', 'Open questions', detail, { errors });
}

async function refuseCanceled(workspaceId: string, runId: string): Promise<void> {
  const run = await findRun(workspaceId, runId);
  if (run?.state !== 'canceled') return;
  throw conflict('import_canceled', 'The import was canceled. What it had written stays.');
}

function refuseFaults(actor: Actor, files: FileRow[]): void {
  const errors = files.flatMap(({ name, fault }) =>
    fault ? [{ path: name, message: words(actor.locale, fault.code, fault.values) }] : [],
  );
  if (errors.length > 0) throw unreadableFiles(errors);
}

async function firstFaults(actor: Actor, files: FileRow[]): Promise<ImportedPaths['faults']> {
  const ids = files.map(({ id }) => id);
  const byFile = await listFirstErrors(actor.workspaceId, ids, SHOWN_FAULTS);
  return files.flatMap(({ id, name }) =>
    (byFile.get(id) ?? []).map(({ line, columnName, code, values }) => ({
      ...{ fileName: name, line, columnName },
      text: words(actor.locale, code, values),
    })),
  );
}
