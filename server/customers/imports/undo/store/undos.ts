import { sql } from 'kysely';
import { db } from '../../../../core/db.ts';
import { type Cursor, toPage } from '../../../../core/page.ts';
import type { KeptReason, KeptRecord } from '../schema.ts';

export interface UndoRow {
  runId: string;
  state: 'queued' | 'running' | 'done';
  undoneBy: string;
  undoneByName: string;
  requestedAt: Date;
  finishedAt: Date | null;
  step: number;
  afterN: number | null;
  totalCount: number;
  doneCount: number;
  removedCount: number;
  restoredCount: number;
  keptCount: number;
}

/** @returns false when somebody has asked for it before. */
export async function insertUndo(
  workspaceId: string,
  undo: Pick<UndoRow, 'runId' | 'undoneBy' | 'undoneByName' | 'requestedAt' | 'totalCount'>,
): Promise<boolean> {
  const inserted = await db()
    .insertInto('customers.importUndos')
    .values({ workspaceId, ...undo })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'runId']).doNothing())
    .returning('runId')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findUndo(workspaceId: string, runId: string): Promise<UndoRow | null> {
  const row = await undoOf(workspaceId, runId).executeTakeFirst();
  return (row as UndoRow | undefined) ?? null;
}

/** The undo for the present step, or null when it is done or another worker is at it. */
export async function lockUndo(workspaceId: string, runId: string): Promise<UndoRow | null> {
  const row = await undoOf(workspaceId, runId)
    .where('state', '<>', 'done')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return (row as UndoRow | undefined) ?? null;
}

function undoOf(workspaceId: string, runId: string) {
  return db()
    .selectFrom('customers.importUndos')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', runId);
}

/** What one step got done. */
export interface StepResult {
  done: number;
  removed: number;
  restored: number;
  kept: number;
}

export async function advanceUndo(
  workspaceId: string,
  { runId }: UndoRow,
  to: { step: number; afterN: number | null; finishedAt: Date | null },
  { done, removed, restored, kept }: StepResult,
): Promise<void> {
  await db()
    .updateTable('customers.importUndos')
    .set((eb) => ({
      ...to,
      state: to.finishedAt ? 'done' : 'running',
      doneCount: eb('doneCount', '+', done),
      removedCount: eb('removedCount', '+', removed),
      restoredCount: eb('restoredCount', '+', restored),
      keptCount: eb('keptCount', '+', kept),
    }))
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', runId)
    .execute();
}

/** Of every workspace: whoever was at them may have been killed. */
export async function listOpenUndos() {
  return db()
    .selectFrom('customers.importUndos')
    .select(['workspaceId', 'runId'])
    .where('state', '<>', 'done')
    .execute();
}

/** @returns how many were not noted before. */
export async function insertKept(
  workspaceId: string,
  runId: string,
  kept: readonly { object: KeptRecord['object']; id: string; reason: KeptReason }[],
): Promise<number> {
  if (kept.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into customers.import_kept (workspace_id, run_id, object, record_id, reason)
    select distinct on (i.object, i.id) ${workspaceId}, ${runId}, i.object, i.id, i.reason
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as i(object text, id text, reason text)
    order by i.object, i.id on conflict do nothing`.execute(db());
  return Number(numAffectedRows ?? 0);
}

/** Which of these records stay as they are, each as its kind and id. */
export async function selectKept(workspaceId: string, runId: string, ids: string[]): Promise<Set<string>> {
  const rows = await db()
    .selectFrom('customers.importKept')
    .select(['object', 'recordId'])
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', runId)
    .where('recordId', '=', (eb) => eb.fn.any(eb.val(ids)))
    .execute();
  return new Set(rows.map(({ object, recordId }) => `${object} ${recordId}`));
}

/** By kind and id. */
export async function pageOfKept(
  workspaceId: string,
  runId: string,
  { limit, after }: { limit: number; after: Cursor | null },
) {
  const { rows } = await sql<KeptRecord>`
    select k.object, k.record_id as "recordId", k.reason, coalesce(a.name, p.name, p.email) as name
    from customers.import_kept k
    left join customers.accounts a
      on a.workspace_id = k.workspace_id and a.id = k.record_id and k.object = 'account'
    left join customers.people p
      on p.workspace_id = k.workspace_id and p.id = k.record_id and k.object <> 'account'
    where k.workspace_id = ${workspaceId} and k.run_id = ${runId}
      and (${after === null} or (k.object, k.record_id) > (${after?.value ?? ''}, ${after?.id ?? ''}))
    order by k.object, k.record_id limit ${limit + 1}`.execute(db());
  return toPage(rows, limit, ({ object, recordId }) => ({ value: object, id: recordId }));
}
