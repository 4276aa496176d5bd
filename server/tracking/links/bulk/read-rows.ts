import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { Problem } from '../../../core/problem.ts';

const DELIMITERS = [',', ';', '\t'];
const MAX_ROWS = 1_000;

/** Names of columns in lower case with single blanks. */
const COLUMNS = {
  affiliate: [
    'affiliate',
    'affiliate id',
    'affiliate email',
    'affiliate e-mail',
    'partner',
    'email',
    'พันธมิตร',
  ],
  offer: ['offer', 'offer id', 'offer name', 'program', 'ข้อเสนอ'],
  key: ['key', 'slug', 'short key', 'คีย์'],
  domain: ['domain', 'host', 'โดเมน'],
  destination: ['destination', 'destination url', 'url', 'leads to', 'ปลายทาง'],
  externalId: ['external id', 'own id', 'reference', 'รหัสของคุณ'],
  expires: ['expires', 'expires at', 'expiry', 'หมดอายุ'],
} as const;
type Column = keyof typeof COLUMNS;

export type LinkCells = Record<Column, string> & { line: number };

/**
 * The rows of a table, by the header's names; the delimiter is the one by which its affiliates are found.
 * @throws Problem 422 `unreadable_file`, `no_affiliate_column` or `too_many_rows`.
 */
export function readLinkRows(content: string): LinkCells[] {
  for (const delimiter of DELIMITERS) {
    const [header, ...rows] = parseRows(content, delimiter);
    const columns = header && columnsOf(header.record);
    if (!columns?.has('affiliate')) continue;
    if (rows.length > MAX_ROWS) throw refused('too_many_rows', `Send at most ${MAX_ROWS} links at once.`);
    return rows.map(({ record, line }) => toCells(record, line, columns));
  }
  throw refused('no_affiliate_column', 'The first line must name the columns; one of them is “affiliate”.');
}

interface ParsedRow {
  record: string[];
  line: number;
}

function parseRows(content: string, delimiter: string): ParsedRow[] {
  try {
    const options = { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, trim: true };
    const rows = parse(content, { ...options, info: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (error instanceof CsvError)
      throw refused('unreadable_file', 'This is not a table with commas, semicolons or tabs.');
    throw error;
  }
}

function columnsOf(header: string[]): Map<Column, number> {
  const names = header.map((name) =>
    name
      .toLowerCase()
      .replace(/[_\s]+/g, ' ')
      .trim(),
  );
  const found = (Object.keys(COLUMNS) as Column[]).map((column) => {
    const known: readonly string[] = COLUMNS[column];
    return [column, names.findIndex((name) => known.includes(name))] as const;
  });
  return new Map(found.filter(([, index]) => index >= 0));
}

function toCells(record: string[], line: number, columns: Map<Column, number>): LinkCells {
  const cell = (column: Column) => record[columns.get(column) ?? -1] ?? '';
  return {
    line,
    ...{ affiliate: cell('affiliate'), offer: cell('offer'), key: cell('key'), domain: cell('domain') },
    ...{ destination: cell('destination'), externalId: cell('externalId'), expires: cell('expires') },
  };
}

function refused(code: string, detail: string): Problem {
  return new Problem(422, code, 'Not readable', detail);
}
