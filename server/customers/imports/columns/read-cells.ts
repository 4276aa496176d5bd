import type { FileRecord } from '../reading/read-records.ts';
import type { Attributes, ImportField, ImportObject, ImportRow, ImportValue, RowError } from '../registry.ts';
import { parseDay, parseMoment } from './dates.ts';
import { currencyOfHeader, squeezed } from './header-names.ts';
import { isCurrency, parseMoney, parseNumber } from './numbers.ts';
import type { ColumnPlan, FilePlan } from './plan.ts';

const MAX_TEXT = 10_000;
const ABSENT = new Set(['null', 'n/a', '#n/a', 'na', 'none', 'nan', '-', '\\n']);
const TRUE = new Set(['true', 't', 'yes', 'y', '1', 'on', 'x', 'ใช่', 'จริง']);
const FALSE = new Set(['false', 'f', 'no', 'n', '0', 'off', 'ไม่ใช่', 'ไม่', 'เท็จ']);

/** The workspace's own ways, for cells that name no time zone and no currency. */
export interface Defaults {
  timeZone: string;
  currency: string;
}

export interface CellError extends RowError {
  columnIndex: number | null;
}

export type ReadRow = { row: ImportRow } | { errors: CellError[] };

type ReadCell = (cell: string, rowCurrency: string | null) => ImportValue | null;

interface ColumnReader {
  index: number;
  field: ImportField;
  read: ReadCell;
  /** Why a cell that cannot be read cannot. */
  explain: (cell: string) => RowError;
}

/**
 * Prepares the reading of a file's rows into an object's fields.
 * @returns a function that gives the row, or every cell that stands in its way.
 */
export function rowReader(
  plan: FilePlan,
  object: ImportObject,
  defaults: Defaults,
): (record: FileRecord) => ReadRow {
  const readers = plan.columns.flatMap((column) => columnReader(column, object, defaults));
  const currencyIndex = readers.find(({ field }) => field.name === 'currency')?.index;
  const required = object.fields.filter((field) => field.required).map((field) => field.name);
  const shape = {
    headers: plan.columns.map(({ header }) => header),
    width: lastNamedColumn(plan.columns) + 1,
  };
  return (record) => {
    const fault = findRowFault(record.cells, shape, plan);
    if (fault) return { errors: [fault] };
    const errors: CellError[] = [];
    const row: ImportRow = {};
    const rowCurrency = currencyIndex === undefined ? null : knownCurrency(record.cells[currencyIndex]);
    for (const { index, field, read, explain } of readers) {
      const text = (record.cells[index] ?? '').trim();
      if (text === '' || (field.type !== 'text' && ABSENT.has(text.toLowerCase()))) continue;
      const value = read(text, rowCurrency);
      if (value === null) errors.push({ ...explain(text), field: field.name, columnIndex: index });
      else row[field.name] = value;
    }
    for (const name of required) {
      if (row[name] === undefined && !errors.some((error) => error.field === name)) {
        errors.push({ code: 'imports:error.missing', field: name, columnIndex: null });
      }
    }
    if (errors.length > 0) return { errors };
    const attributes = readAttributes(plan.columns, record.cells);
    if (attributes) row.attributes = attributes;
    return { row };
  };
}

function columnReader(column: ColumnPlan, object: ImportObject, defaults: Defaults): ColumnReader[] {
  const { target, index } = column;
  if (target.kind !== 'field') return [];
  const field = object.fields.find(({ name }) => name === target.field);
  if (!field) return [];
  const read = cellReader(column, field, defaults);
  const readOtherwise = cellReader(otherwise(column), field, defaults);
  const explain = (text: string) =>
    cellError(column, field, { text, isOtherwise: readOtherwise(text, null) !== null });
  return [{ index, field, read, explain }];
}

/** The column as it is not written. */
function otherwise(column: ColumnPlan): ColumnPlan {
  return {
    ...column,
    dateOrder: column.dateOrder === 'mdy' ? 'dmy' : 'mdy',
    decimalMark: column.decimalMark === 'comma' ? 'point' : 'comma',
  };
}

function cellReader(column: ColumnPlan, field: ImportField, defaults: Defaults): ReadCell {
  const order = column.dateOrder ?? 'dmy';
  const mark = column.decimalMark ?? 'point';
  const currency = currencyOfHeader(column.header);
  const choices = choiceWords(field);
  switch (field.type) {
    case 'text':
      return (text) => (text.length > MAX_TEXT ? null : text.toWellFormed());
    case 'number':
      return (text) => parseNumber(text, mark);
    case 'money':
      return (text, rowCurrency) => parseMoney(text, mark, rowCurrency ?? currency ?? defaults.currency);
    case 'date':
      return (text) => parseDay(text, order, defaults.timeZone);
    case 'datetime':
      return (text) => parseMoment(text, order, defaults.timeZone);
    case 'boolean':
      return readBoolean;
    case 'choice':
      return (text) => choices.get(squeezed(text)) ?? null;
  }
}

function readBoolean(text: string): boolean | null {
  const word = text.toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : null;
}

function choiceWords(field: ImportField): Map<string, string> {
  return new Map(
    Object.entries(field.choices ?? {}).flatMap(([choice, words]) =>
      [choice, ...words].map((word) => [squeezed(word), choice] as const),
    ),
  );
}

function lastNamedColumn(columns: readonly ColumnPlan[]): number {
  return columns.findLast(({ header }) => header !== '')?.index ?? -1;
}

/** Files that were put together keep the header of each. */
export function isHeaderAgain(cells: readonly string[], headers: readonly string[]): boolean {
  return cells.length === headers.length && cells.every((cell, index) => cell.trim() === headers[index]);
}

/** What makes a row unreadable as a whole. */
function findRowFault(
  cells: string[],
  { headers, width }: { headers: string[]; width: number },
  plan: FilePlan,
): CellError | null {
  if (isHeaderAgain(cells, headers)) return { code: 'imports:error.headerAgain', columnIndex: null };
  const tooFew = cells.length < width;
  const tooMany = cells.length > plan.columns.length && cells.slice(plan.columns.length).some((cell) => cell);
  if (tooFew || tooMany) {
    const values = { cells: cells.length, columns: plan.columns.length };
    return { code: 'imports:error.ragged', values, columnIndex: null };
  }
  for (const [index, cell] of cells.entries()) {
    if (cell.includes('\0')) return { code: 'imports:error.zeroByte', columnIndex: index };
    if (plan.format.hasBrokenBytes && cell.includes('\ufffd')) {
      return { code: 'imports:error.brokenBytes', columnIndex: index };
    }
  }
  return null;
}

function knownCurrency(cell = ''): string | null {
  const code = cell.trim().toUpperCase();
  return isCurrency(code) ? code : null;
}

const ERROR_BY_TYPE = {
  text: 'imports:error.tooLong',
  number: 'imports:error.notANumber',
  money: 'imports:error.notAnAmount',
  date: 'imports:error.notADate',
  datetime: 'imports:error.notADate',
  boolean: 'imports:error.notABoolean',
  choice: 'imports:error.notAChoice',
} as const;

const MAX_SHOWN = 60;
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/;

function cellError(
  column: ColumnPlan,
  field: ImportField,
  { text, isOtherwise }: { text: string; isOtherwise: boolean },
): RowError {
  const value = text.slice(0, MAX_SHOWN).toWellFormed();
  if (isOtherwise) {
    const isDate = field.type === 'date' || field.type === 'datetime';
    const ways = isDate
      ? `dateOrder.${column.dateOrder ?? 'dmy'}`
      : `decimalMark.${column.decimalMark ?? 'point'}`;
    return { code: `imports:error.${ways}`, values: { value } };
  }
  const choices = Object.keys(field.choices ?? {}).join(', ');
  const values: RowError['values'] = field.type === 'choice' ? { value, choices } : { value };
  return { code: ERROR_BY_TYPE[field.type], values };
}

function readAttributes(columns: readonly ColumnPlan[], cells: string[]): Attributes | null {
  let attributes: Attributes | null = null;
  for (const { index, target } of columns) {
    if (target.kind !== 'attribute') continue;
    const text = (cells[index] ?? '').trim().slice(0, MAX_TEXT).toWellFormed();
    if (text === '') continue;
    attributes ??= {};
    attributes[target.name] = attributeValue(text, target.type);
  }
  return attributes;
}

/** A value that does not fit what the column's first ones are stays text: nothing is lost. */
function attributeValue(text: string, type: 'text' | 'number' | 'boolean'): string | number | boolean {
  if (type === 'boolean') return readBoolean(text) ?? text;
  return type === 'number' && isPlainNumber(text) ? Number(text) : text;
}

/** Numbers that come back as they were written: no codes with leading zeros, no long digits. */
export function isPlainNumber(text: string): boolean {
  return PLAIN_NUMBER.test(text);
}

/** `TRUE` and `no`, but not `1`, which is a number unless a field says otherwise. */
export function isBooleanWord(text: string): boolean {
  return readBoolean(text) !== null && !/^[01x]$/i.test(text);
}
