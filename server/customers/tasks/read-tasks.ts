import { type Actor, authorize } from '../../core/actor.ts';
import { decodeCursor } from '../../core/page.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { listMembers } from '../../workspace/index.ts';
import type { Task, TaskCounts, TaskFilters, TaskQuery } from './schema.ts';
import { taskReaderOf } from './store/conditions.ts';
import { countTasks, findTask, pageOfTasks, type StoredTask } from './store/list-tasks.ts';

/** One page of the list; tasks without a day come last in either direction. @throws Problem 422 for a key's own tasks. */
export async function listTasks(
  actor: Actor,
  query: TaskQuery,
): Promise<{ data: Task[]; nextCursor: string | null }> {
  authorize(actor, 'tasks.read');
  const { sort, direction, limit, cursor, ...filters } = query;
  refuseNobody(actor, filters);
  const page = { direction, limit, after: decodeCursor(cursor) };
  const { data, nextCursor } = await pageOfTasks(await taskReaderOf(actor), filters, sort, page);
  return { data: await withAssigneeNames(actor.workspaceId, data), nextCursor };
}

function refuseNobody({ userId }: Actor, { isMine, isForMyRole }: TaskFilters): void {
  if (userId) return;
  const message = 'is for members: an API key is nobody';
  if (isMine !== undefined) throw invalidField('isMine', message);
  if (isForMyRole !== undefined) throw invalidField('isForMyRole', message);
}

/** @throws Problem 404 */
export async function getTask(actor: Actor, id: string): Promise<Task> {
  authorize(actor, 'tasks.read');
  const found = await findTask(await taskReaderOf(actor), id);
  if (!found) throw notFound('task');
  const [task] = await withAssigneeNames(actor.workspaceId, [found]);
  return task as Task;
}

/** What waits for the reader today. */
export async function countMyTasks(actor: Actor): Promise<TaskCounts> {
  authorize(actor, 'tasks.read');
  return countTasks(await taskReaderOf(actor));
}

async function withAssigneeNames(workspaceId: string, tasks: StoredTask[]): Promise<Task[]> {
  const isAssigned = tasks.some(({ assigneeId }) => assigneeId);
  const members = isAssigned ? await listMembers(workspaceId) : [];
  const names = new Map(members.map(({ userId, name }) => [userId, name]));
  return tasks.map((task) => ({ ...task, assigneeName: names.get(task.assigneeId ?? '') ?? null }));
}
