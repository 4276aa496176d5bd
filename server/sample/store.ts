import { sql } from 'kysely';
import { db } from '../core/db.ts';

export type LoadState = 'loading' | 'ready' | 'failed';

export async function insertLoad(workspaceId: string, load: { accountCount: number; today: string }) {
  await db()
    .insertInto('sample.loads')
    .values({ workspaceId, ...load })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findLoad(workspaceId: string) {
  const row = await db()
    .selectFrom('sample.loads')
    .select(['accountCount', 'today', 'state', 'stepsDone', 'stepCount', 'label'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  return row ? { ...row, state: row.state as LoadState } : null;
}

/** Holds the load against a second process until the transaction ends. Returns how many steps are done. */
export async function lockStepsDone(workspaceId: string): Promise<number> {
  const row = await db()
    .selectFrom('sample.loads')
    .select('stepsDone')
    .where('workspaceId', '=', workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.stepsDone;
}

export async function updateLoad(
  workspaceId: string,
  change: { state?: LoadState; stepsDone?: number; stepCount?: number; label?: string },
): Promise<void> {
  await db()
    .updateTable('sample.loads')
    .set({ ...change, updatedAt: sql<Date>`now()` })
    .where('workspaceId', '=', workspaceId)
    .execute();
}
