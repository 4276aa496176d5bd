import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { stringify } from 'csv-stringify';
import { type CellValue, readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { newId } from '../../../core/ids.ts';
import type { SheetFile, WorkbookAnswer } from './workbook-tables.ts';

const MAX_SHEETS = 50;
/** Excel's own; a row further down is no row of a workbook. */
const MAX_ROWS = 1_048_576;
const THREE_DECIMALS = /^-?\d{1,3}\.\d{3}$/;

const { path: workbookPath, folder } = workerData as { path: string; folder: string };
const say = (message: WorkbookAnswer | { writing: string }) => parentPort?.postMessage(message);

say(await readSheets(await readFile(workbookPath)));

async function readSheets(workbook: Uint8Array): Promise<WorkbookAnswer> {
  try {
    const names = await visibleSheets(workbook);
    if (names.length > MAX_SHEETS) return { refusal: 'tooManySheets' };
    const sheets: SheetFile[] = [];
    for (const sheet of names) {
      const file = path.join(folder, newId('upl'));
      say({ writing: file });
      if (await writeSheet(workbook, sheet, file)) sheets.push({ sheet, path: file });
    }
    return sheets.length > 0 ? { sheets } : { refusal: 'empty' };
  } catch {
    return { refusal: 'workbookBroken' };
  }
}

/** Their names alone: no sheet is read. */
async function visibleSheets(workbook: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  await readXlsx(workbook, {
    sheets: ({ name, hidden, veryHidden }) => {
      if (!hidden && !veryHidden) names.push(name);
      return false;
    },
  });
  return names;
}

/** @returns whether the sheet has any row. */
async function writeSheet(workbook: Uint8Array, sheet: string, file: string): Promise<boolean> {
  let next = 0;
  async function* lines() {
    for await (const { index, values } of streamXlsxRows(workbook, { sheet })) {
      if (index >= MAX_ROWS) return;
      if (values.every((value) => value === null || value === '')) continue;
      // A title page above the table would shift the lines; rows that are left out below the header are kept empty.
      if (next > 0) for (; next < index; next += 1) yield [''];
      next = index + 1;
      yield values.map(cellText);
    }
  }
  await pipeline(Readable.from(lines()), stringify(), createWriteStream(file, { mode: 0o600 }));
  return next > 0;
}

/** As text that can be read in one way only, whatever is asked of dates and numbers in a CSV. */
function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    const [day = '', time = ''] = value.toISOString().slice(0, 19).split('T');
    return time === '00:00:00' ? day : `${day} ${time}`;
  }
  const text = String(value);
  return typeof value === 'number' && THREE_DECIMALS.test(text) ? `${text}0` : text;
}
