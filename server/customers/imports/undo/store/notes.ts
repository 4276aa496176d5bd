import { type RawBuilder, sql } from 'kysely';
import { db } from '../../../../core/db.ts';
import type { RecordObject } from '../../../merges/held-ids.ts';
import type { Change } from '../rules.ts';

export type CreatedObject = RecordObject | 'stakeholder' | 'account_tag' | 'person_tag';

/** From here to the end of the transaction the database notes what is created and changed of the record. */
export async function noteImport(runId: string): Promise<void> {
  await sql`select set_config('goodword.import_run', ${runId}, true)`.execute(db());
}

/** How much an import created and changed: records, and notes to be dealt with. */
export async function countNotes(workspaceId: string, runId: string) {
  const { rows } = await sql<{ created: number; changed: number; total: number }>`
    select
      coalesce((select sum(cardinality(c.record_ids)) from customers.import_creations c
        where c.workspace_id = ${workspaceId} and c.run_id = ${runId} and c.object in ('account', 'person')), 0)::integer
        as created,
      (select count(distinct (c.object, c.record_id, c.other_id)) from customers.import_changes c
        where ${isOf(workspaceId, runId)} and not ${isOwnRecord(workspaceId, runId)})::integer as changed,
      (coalesce((select sum(cardinality(c.record_ids)) from customers.import_creations c
        where ${isOf(workspaceId, runId)}), 0)
      + (select count(*) from customers.import_changes c where ${isOf(workspaceId, runId)}))::integer as total`.execute(
    db(),
  );
  return rows[0] ?? { created: 0, changed: 0, total: 0 };
}

function isOf(workspaceId: string, runId: string) {
  return sql`c.workspace_id = ${workspaceId} and c.run_id = ${runId}`;
}

export interface Creation {
  n: number;
  at: Date;
  ids: string[];
}

/** What one statement of the import created, the newest before the note `before`, or null. */
export async function findCreation(
  workspaceId: string,
  runId: string,
  objects: readonly CreatedObject[],
  before: number | null,
): Promise<(Creation & { object: CreatedObject }) | null> {
  const { rows } = await sql<Creation & { object: CreatedObject }>`
    select c.n, c.object, c.at, c.record_ids as ids from customers.import_creations c
    where ${isOf(workspaceId, runId)} and c.object = any(${objects}::text[])
      and (${before}::bigint is null or c.n < ${before}::bigint)
    order by c.n desc limit 1`.execute(db());
  return rows[0] ?? null;
}

export interface ChangeNote extends Change {
  n: number;
  object: RecordObject | 'stakeholder';
  recordId: string;
  otherId: string;
  /** The first that the import did to this record. */
  isFirst: boolean;
  /** Of a record that the import created, which goes or stays as a whole. */
  isOwn: boolean;
}

/** Changes, the newest first. @param only those of this column. */
export async function listChanges(
  workspaceId: string,
  runId: string,
  { before, limit, column }: { before: number | null; limit: number; column?: string },
): Promise<ChangeNote[]> {
  const { rows } = await sql<ChangeNote>`
    select c.n, c.object, c.record_id as "recordId", c.other_id as "otherId", c.before, c.after,
      not exists (select from customers.import_changes e
        where e.workspace_id = c.workspace_id and e.record_id = c.record_id and e.run_id = c.run_id
          and e.object = c.object and e.other_id = c.other_id and e.n < c.n) as "isFirst",
      ${isOwnRecord(workspaceId, runId)} as "isOwn"
    from customers.import_changes c
    where ${isOf(workspaceId, runId)} and (${before}::bigint is null or c.n < ${before}::bigint)
      ${column ? sql`and c.after ? ${column} and c.object = 'person'` : sql``}
    order by c.n desc limit ${limit}`.execute(db());
  return rows;
}

/** Whether the record of a change, over `c`, was created by the import itself. */
function isOwnRecord(workspaceId: string, runId: string): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from customers.people r where c.object <> 'account' and r.workspace_id = ${workspaceId}
      and r.id = c.record_id and ${wasCreated(runId, 'person')}
    union all
    select from customers.accounts r where c.object = 'account' and r.workspace_id = ${workspaceId}
      and r.id = c.record_id and ${wasCreated(runId, 'account')})`;
}

/** Whether the record, over `r`, came into being by this import. */
export function wasCreated(runId: string, object: RecordObject): RawBuilder<boolean> {
  return sql<boolean>`exists (select from customers.import_creations m
    where m.workspace_id = r.workspace_id and m.run_id = ${runId} and m.object = ${object}
      and m.at = r.created_at and r.id = any(m.record_ids))`;
}

/** Forgets what imports did that ended before, in every workspace. */
export async function deleteNotesBefore(before: Date): Promise<void> {
  for (const table of ['customers.import_creations', 'customers.import_changes'] as const)
    await sql`
      delete from ${sql.table(table)} t using customers.import_runs r
      where r.workspace_id = t.workspace_id and r.id = t.run_id and coalesce(r.finished_at, r.started_at) < ${before}
        and not exists (select from customers.import_undos u
          where u.workspace_id = r.workspace_id and u.run_id = r.id and u.state <> 'done')`.execute(db());
}
