import { type SqlBool, sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { decodeCursor, toPage } from '../../../core/page.ts';
import { toStorableJson } from '../../rules.ts';
import type { ResultQuery, RowResult } from '../schema.ts';

const PAGE_ROWS = 1_000;

/** What became of the rows of a batch, in the batch's own transaction. */
export async function insertResults(
  workspaceId: string,
  fileId: string,
  results: readonly RowResult[],
): Promise<void> {
  if (results.length === 0) return;
  await sql`
    insert into customers.import_results (workspace_id, file_id, line, outcome, subject, notes)
    select ${workspaceId}, ${fileId}, i.line, i.outcome, i.subject, i.notes
    from jsonb_to_recordset(${toStorableJson(results)}::jsonb) as i(line bigint, outcome text, subject text,
      notes jsonb)
    on conflict do nothing`.execute(db());
}

/** In the order of the files and their lines. */
export async function pageOfResults(workspaceId: string, runId: string, query: ResultQuery) {
  const after = decodeCursor(query.cursor);
  let select = selectResults(workspaceId)
    .innerJoin('customers.importFiles as file', (join) =>
      join.onRef('file.workspaceId', '=', 'result.workspaceId').onRef('file.id', '=', 'result.fileId'),
    )
    .where('file.runId', '=', runId)
    .orderBy('result.fileId')
    .orderBy('result.line')
    .limit(query.limit + 1);
  if (query.outcome) select = select.where('result.outcome', '=', query.outcome);
  if (after)
    select = select.where(
      sql<SqlBool>`(result.file_id, result.line) > (${after.id}, ${after.value}::bigint)`,
    );
  return toPage(await select.execute(), query.limit, ({ line, fileId }) => ({ value: line, id: fileId }));
}

/** Every row of a file, a page at a time. */
export async function* readResults(workspaceId: string, fileId: string) {
  for (let after = 0; ; ) {
    const rows = await selectResults(workspaceId)
      .where('result.fileId', '=', fileId)
      .where('result.line', '>', after)
      .orderBy('result.line')
      .limit(PAGE_ROWS)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return;
    after = last.line;
  }
}

function selectResults(workspaceId: string) {
  return db()
    .selectFrom('customers.importResults as result')
    .select(['result.fileId', 'result.line', 'result.subject'])
    .select([
      sql<RowResult['outcome']>`result.outcome`.as('outcome'),
      sql<RowResult['notes']>`result.notes`.as('notes'),
    ])
    .where('result.workspaceId', '=', workspaceId);
}
