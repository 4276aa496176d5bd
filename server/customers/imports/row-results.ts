import type { Readable } from 'node:stream';
import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { asCsv } from './error-file.ts';
import type { ListedResult, ResultQuery } from './schema.ts';
import { type FileRow, listFiles } from './store/files.ts';
import { pageOfResults, readResults } from './store/results.ts';
import { findRun } from './store/runs.ts';
import { showResult } from './view-import.ts';

const COLUMNS = ['file', 'line', 'subject', 'outcome', 'message'] as const;

/** What became of each row, a page at a time. @throws Problem 404 */
export async function listResults(
  actor: Actor,
  runId: string,
  query: ResultQuery,
): Promise<{ data: ListedResult[]; nextCursor: string | null }> {
  authorize(actor, 'imports.write');
  if (!(await findRun(actor.workspaceId, runId))) throw notFound('import');
  const page = await pageOfResults(actor.workspaceId, runId, query);
  return {
    ...page,
    data: page.data.map((row) => ({ ...showResult(actor.locale, row), fileId: row.fileId })),
  };
}

/** What became of every row, as CSV: file, line, what the row is about, outcome and why. @throws Problem 404 */
export async function readResultFile(actor: Actor, runId: string): Promise<Readable> {
  authorize(actor, 'imports.write');
  if (!(await findRun(actor.workspaceId, runId))) throw notFound('import');
  const files = await listFiles(actor.workspaceId, [runId]);
  const header = COLUMNS.map((column) => words(actor.locale, `imports:resultFile.${column}`));
  return asCsv(header, resultLines(actor, files));
}

async function* resultLines({ workspaceId, locale }: Actor, files: FileRow[]) {
  for (const { id, name } of files)
    for await (const result of readResults(workspaceId, id)) {
      const { line, subject, outcome, text } = showResult(locale, result);
      yield [name, line, subject ?? '', words(locale, `imports:resultFile.outcomes.${outcome}`), text];
    }
}
