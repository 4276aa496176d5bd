import { db } from '../../core/db.ts';

interface GroupMinimum {
  groupId: string;
  currency: string;
  amountMinor: number;
}

interface GroupSchedule {
  groupId: string;
  dayOfMonth: number | null;
  firstMonth: string | null;
}

export async function listGroupMinimums(workspaceId: string): Promise<GroupMinimum[]> {
  return db()
    .selectFrom('payouts.groupMinimums')
    .select(['groupId', 'currency', 'amountMinor'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('currency')
    .execute();
}

export async function listGroupSchedules(workspaceId: string): Promise<GroupSchedule[]> {
  return db()
    .selectFrom('payouts.groupSchedules')
    .select(['groupId', 'dayOfMonth', 'firstMonth'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('groupId')
    .execute();
}

/** These instead of those there are. */
export async function replaceGroupMinimums(
  workspaceId: string,
  groupId: string,
  minimums: { currency: string; amountMinor: number }[],
  updatedAt: Date,
): Promise<void> {
  await db()
    .deleteFrom('payouts.groupMinimums')
    .where('workspaceId', '=', workspaceId)
    .where('groupId', '=', groupId)
    .execute();
  if (minimums.length === 0) return;
  await db()
    .insertInto('payouts.groupMinimums')
    .values(minimums.map((minimum) => ({ workspaceId, groupId, ...minimum, updatedAt })))
    .execute();
}

export async function upsertGroupSchedule(
  workspaceId: string,
  { groupId, ...schedule }: GroupSchedule,
  updatedAt: Date,
): Promise<void> {
  await db()
    .insertInto('payouts.groupSchedules')
    .values({ workspaceId, groupId, ...schedule, updatedAt })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'groupId']).doUpdateSet({ ...schedule, updatedAt }),
    )
    .execute();
}

/** The company's schedule counts again. */
export async function deleteGroupSchedule(workspaceId: string, groupId: string): Promise<void> {
  await db()
    .deleteFrom('payouts.groupSchedules')
    .where('workspaceId', '=', workspaceId)
    .where('groupId', '=', groupId)
    .execute();
}

/** @returns whether nobody has taken this month of the group before. */
export async function takeGroupMonth(
  workspaceId: string,
  groupId: string,
  month: string,
  createdAt: Date,
): Promise<boolean> {
  const row = await db()
    .insertInto('payouts.groupMonths')
    .values({ workspaceId, groupId, month, createdAt })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'groupId', 'month']).doNothing())
    .returning('month')
    .executeTakeFirst();
  return row !== undefined;
}
