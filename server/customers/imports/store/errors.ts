import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { toStorableJson } from '../../rules.ts';
import type { RowFault } from '../schema.ts';

/** Enough to see what is wrong with a file; the rows beyond are counted, not kept. */
const MAX_KEPT_ROWS = 10_000;
/** A row with more than this is of another kind altogether. */
const MAX_KEPT_FAULTS = 10;
const PAGE_ROWS = 1_000;

export interface FaultyRow {
  line: number;
  cells: string[];
  faults: RowFault[];
}

/** @param failedBefore how many rows of the file had failed before these. */
export async function insertErrors(
  workspaceId: string,
  fileId: string,
  rows: FaultyRow[],
  failedBefore: number,
): Promise<void> {
  const kept = rows.slice(0, Math.max(0, MAX_KEPT_ROWS - failedBefore));
  if (kept.length === 0) return;
  const entries = kept.flatMap(({ line, cells, faults }) =>
    faults.slice(0, MAX_KEPT_FAULTS).map((fault, ordinal) => ({ ...fault, line, ordinal, cells })),
  );
  await sql`
    insert into customers.import_errors
      (workspace_id, file_id, line, ordinal, column_name, code, details, cells)
    select ${workspaceId}, ${fileId}, i.line, i.ordinal, i."columnName", i.code, i.values, i.cells
    from jsonb_to_recordset(${toStorableJson(entries)}::jsonb) as i(line bigint, ordinal smallint,
      "columnName" text, code text, values jsonb, cells jsonb)
    on conflict do nothing`.execute(db());
}

/** The first faults of each file, up to `limit` a file, by file. */
export async function listFirstErrors(
  workspaceId: string,
  fileIds: string[],
  limit: number,
): Promise<Map<string, RowFault[]>> {
  const { rows } = await sql<RowFault & { fileId: string }>`
    select e.file_id as "fileId", e.line, e.column_name as "columnName", e.code, e.details as "values"
    from unnest(${fileIds}::text[]) as f(id)
    cross join lateral (
      select * from customers.import_errors
      where workspace_id = ${workspaceId} and file_id = f.id order by line, ordinal limit ${limit}) e
    order by e.file_id, e.line, e.ordinal`.execute(db());
  const byFile = new Map<string, RowFault[]>();
  for (const { fileId, ...fault } of rows) byFile.set(fileId, [...(byFile.get(fileId) ?? []), fault]);
  return byFile;
}

/** Every kept fault of a file, in the order of its lines, a page at a time. */
export async function* readErrors(workspaceId: string, fileId: string) {
  let after = { line: 0, ordinal: -1 };
  for (;;) {
    const rows = await db()
      .selectFrom('customers.importErrors')
      .select(['line', 'ordinal', 'columnName', 'code', 'details', 'cells'])
      .where('workspaceId', '=', workspaceId)
      .where('fileId', '=', fileId)
      .where(sql<boolean>`(line, ordinal) > (${after.line}::bigint, ${after.ordinal}::smallint)`)
      .orderBy('line')
      .orderBy('ordinal')
      .limit(PAGE_ROWS)
      .execute();
    yield* rows.map(({ details, cells, ...row }) => ({
      ...row,
      cells: cells as string[],
      values: details as RowFault['values'],
    }));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return;
    after = { line: last.line, ordinal: last.ordinal };
  }
}
