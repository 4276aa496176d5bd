import { sql } from 'kysely';
import { db, inTransaction } from '../core/db.ts';

/** Changed rows. */
const WORTH_ANALYZING = 100;
/** A tenth of what is usual. */
const ROUGH_STATISTICS = '10';

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

/**
 * Tells the planner how the tables have grown: until then it takes every one for a small one. A rough idea is enough
 * until the database's own upkeep comes by.
 */
export async function analyzeGrown(): Promise<void> {
  const { rows } = await sql<{ table: string }>`
    select format('%I.%I', schemaname, relname) as table from pg_stat_user_tables
    where n_mod_since_analyze > ${WORTH_ANALYZING} and n_mod_since_analyze > n_live_tup / 2`.execute(db());
  if (rows.length === 0) return;
  await inTransaction(async () => {
    await sql`select set_config('default_statistics_target', ${ROUGH_STATISTICS}, true)`.execute(db());
    await sql`analyze ${sql.join(rows.map(({ table }) => sql.raw(table)))}`.execute(db());
  });
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
