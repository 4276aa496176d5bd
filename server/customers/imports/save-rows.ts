import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { log } from '../../core/log.ts';
import { Problem } from '../../core/problem.ts';
import { holdIds } from '../merges/hold-ids.ts';
import type { ColumnPlan } from './columns/plan.ts';
import type { CellError, ReadRow } from './columns/read-cells.ts';
import type { FileRecord } from './reading/read-records.ts';
import type { ImportContext, ImportObject, ImportRow, RowOutcome, RowSum } from './registry.ts';
import type { ImportCounts, RowFault, RowResult } from './schema.ts';
import type { FaultyRow } from './store/errors.ts';

/** PostgreSQL's classes for data that cannot be: the row is to blame, not the moment. */
const DATA_FAULTS = /^2[23]/;

export interface BatchResult {
  counts: ImportCounts;
  faulty: FaultyRow[];
  /** What identifies each row that could be read, where it has it. */
  identities: string[];
  /** What became of each row, in the order of the file, for objects that tell. */
  results: RowResult[];
  /** The money that the rows tell of. */
  sums: RowSum[];
}

/** How the rows of a file become records. */
export interface RowSaving {
  object: ImportObject;
  columns: readonly ColumnPlan[];
  read: (record: FileRecord) => ReadRow;
  context: ImportContext;
}

interface OpenRow {
  record: FileRecord;
  row: ImportRow;
  identity: string | null;
}

/**
 * Reads and saves the rows of one batch in the open transaction. A row that cannot be saved fails alone; rows that
 * share a key are saved one after the other, in the order of the file.
 */
export async function saveRows(
  workspaceId: string,
  saving: RowSaving,
  records: readonly FileRecord[],
): Promise<BatchResult> {
  const { object, columns, read } = saving;
  // Before any savepoint: what is held within one is let go when it is rolled back.
  await holdIds(workspaceId);
  const open: OpenRow[] = [];
  const counts = { created: 0, updated: 0, unchanged: 0, failed: 0 };
  const result: BatchResult = { counts, faulty: [], identities: [], results: [], sums: [] };
  for (const record of records) {
    const outcome = read(record);
    if ('row' in outcome) open.push({ record, ...outcome, identity: identityOf(outcome.row, object.key) });
    else fail(result, record, outcome.errors, columns);
  }
  result.identities = open.flatMap(({ identity }) => identity ?? []);
  for (const group of withoutRepeats(open)) {
    const outcomes = await saveGroup(workspaceId, saving, group);
    for (const [index, outcome] of outcomes.entries()) {
      const open = group[index];
      if (!open) continue;
      const { record, row } = open;
      if (outcome.outcome === 'failed') {
        fail(result, record, [{ ...outcome.error, columnIndex: null }], columns);
      } else {
        result.counts[outcome.outcome] += 1;
        result.sums.push(...(outcome.sums ?? []));
        result.results.push(toResult(record.line, outcome, subjectOf(row, object.key)));
      }
    }
  }
  result.faulty.sort((one, other) => one.line - other.line);
  result.results = object.tellsRows ? inOrder(result, open, object.key) : [];
  return result;
}

/** With the rows that failed, by the order of the file. */
function inOrder(result: BatchResult, open: OpenRow[], key: readonly string[]): RowResult[] {
  const subjects = new Map(open.map(({ record, row }) => [record.line, subjectOf(row, key)]));
  const failed = result.faulty.map(({ line, faults }): RowResult => {
    const notes = faults.map(({ code, values }) => ({ code, values }));
    return { line, outcome: 'failed', subject: subjects.get(line) ?? null, notes };
  });
  return [...result.results, ...failed].sort((one, other) => one.line - other.line);
}

function toResult(
  line: number,
  { outcome, notes = [] }: Exclude<RowOutcome, { outcome: 'failed' }>,
  subject: string | null,
): RowResult {
  return { line, outcome, subject, notes: notes.map(({ code, values = {} }) => ({ code, values })) };
}

function subjectOf(row: ImportRow, key: readonly string[]): string | null {
  const told = key.map((name) => row[name]).filter((value) => value !== undefined);
  return told.length > 0 ? told.join(' · ') : null;
}

function fail(
  result: BatchResult,
  record: FileRecord,
  errors: CellError[],
  columns: readonly ColumnPlan[],
): void {
  result.counts.failed += 1;
  const faults = errors.map(
    ({ code, values = {}, field, columnIndex }): RowFault => ({
      line: record.line,
      columnName: headerOf(columns, columnIndex, field),
      code,
      values,
    }),
  );
  result.faulty.push({ ...record, faults });
}

function headerOf(
  columns: readonly ColumnPlan[],
  columnIndex: number | null,
  field: string | undefined,
): string | null {
  const column = columns.find(({ index, target }) =>
    columnIndex === null ? target.kind === 'field' && target.field === field : index === columnIndex,
  );
  return column?.header ?? field ?? null;
}

function identityOf(row: ImportRow, key: readonly string[]): string | null {
  const values = key.map((name) => row[name] ?? null);
  return values.some((value) => value !== null) ? JSON.stringify(values) : null;
}

/** The rows in rounds, so that no round has the same key twice. */
function withoutRepeats(rows: OpenRow[]): OpenRow[][] {
  const rounds: OpenRow[][] = [];
  const seen = new Map<string, number>();
  for (const open of rows) {
    const { identity } = open;
    const round = identity === null ? 0 : (seen.get(identity) ?? 0);
    if (identity !== null) seen.set(identity, round + 1);
    const group = rounds[round] ?? [];
    group.push(open);
    rounds[round] = group;
  }
  return rounds;
}

/** Saves the rows together, or finds by halves the ones that cannot be. */
async function saveGroup(workspaceId: string, saving: RowSaving, group: OpenRow[]): Promise<RowOutcome[]> {
  const { object, context } = saving;
  await sql`savepoint import_rows`.execute(db());
  try {
    const outcomes = await object.saveBatch(
      workspaceId,
      group.map(({ row }) => row),
      context,
    );
    await sql`release savepoint import_rows`.execute(db());
    if (outcomes.length !== group.length) throw new Error(`${object.name} did not answer for every row`);
    return outcomes;
  } catch (error) {
    if (!isRowFault(error)) throw error;
    await sql`rollback to savepoint import_rows`.execute(db());
    if (group.length <= 1) return group.map(() => refused(error));
    const middle = group.length >> 1;
    return [
      ...(await saveGroup(workspaceId, saving, group.slice(0, middle))),
      ...(await saveGroup(workspaceId, saving, group.slice(middle))),
    ];
  }
}

/** Whether a row is to blame; a lost connection or a fault of ours ends the attempt instead. */
function isRowFault(error: unknown): boolean {
  if (error instanceof Problem) return error.status < 500;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && DATA_FAULTS.test(code);
}

function refused(error: unknown): RowOutcome {
  if (!(error instanceof Problem)) {
    log().warn({ err: error }, 'a row could not be imported');
    return { outcome: 'failed', error: { code: 'imports:error.unstorable' } };
  }
  const [first] = error.errors ?? [];
  const values = { reason: first?.message ?? error.message };
  return { outcome: 'failed', error: { code: 'imports:error.refused', values, field: first?.path } };
}
