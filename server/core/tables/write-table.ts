import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { writeXlsxStream } from 'hucre/xlsx';
import type { Cell, Table } from './table.ts';

/** What a table can be written as, and how each is called on the wire. */
export const TABLE_FORMATS = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
} as const;
export type TableFormat = keyof typeof TABLE_FORMATS;

/** A workbook's own limit for the name of a sheet, and what it may not hold. */
const SHEET_NAME = 31;
const NOT_IN_SHEET_NAME = /[\\/?*[\]:]/g;

/**
 * The table as bytes, read as they are sent. CSV has a byte order mark, and text that a spreadsheet would take for a
 * formula starts with an apostrophe; a workbook has real dates and numbers; JSON is a list of objects by column.
 * @param name of the sheet.
 */
export function writeTable(table: Table, format: TableFormat, name: string): Readable {
  if (format === 'csv') return writeCsv(table);
  if (format === 'json') return Readable.from(jsonOf(table), { objectMode: false });
  const sheet = name.replace(NOT_IN_SHEET_NAME, ' ').slice(0, SHEET_NAME);
  const columns = table.header.map((header) => ({ header }));
  const rows = withoutGaps(table.rows);
  const workbook = writeXlsxStream(rows, { name: sheet, columns, freezePane: { rows: 1 } });
  return Readable.from(workbook, { objectMode: false });
}

function writeCsv({ header, rows }: Table): Readable {
  const csv = stringify({
    ...{ header: true, columns: header, bom: true, escape_formulas: true },
    cast: { date: (at) => at.toISOString(), boolean: (value) => (value ? 'true' : 'false') },
  });
  // Either end takes the other with it; the reader of the stream gets the error.
  return pipeline(Readable.from(rows), csv, () => {});
}

async function* jsonOf({ header, rows }: Table): AsyncGenerator<string> {
  yield '[';
  let isFirst = true;
  for await (const row of rows) {
    const record = Object.fromEntries(header.map((name, index) => [name, row[index] ?? null]));
    yield `${isFirst ? '\n' : ',\n'}${JSON.stringify(record)}`;
    isFirst = false;
  }
  yield '\n]\n';
}

async function* withoutGaps(rows: AsyncIterable<Cell[]>) {
  for await (const row of rows) yield row.map((cell) => cell ?? null);
}
