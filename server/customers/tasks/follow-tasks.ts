import type { Actor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { cancelTask, reopenTask } from './close-task.ts';
import type { Task } from './schema.ts';
import { taskReaderOf } from './store/conditions.ts';
import { lockTasks } from './store/tasks.ts';

/** How a task stands that another room has made. */
export interface FollowedTask {
  id: string;
  state: Task['state'];
  closedAt: Date | null;
  closedByName: string | null;
}

/** The tasks that there still are of these, locked until the transaction ends; a deleted one is missing. */
export async function followTasks(actor: Actor, ids: string[]): Promise<Map<string, FollowedTask>> {
  if (ids.length === 0) return new Map();
  const tasks = await lockTasks(await taskReaderOf(actor), ids);
  return new Map(
    tasks.map(({ id, state, closedAt, closedByName }) => [id, { id, state, closedAt, closedByName }]),
  );
}

/** Cancels those that are open. */
export async function cancelOpenTasks(actor: Actor, ids: string[]): Promise<void> {
  await inTransaction(async () => {
    for (const { id, state } of (await followTasks(actor, ids)).values())
      if (state === 'open') await cancelTask(actor, id, { endsSeries: true });
  });
}

/** Opens those again that are canceled. */
export async function reopenCanceledTasks(actor: Actor, ids: string[]): Promise<void> {
  await inTransaction(async () => {
    for (const { id, state } of (await followTasks(actor, ids)).values())
      if (state === 'canceled') await reopenTask(actor, id);
  });
}
