import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';

const DELIMITERS = [',', ';', '\t'];
/** Some reports begin with a title and a date. */
const MAX_ROWS_BEFORE_HEADER = 10;
const MAX_REASON = 400;

/** Names of columns in lower case with single blanks, the best first. */
const COLUMNS = {
  reference: [
    ...['reference', 'payment reference', 'unique id', 'end to end id', 'endtoendid', 'customer reference'],
    ...['your reference', 'sender item id', 'item id', 'id', 'เลขอ้างอิง'],
  ],
  status: ['status', 'payout status', 'transaction status', 'payment status', 'state', 'result', 'สถานะ'],
  reason: [
    ...[
      'reason',
      'failure reason',
      'status reason',
      'return reason',
      'reason code',
      'error message',
      'error',
    ],
    ...['message', 'เหตุผล'],
  ],
} as const;

export type Verdict = 'paid' | 'failed' | 'pending';

const VERDICTS: Record<Verdict, ReadonlySet<string>> = {
  paid: new Set([
    ...['paid', 'success', 'successful', 'succeeded', 'completed', 'complete', 'processed', 'executed'],
    ...['settled', 'sent', 'outgoing payment sent', 'acsc', 'accc', 'จ่ายแล้ว', 'สำเร็จ'],
  ]),
  failed: new Set([
    ...['failed', 'failure', 'error', 'returned', 'refunded', 'funds refunded', 'denied', 'declined'],
    ...['rejected', 'rjct', 'canceled', 'cancelled', 'blocked', 'reversed', 'bounced back', 'ไม่สำเร็จ'],
  ]),
  pending: new Set([
    ...[
      'pending',
      'processing',
      'unclaimed',
      'onhold',
      'on hold',
      'held',
      'new',
      'scheduled',
      'pdng',
      'acsp',
    ],
    ...['actc', 'acwc', 'รอดำเนินการ'],
  ]),
};

export interface Result {
  line: number;
  reference: string;
  verdict: Verdict;
  reason: string | null;
}

type FaultCode =
  | 'unreadable'
  | 'noColumns'
  | 'noRows'
  | 'noReference'
  | 'unknownStatus'
  | 'contradictsItself';

/** What cannot be understood; `code` is a sentence of the catalog. */
export interface ResultFault {
  line: number;
  code: FaultCode;
  values: Record<string, string | number>;
}

type Cells = { line: number; cells: string[] };

/** The results of a file by reference, and every line of it that cannot be understood. */
export function readResults(content: string): { results: Result[]; faults: ResultFault[] } {
  const table = findTable(content);
  if ('code' in table) return { results: [], faults: [table] };
  const { columns, rows } = table;
  if (rows.length === 0) return { results: [], faults: [{ line: 1, code: 'noRows', values: {} }] };
  const faults: ResultFault[] = [];
  const results = new Map<string, Result>();
  for (const row of rows) {
    const read = readRow(row, columns);
    if ('code' in read) {
      faults.push(read);
      continue;
    }
    const before = results.get(read.reference);
    if (!before) results.set(read.reference, read);
    else if (before.verdict !== read.verdict) {
      const values = { reference: read.reference, first: before.line };
      faults.push({ line: read.line, code: 'contradictsItself', values });
    }
  }
  return { results: [...results.values()], faults };
}

interface Columns {
  reference: number;
  status: number;
  reason: number | null;
}

/** The delimiter is the one by which a header with both needed columns is found. */
function findTable(content: string): { columns: Columns; rows: Cells[] } | ResultFault {
  let fault: ResultFault = { line: 1, code: 'noColumns', values: {} };
  for (const delimiter of DELIMITERS) {
    const rows = parseRows(content, delimiter);
    if ('code' in rows) {
      fault = rows;
      continue;
    }
    for (const [index, { cells }] of rows.slice(0, MAX_ROWS_BEFORE_HEADER).entries()) {
      const columns = columnsOf(cells);
      if (columns) return { columns, rows: rows.slice(index + 1) };
    }
  }
  return fault;
}

function parseRows(content: string, delimiter: string): Cells[] | ResultFault {
  try {
    const rows: Cells[] = [];
    parse(content, {
      delimiter,
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (cells: string[], { lines }) => {
        rows.push({ line: lines, cells: cells.map(withoutApostrophe) });
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { line: Number(error.lines ?? 1), code: 'unreadable', values: {} };
  }
}

/** Takes back the apostrophe by which files keep a spreadsheet from running a cell. */
function withoutApostrophe(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r])/, '').trim();
}

function columnsOf(header: string[]): Columns | null {
  const names = header.map((name) =>
    name
      .toLowerCase()
      .replace(/[_\s/-]+/g, ' ')
      .trim(),
  );
  const find = (wanted: readonly string[]) =>
    wanted.map((name) => names.indexOf(name)).find((index) => index >= 0) ?? null;
  const [reference, status] = [find(COLUMNS.reference), find(COLUMNS.status)];
  return reference === null || status === null ? null : { reference, status, reason: find(COLUMNS.reason) };
}

function readRow({ line, cells }: Cells, columns: Columns): Result | ResultFault {
  const reference = (cells[columns.reference] ?? '').toUpperCase();
  if (!reference) return { line, code: 'noReference', values: {} };
  const status = cells[columns.status] ?? '';
  const verdict = verdictOf(status);
  if (!verdict) return { line, code: 'unknownStatus', values: { status } };
  const reason = columns.reason === null ? '' : (cells[columns.reason] ?? '');
  return { line, reference, verdict, reason: reason.slice(0, MAX_REASON) || null };
}

function verdictOf(status: string): Verdict | null {
  const said = status
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();
  const verdicts = Object.keys(VERDICTS) as Verdict[];
  return verdicts.find((verdict) => VERDICTS[verdict].has(said)) ?? null;
}
