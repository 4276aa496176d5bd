import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { seekEach } from '../../core/first-steps.ts';

export interface Progress {
  dismissedAt: Date | null;
  tourStop: string | null;
  tourEndedAt: Date | null;
}

export async function findProgress(workspaceId: string, userId: string): Promise<Progress | undefined> {
  return db()
    .selectFrom('strategy.learning')
    .select(['dismissedAt', 'tourStop', 'tourEndedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .executeTakeFirst();
}

/** Writes what is given and nothing else: a tour on one device and a dismissal on another do not meet. */
export async function writeProgress(
  workspaceId: string,
  userId: string,
  changed: Partial<Progress>,
): Promise<void> {
  await db()
    .insertInto('strategy.learning')
    .values({ workspaceId, userId, ...changed })
    .onConflict((conflict) =>
      Object.keys(changed).length === 0
        ? conflict.columns(['workspaceId', 'userId']).doNothing()
        : conflict.columns(['workspaceId', 'userId']).doUpdateSet(changed),
    )
    .execute();
}

/** Which first steps the records of this room show as taken. */
export function readStrategySteps(workspaceId: string) {
  return seekEach({
    report: sql`select 1 from strategy.report_schedules where workspace_id = ${workspaceId}`,
  });
}
