import { readFile, stat, writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { UnreadableFile } from './format.ts';

/** JSON is read as a whole: more than this is asked for as CSV. */
const MAX_BYTES = 50 * 1_024 ** 2;

type Row = Map<string, string>;

/**
 * Writes a JSON file of records anew as CSV, in its place: a list, or the first list that the object holds. What lies
 * deeper gets a column by its path (`affiliate.email`); of lists within a record the values stand side by side.
 * @throws UnreadableFile when there is no list of records in it, or it is too long.
 */
export async function jsonToTable(path: string): Promise<void> {
  if ((await stat(path)).size > MAX_BYTES) throw new UnreadableFile('jsonTooLong');
  const records = recordsOf(parse(await readFile(path, 'utf8')));
  const rows = records.map((record) => {
    const row: Row = new Map();
    flatten(record, '', row);
    return row;
  });
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  if (columns.length === 0) throw new UnreadableFile('empty');
  const lines = rows.map((row) => columns.map((column) => row.get(column) ?? ''));
  await writeFile(path, stringify([columns, ...lines]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new UnreadableFile('notTable');
  }
}

function recordsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  const list = isObject(value) ? Object.values(value).find(Array.isArray) : undefined;
  // `{ "data": { "items": [] } }` is one deeper.
  const inner = isObject(value) ? Object.values(value).find(isObject) : undefined;
  if (!list && inner) return recordsOf(inner);
  if (!list) throw new UnreadableFile('notTable');
  return list;
}

function flatten(value: unknown, path: string, row: Row): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const each of value) flatten(each, path, row);
  } else if (isObject(value)) {
    for (const [name, each] of Object.entries(value)) flatten(each, path ? `${path}.${name}` : name, row);
  } else {
    const before = row.get(path);
    row.set(path, before === undefined ? String(value) : `${before} ${String(value)}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
