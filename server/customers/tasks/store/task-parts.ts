import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import type { Task, TaskItem } from '../schema.ts';

/** The checklist of each task, in its order. */
export async function selectItems(workspaceId: string, taskIds: string[]): Promise<Map<string, TaskItem[]>> {
  if (taskIds.length === 0) return new Map();
  const rows = await db()
    .selectFrom('customers.taskItems')
    .select(['taskId', 'text', 'isDone'])
    .where('workspaceId', '=', workspaceId)
    .where('taskId', 'in', taskIds)
    .orderBy('taskId')
    .orderBy('place')
    .execute();
  return grouped(rows, ({ text, isDone }) => ({ text, isDone }));
}

export async function replaceItems(workspaceId: string, taskId: string, items: TaskItem[]): Promise<void> {
  await db()
    .deleteFrom('customers.taskItems')
    .where('workspaceId', '=', workspaceId)
    .where('taskId', '=', taskId)
    .execute();
  if (items.length === 0) return;
  const rows = items.map((item, place) => ({ workspaceId, taskId, place, ...item }));
  await db().insertInto('customers.taskItems').values(rows).execute();
}

/** What each task waits for, and whether it still does. */
export async function selectBlockers(
  workspaceId: string,
  taskIds: string[],
): Promise<Map<string, Task['blockers']>> {
  if (taskIds.length === 0) return new Map();
  const rows = await db()
    .selectFrom('customers.taskBlockers as k')
    .innerJoin('customers.tasks as o', (join) =>
      join.onRef('o.workspaceId', '=', 'k.workspaceId').onRef('o.id', '=', 'k.blockerId'),
    )
    .select(['k.taskId', 'o.id', 'o.title', 'o.state'])
    .where('k.workspaceId', '=', workspaceId)
    .where('k.taskId', 'in', taskIds)
    .where('o.deletedAt', 'is', null)
    .orderBy('o.id')
    .execute();
  return grouped(rows, ({ id, title, state }) => ({ id, title, isOpen: state === 'open' }));
}

/** Nobody else changes what waits for what until the transaction ends, so that no circle can come about. */
export async function holdBlockers(workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`customers.task_blockers ${workspaceId}`}, 0))`.execute(
    db(),
  );
}

export async function replaceBlockers(workspaceId: string, taskId: string, blockerIds: string[]) {
  await db()
    .deleteFrom('customers.taskBlockers')
    .where('workspaceId', '=', workspaceId)
    .where('taskId', '=', taskId)
    .execute();
  if (blockerIds.length === 0) return;
  const rows = blockerIds.map((blockerId) => ({ workspaceId, taskId, blockerId }));
  await db().insertInto('customers.taskBlockers').values(rows).execute();
}

/** Whether the task, directly or through others, waits for itself. */
export async function waitsForItself(workspaceId: string, taskId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    with recursive waits as (
      select blocker_id from customers.task_blockers where workspace_id = ${workspaceId} and task_id = ${taskId}
      union
      select k.blocker_id from waits w
      join customers.task_blockers k on k.workspace_id = ${workspaceId} and k.task_id = w.blocker_id
    )
    select exists (select from waits where blocker_id = ${taskId}) as found`.execute(db());
  return rows[0]?.found ?? false;
}

function grouped<Row extends { taskId: string }, Value>(rows: Row[], toValue: (row: Row) => Value) {
  const groups = new Map<string, Value[]>();
  for (const row of rows) groups.set(row.taskId, [...(groups.get(row.taskId) ?? []), toValue(row)]);
  return groups;
}
