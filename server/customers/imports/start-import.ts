import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { type FieldError, Problem } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { audit } from '../../workspace/index.ts';
import type { FileChoices } from './columns/plan.ts';
import { inspectFile } from './inspect-file.ts';
import { UnreadableFile } from './reading/format.ts';
import { jsonToTable } from './reading/json-table.ts';
import { isWorkbook, workbookToTables } from './reading/workbook-tables.ts';
import { insertFile, type NewFile } from './store/files.ts';
import { insertRun } from './store/runs.ts';

const JSON_FILE = /\.json$/i;

export interface GivenFile {
  /** As the user knows it. */
  name: string;
  path: string;
  /** Ours to delete when the run is over. */
  isUpload: boolean;
}

/**
 * Looks at the files and makes a draft of them; nothing of a customer is written yet.
 * @param options `family` of the objects that the files hold.
 * @throws Problem 422 naming every file that cannot be read, and why.
 */
export async function startImport(
  actor: Actor,
  given: GivenFile[],
  { choices = {}, family = null }: { choices?: FileChoices; family?: string | null } = {},
): Promise<string> {
  authorize(actor, 'imports.write');
  const files: NewFile[] = [];
  const errors: FieldError[] = [];
  for (const file of given) {
    try {
      files.push(...(await inspectGiven(actor.workspaceId, file, { choices, family })));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      errors.push({ path: file.name, message: words(actor.locale, error.code, error.values) });
    }
  }
  if (errors.length > 0) {
    await discardSheets(given, files);
    throw unreadableFiles(errors);
  }
  const runId = newId('imp');
  return inTransaction(async () => {
    const { id: createdBy, name: createdByName, now: createdAt } = actor;
    await insertRun(actor.workspaceId, { id: runId, createdBy, createdByName, createdAt, family });
    for (const file of files) await insertFile(actor.workspaceId, runId, file);
    await audit(actor, {
      action: 'import.created',
      objectType: 'import',
      objectId: runId,
      after: {
        files: files.map(({ name, sizeBytes, plan }) => ({ name, sizeBytes, object: plan.objectName })),
      },
    });
    return runId;
  });
}

/** What is known beside the file. */
interface Reading {
  choices: FileChoices;
  family: string | null;
}

/** One file of rows, or as many as a workbook has sheets; the workbook itself is not needed any more then. */
async function inspectGiven(workspaceId: string, given: GivenFile, reading: Reading): Promise<NewFile[]> {
  if (!(await isWorkbook(given.path))) return [await inspectTable(workspaceId, given, reading)];
  const sheets = await workbookToTables(given, given.isUpload ? path.dirname(given.path) : tmpdir());
  try {
    const files: NewFile[] = [];
    for (const sheet of sheets) files.push(await inspectTable(workspaceId, sheet, reading));
    if (given.isUpload) await rm(given.path, { force: true });
    return files;
  } catch (error) {
    for (const sheet of sheets) await rm(sheet.path, { force: true });
    throw error;
  }
}

/** Takes back the sheets of workbooks; what was given is the caller's. */
async function discardSheets(given: GivenFile[], files: NewFile[]): Promise<void> {
  const theirs = new Set(given.map((file) => file.path));
  for (const file of files) if (!theirs.has(file.path)) await rm(file.path, { force: true });
}

async function inspectTable(
  workspaceId: string,
  file: GivenFile,
  { choices, family }: Reading,
): Promise<NewFile> {
  if (file.isUpload && JSON_FILE.test(file.name)) await jsonToTable(file.path);
  const { size: sizeBytes } = await stat(file.path);
  const plan = await inspectFile(workspaceId, file.path, file.name, choices, family);
  return { ...file, id: newId('imf'), sizeBytes, choices, plan };
}

/** @param errors `path` is the file's name. */
export function unreadableFiles(errors: FieldError[]): Problem {
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join(' ');
  return new Problem(422, 'unreadable_file', 'Cannot be read', detail, { errors });
}
