import { sql } from 'kysely';
import { db, pool } from '../../../core/db.ts';
import { type Cursor, toPage } from '../../../core/page.ts';
import { toStorableJson } from '../../rules.ts';
import { DryRunRecord, type ImportState } from '../schema.ts';

export interface RunRow {
  id: string;
  state: ImportState;
  createdByName: string;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  dryRun: DryRunRecord | null;
  family: string | null;
}

const columns = ['id', 'state', 'createdByName', 'createdAt', 'startedAt', 'finishedAt', 'family'] as const;

export async function insertRun(
  workspaceId: string,
  run: { id: string; createdBy: string; createdByName: string; createdAt: Date; family: string | null },
): Promise<void> {
  await db()
    .insertInto('customers.importRuns')
    .values({ workspaceId, ...run })
    .execute();
}

export async function findRun(workspaceId: string, id: string): Promise<RunRow | null> {
  const row = await db()
    .selectFrom('customers.importRuns')
    .select([...columns, 'dryRun'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    ...row,
    state: row.state as ImportState,
    dryRun: row.dryRun === null ? null : DryRunRecord.parse(row.dryRun),
  };
}

/** The run as it is, locked until the transaction ends. */
export async function lockRun(workspaceId: string, id: string) {
  const row = await db()
    .selectFrom('customers.importRuns')
    .select(['state', 'startedAt', 'finishedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? { ...row, state: row.state as ImportState } : null;
}

/** Newest first. */
export async function listRuns(
  workspaceId: string,
  query: { state: ImportState | undefined; limit: number; after: Cursor | null },
) {
  let select = db()
    .selectFrom('customers.importRuns')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.state) select = select.where('state', '=', query.state);
  const { after } = query;
  if (after)
    select = select.where(sql<boolean>`(created_at, id) < (${after.value}::timestamptz, ${after.id})`);
  const rows = (await select.execute()).map((row) => ({ ...row, state: row.state as ImportState }));
  return toPage(rows, query.limit, (row) => ({ value: row.createdAt.toISOString(), id: row.id }));
}

/** Moves a run on from one of the named states. @returns false when it was in another. */
export async function moveRun(
  workspaceId: string,
  id: string,
  from: ImportState[],
  to: ImportState,
): Promise<boolean> {
  const moved = await db()
    .updateTable('customers.importRuns')
    .set({ state: to, leasedUntil: null, attempts: 0 })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst();
  return moved !== undefined;
}

/**
 * Takes the run for the present worker, unless another one holds it.
 * @returns how often it was begun without getting on, this time included; null when it is not to be had.
 */
export async function claimRun(
  workspaceId: string,
  id: string,
  claim: { from: ImportState[]; to: ImportState; now: Date; leasedUntil: Date },
): Promise<number | null> {
  const claimed = await db()
    .updateTable('customers.importRuns')
    .set((eb) => ({
      state: claim.to,
      leasedUntil: claim.leasedUntil,
      startedAt: eb.fn.coalesce('startedAt', eb.val(claim.now)),
      attempts: eb('attempts', '+', 1),
    }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', 'in', claim.from)
    .where((eb) => eb.or([eb('leasedUntil', 'is', null), eb('leasedUntil', '<', claim.now)]))
    .returning('attempts')
    .executeTakeFirst();
  return claimed?.attempts ?? null;
}

/**
 * Keeps the run for the worker that holds this lease; what it got done clears the failed attempts.
 * @returns false when the run was canceled or is another worker's: then nothing more may be done.
 */
export async function renewLease(
  workspaceId: string,
  id: string,
  held: Date,
  leasedUntil: Date,
): Promise<boolean> {
  const renewed = await db()
    .updateTable('customers.importRuns')
    .set({ leasedUntil, attempts: 0 })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('leasedUntil', '=', held)
    .returning('id')
    .executeTakeFirst();
  return renewed !== undefined;
}

/** The same from outside of the open transaction, which is a dry run's and comes to nothing. */
export async function keepLease(
  workspaceId: string,
  id: string,
  held: Date,
  leasedUntil: Date,
): Promise<boolean> {
  const { rowCount } = await pool().query(
    `update customers.import_runs set leased_until = $4
     where workspace_id = $1 and id = $2 and leased_until = $3`,
    [workspaceId, id, held, leasedUntil],
  );
  return rowCount === 1;
}

/** Lets another worker, or the next attempt, take the run at once. */
export async function releaseRun(workspaceId: string, id: string, held: Date): Promise<void> {
  await db()
    .updateTable('customers.importRuns')
    .set({ leasedUntil: null })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('leasedUntil', '=', held)
    .execute();
}

/** @returns false when the run is no longer the holder's of this lease: then it stays as it is. */
export async function finishRun(
  workspaceId: string,
  id: string,
  held: Date,
  end: { state: ImportState; finishedAt: Date | null; dryRun?: DryRunRecord },
): Promise<boolean> {
  const finished = await db()
    .updateTable('customers.importRuns')
    .set({
      state: end.state,
      finishedAt: end.finishedAt,
      leasedUntil: null,
      ...(end.dryRun ? { dryRun: toStorableJson(end.dryRun) } : {}),
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('leasedUntil', '=', held)
    .returning('id')
    .executeTakeFirst();
  return finished !== undefined;
}

/** Runs that nobody works on but somebody should, in every workspace: each is queued again under its own. */
export async function listAbandonedRuns(now: Date) {
  return db()
    .selectFrom('customers.importRuns')
    .select(['workspaceId', 'id', 'state'])
    .where('state', 'in', ['checking', 'queued', 'running'])
    .where((eb) => eb.or([eb('leasedUntil', 'is', null), eb('leasedUntil', '<', now)]))
    .execute();
}

/** Drafts, failed and canceled runs that nobody went on with, in every workspace. */
export async function listStaleRuns(before: Date) {
  return db()
    .selectFrom('customers.importRuns')
    .select(['workspaceId', 'id', 'state'])
    .where('state', 'in', ['draft', 'failed', 'canceled'])
    .where('createdAt', '<', before)
    .execute();
}

/** What it told is no longer so. */
export async function forgetDryRun(workspaceId: string, id: string): Promise<void> {
  await db()
    .updateTable('customers.importRuns')
    .set({ dryRun: null })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

export async function deleteRun(workspaceId: string, id: string): Promise<void> {
  await db()
    .deleteFrom('customers.importRuns')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}
