import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { NewSchedule, ReportSchedule } from './schema.ts';

const columns = ['id', 'name', 'rhythm', 'query', 'userIds', 'nextDay', 'createdByName'] as const;

export type StoredSchedule = ReportSchedule & { workspaceId: string };

export async function selectSchedules(workspaceId: string): Promise<ReportSchedule[]> {
  const rows = await db()
    .selectFrom('strategy.reportSchedules')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows as ReportSchedule[];
}

export async function insertSchedule(
  workspaceId: string,
  schedule: NewSchedule & {
    id: string;
    nextDay: string;
    createdBy: string;
    createdByName: string;
    createdAt: Date;
  },
): Promise<void> {
  const { query, ...rest } = schedule;
  await db()
    .insertInto('strategy.reportSchedules')
    .values({ workspaceId, ...rest, query: JSON.stringify(query) })
    .execute();
}

/** @returns what it was, or null when there is none. */
export async function deleteSchedule(workspaceId: string, id: string): Promise<ReportSchedule | null> {
  const row = await db()
    .deleteFrom('strategy.reportSchedules')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst();
  return (row as ReportSchedule | undefined) ?? null;
}

/** Of all workspaces, those that may be due in some time zone; each workspace's own day decides. */
export async function listSchedulesUntil(day: string): Promise<StoredSchedule[]> {
  const rows = await db()
    .selectFrom('strategy.reportSchedules')
    .select([...columns, 'workspaceId'])
    .where('nextDay', '<=', day)
    .orderBy('workspaceId')
    .orderBy('id')
    .execute();
  return rows as StoredSchedule[];
}

/** Moves it on from the day that was read, once. @returns whether nobody else has sent it meanwhile. */
export async function moveOn(
  workspaceId: string,
  id: string,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('strategy.reportSchedules')
    .set({ nextDay: sql<string>`${to}::date` })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('nextDay', '=', sql<string>`${from}::date`)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
