import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { TaskCalendar } from './schema.ts';

const NOTED_EVERY_SECONDS = 3_600;

export async function findCalendar(workspaceId: string, userId: string): Promise<TaskCalendar | null> {
  const row = await db()
    .selectFrom('customers.taskCalendars')
    .select(['createdAt', 'lastReadAt'])
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return row ?? null;
}

/** The address before it is no longer one. */
export async function putCalendar(
  workspaceId: string,
  { userId, tokenHash, createdAt }: { userId: string; tokenHash: string; createdAt: Date },
): Promise<void> {
  const columns = { tokenHash, createdAt, lastReadAt: null };
  await db()
    .insertInto('customers.taskCalendars')
    .values({ workspaceId, userId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'userId']).doUpdateSet(columns))
    .execute();
}

/** @returns whether there was one. */
export async function deleteCalendar(workspaceId: string, userId: string): Promise<boolean> {
  const { numDeletedRows } = await db()
    .deleteFrom('customers.taskCalendars')
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Whose address it is; looks through all workspaces on purpose, as the token alone says which it is. */
export async function findCalendarOwner(tokenHash: string) {
  const row = await db()
    .selectFrom('customers.taskCalendars')
    .select(['workspaceId', 'userId'])
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
  return row ?? null;
}

/** Written at most once an hour, however often a calendar asks. */
export async function noteReading(workspaceId: string, userId: string, at: Date): Promise<void> {
  await db()
    .updateTable('customers.taskCalendars')
    .set({ lastReadAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .where(
      sql<boolean>`(last_read_at is null or last_read_at < ${at}::timestamptz - make_interval(secs => ${NOTED_EVERY_SECONDS}))`,
    )
    .execute();
}
