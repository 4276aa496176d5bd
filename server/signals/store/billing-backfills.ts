import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { BackfillStage, BillingBackfill } from '../schema/backfill.ts';

export type BackfillRow = Omit<BillingBackfill, 'doneStages' | 'allStages'> & {
  id: string;
  sealedKey: string | null;
  cursor: string | null;
};

const columns = [
  ...(['id', 'sealedKey', 'state', 'stage', 'cursor', 'fetchedCount', 'newCount', 'error'] as const),
  ...(['startedAt', 'finishedAt'] as const),
] as const;

export async function findBackfill(workspaceId: string, connectionId: string): Promise<BackfillRow | null> {
  const row = await selectBackfill(workspaceId, connectionId).executeTakeFirst();
  return (row as BackfillRow | undefined) ?? null;
}

/** Until the transaction's end nobody else keeps a page of it. */
export async function lockBackfill(workspaceId: string, connectionId: string): Promise<BackfillRow | null> {
  const row = await selectBackfill(workspaceId, connectionId).forUpdate().executeTakeFirst();
  return (row as BackfillRow | undefined) ?? null;
}

function selectBackfill(workspaceId: string, connectionId: string) {
  return db()
    .selectFrom('signals.billingBackfills')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('connectionId', '=', connectionId);
}

interface NewRun {
  id: string;
  sealedKey: string;
  stage: BackfillStage;
  startedBy: string;
  startedAt: Date;
}

/** @returns whether it began; false while another run goes on. */
export async function insertBackfill(
  workspaceId: string,
  connectionId: string,
  run: NewRun,
): Promise<boolean> {
  const fresh = { cursor: null, fetchedCount: 0, newCount: 0, error: null, finishedAt: null };
  const values = { state: 'running' as const, ...fresh, ...run };
  const row = await db()
    .insertInto('signals.billingBackfills')
    .values({ workspaceId, connectionId, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['workspaceId', 'connectionId'])
        .doUpdateSet(values)
        .where('signals.billingBackfills.state', '<>', 'running'),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export interface PageKept {
  stage: BackfillStage;
  cursor: string | null;
  fetched: number;
  fresh: number;
}

export async function updateBackfill(workspaceId: string, id: string, page: PageKept): Promise<void> {
  const { stage, cursor, fetched, fresh } = page;
  await db()
    .updateTable('signals.billingBackfills')
    .set({
      ...{ stage, cursor, error: null },
      fetchedCount: sql<number>`fetched_count + ${fetched}`,
      newCount: sql<number>`new_count + ${fresh}`,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Only of a run that goes on; its key is forgotten. @returns whether it was one. */
export async function finishBackfill(
  workspaceId: string,
  id: string,
  end: { state: 'done' | 'failed' | 'canceled'; error: string | null; finishedAt: Date },
): Promise<boolean> {
  const row = await db()
    .updateTable('signals.billingBackfills')
    .set({ ...end, sealedKey: null })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function noteBackfillError(workspaceId: string, id: string, error: string): Promise<void> {
  await db()
    .updateTable('signals.billingBackfills')
    .set({ error })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}
