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

/**
 * Takes a step, to be done in the same transaction. A second process that wants it waits for the end of that.
 * @returns false when it is done already.
 */
export async function claimStep(workspaceId: string, step: number): Promise<boolean> {
  const claimed = await db()
    .insertInto('sample.loadSteps')
    .values({ workspaceId, step })
    .onConflict((conflict) => conflict.doNothing())
    .returning('step')
    .executeTakeFirst();
  return claimed !== undefined;
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
