import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { stringify as stringifyRow } from 'csv-stringify/sync';
import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { readErrors } from './store/errors.ts';
import { type FileRow, listFiles } from './store/files.ts';
import { findRun } from './store/runs.ts';

const COLUMNS = ['file', 'line', 'column', 'message', 'row'] as const;

/**
 * Every row that was not taken, as CSV: file, line, column, message, and the row as it stands in the file.
 * @throws Problem 404
 */
export async function readErrorFile(actor: Actor, runId: string): Promise<Readable> {
  authorize(actor, 'imports.write');
  if (!(await findRun(actor.workspaceId, runId))) throw notFound('import');
  const files = await listFiles(actor.workspaceId, [runId]);
  const header = COLUMNS.map((column) => words(actor.locale, `imports:errorFile.${column}`));
  return asCsv(header, errorLines(actor, files));
}

/** For spreadsheets: what they would run as a formula is made harmless. */
export function asCsv(header: string[], lines: AsyncIterable<unknown[]>): Readable {
  return Readable.from(lines).pipe(
    stringify({
      header: true,
      columns: header,
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    }),
  );
}

async function* errorLines(actor: Actor, files: FileRow[]) {
  for (const file of files) {
    if (file.fault) yield [file.name, '', '', words(actor.locale, file.fault.code, file.fault.values), ''];
    for await (const { line, columnName, code, values, cells } of readErrors(actor.workspaceId, file.id)) {
      const row = stringifyRow([cells], { delimiter: file.plan.format.delimiter }).trimEnd();
      yield [file.name, line, columnName ?? '', words(actor.locale, code, values), row];
    }
  }
}
