import { addEvidence, type ColumnEvidence, isInDoubt, startEvidence } from './columns/evidence.ts';
import { clearGuess, guessObjects } from './columns/match-columns.ts';
import type { FileChoices, FilePlan } from './columns/plan.ts';
import { planColumns } from './columns/plan-columns.ts';
import { openQuestions } from './columns/questions.ts';
import { isHeaderAgain } from './columns/read-cells.ts';
import { findObjectOf, listObjectsOf } from './own-fields.ts';
import { detectFormat } from './reading/detect-format.ts';
import { type FileFormat, UnreadableFile } from './reading/format.ts';
import { type FileRecord, readRecords } from './reading/read-records.ts';
import type { ImportObject } from './registry.ts';

const HEAD_ROWS = 1_000;
const PREVIEW_ROWS = 20;
const MAX_GUESSES = 3;
const MAX_COLUMNS = 500;

/**
 * Finds out how a file is written, what it holds and where its columns go. Reads the head, and the rest only as
 * long as a column of dates or numbers can be read in two ways.
 * @throws UnreadableFile when there are no rows to be had from it.
 */
export async function inspectFile(
  workspaceId: string,
  path: string,
  fileName: string,
  choices: FileChoices = {},
  family: string | null = null,
): Promise<FilePlan> {
  const format = await detectFormat(path, choices);
  const { headers, head, isWhole } = await readHead(path, format);
  const guesses = guessObjects(fileName, headers, await listObjectsOf(workspaceId, family));
  const object = choices.objectName
    ? await findObjectOf(workspaceId, choices.objectName)
    : clearGuess(guesses);
  const columns = object ? planColumns(headers, head, object, choices.columns ?? []) : plainColumns(headers);
  const evidence = object ? gatherFromHead(columns, object, head) : [];
  if (!isWhole && evidence.some(isInDoubt)) await gatherFromRest(path, format, evidence);
  const decided = decideColumns(columns, evidence, choices);
  return {
    format,
    objectName: object?.name ?? null,
    objectGuesses: guesses.slice(0, MAX_GUESSES).map((guess) => guess.object.name),
    columns: decided,
    questions: openQuestions({ object, guesses, columns: decided, evidence }),
    preview: head.slice(0, PREVIEW_ROWS),
  };
}

async function readHead(path: string, format: FileFormat) {
  let headers: string[] | null = null;
  const head: FileRecord[] = [];
  let isWhole = true;
  for await (const record of readRecords(path, format)) {
    if (!headers) {
      headers = checkHeaders(record);
      continue;
    }
    if (record.cells.every((cell) => cell.trim() === '') || isHeaderAgain(record.cells, headers)) continue;
    if (head.length === HEAD_ROWS) {
      isWhole = false;
      break;
    }
    head.push(record);
  }
  if (!headers) throw new UnreadableFile('empty');
  if (head.length === 0) throw new UnreadableFile('headerOnly');
  return { headers, head, isWhole };
}

function checkHeaders({ line, cells }: FileRecord): string[] {
  const headers = cells.map((cell) => cell.replaceAll('\0', '').trim().toWellFormed());
  if (headers.every((header) => header === '')) throw new UnreadableFile('noHeader', { line });
  if (headers.length > MAX_COLUMNS) throw new UnreadableFile('tooManyColumns', { line, max: MAX_COLUMNS });
  const seen = new Map<string, number>();
  for (const [index, header] of headers.entries()) {
    if (header === '') continue;
    const first = seen.get(header);
    if (first !== undefined) {
      throw new UnreadableFile('duplicateHeader', { line, header, first: first + 1, second: index + 1 });
    }
    seen.set(header, index);
  }
  return headers;
}

function plainColumns(headers: string[]): FilePlan['columns'] {
  const open = { target: { kind: 'ignored' as const }, dateOrder: null, decimalMark: null };
  return headers.map((header, index) => ({ index, header, ...open }));
}

function gatherFromHead(
  columns: FilePlan['columns'],
  object: ImportObject,
  head: FileRecord[],
): ColumnEvidence[] {
  const evidence = columns.flatMap(({ index, target }) => {
    const field = target.kind === 'field' && object.fields.find(({ name }) => name === target.field);
    const start = field ? startEvidence(index, field.type) : null;
    return start ? [start] : [];
  });
  for (const column of evidence) for (const { cells } of head) addEvidence(column, cells[column.index] ?? '');
  return evidence;
}

async function gatherFromRest(path: string, format: FileFormat, evidence: ColumnEvidence[]): Promise<void> {
  const open = evidence.filter(isInDoubt);
  let isHeader = true;
  for await (const { cells } of readRecords(path, format)) {
    if (!isHeader) for (const column of open) addEvidence(column, cells[column.index] ?? '');
    isHeader = false;
    if (!open.some(isInDoubt)) return;
  }
}

function decideColumns(
  columns: FilePlan['columns'],
  evidence: ColumnEvidence[],
  choices: FileChoices,
): FilePlan['columns'] {
  return columns.map((column) => {
    const told = evidence.find(({ index }) => index === column.index);
    const chosen = choices.columns?.find(({ index }) => index === column.index);
    const isDate = told?.doubt === 'date_order';
    const order = told?.decided === 'dmy' || told?.decided === 'mdy' ? told.decided : null;
    const mark = told?.decided === 'point' || told?.decided === 'comma' ? told.decided : null;
    return {
      ...column,
      dateOrder: isDate ? (chosen?.dateOrder ?? order ?? choices.dateOrder ?? null) : null,
      decimalMark: told && !isDate ? (chosen?.decimalMark ?? mark ?? choices.decimalMark ?? null) : null,
    };
  });
}
