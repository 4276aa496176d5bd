import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { invalidField, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { getOwnerNames } from '../owners.ts';
import { completeLocked, reopenLocked } from './close-task.ts';
import type { TasksAnswer, TasksChange } from './schema.ts';
import { type TaskReader, taskReaderOf } from './store/conditions.ts';
import { lockTasks, type TaskRow, updateTask } from './store/tasks.ts';

type Value = string | boolean | null;
type Field = TasksChange['field'];

const VALUE_OF: Record<Field, (task: TaskRow) => Value> = {
  assigneeId: (task) => task.assigneeId,
  dueOn: (task) => task.dueOn,
  isDone: (task) => task.state === 'done',
  isDeleted: (task) => task.deletedAt !== null,
};

/**
 * Hands over, moves to another day, completes, deletes or brings back many tasks at once, all or none.
 * @returns the body that puts back what was before.
 * @throws Problem 404 when one of them is not a task of the workspace; 409 when one that is to be done is canceled or
 * waits for another; 422 for an unknown member, and for a recurring task that would lose its day.
 */
export async function changeTasks(actor: Actor, change: TasksChange): Promise<TasksAnswer> {
  authorize(actor, 'tasks.write');
  const { field } = change;
  const wanted = wantedValues(change);
  const path = 'ids' in change ? 'value' : 'changes';
  return inTransaction(async () => {
    const reader = await taskReaderOf(actor);
    if (field === 'assigneeId') {
      const members = [...new Set(wanted.values())].filter((id) => typeof id === 'string');
      await getOwnerNames(actor.workspaceId, members, path);
    }
    const known = await lockTasks(reader, [...wanted.keys()], field === 'isDeleted');
    if (known.length < wanted.size) throw notFound('task');
    const changing = known.filter((task) => VALUE_OF[field](task) !== wanted.get(task.id));
    if (changing.length === 0) return { changedCount: 0, undo: null };
    const before = changing.map((task) => ({ id: task.id, value: VALUE_OF[field](task) }));
    for (const task of changing)
      await set(actor, reader, task, { field, value: wanted.get(task.id) ?? null, path });
    const after = changing.map(({ id }) => ({ id, value: wanted.get(id) ?? null }));
    await audit(actor, { action: 'tasks.changed', objectType: 'tasks', objectId: field, before, after });
    return { changedCount: changing.length, undo: { field, changes: before } };
  });
}

function wantedValues(change: TasksChange): Map<string, Value> {
  const pairs: { id: string; value: Value }[] =
    'ids' in change ? change.ids.map((id) => ({ id, value: change.value })) : change.changes;
  return new Map(pairs.map(({ id, value }) => [id, value]));
}

interface Wish {
  field: Field;
  value: Value;
  /** Which field of the body a refusal names. */
  path: string;
}

async function set(
  actor: Actor,
  reader: TaskReader,
  task: TaskRow,
  { field, value, path }: Wish,
): Promise<void> {
  const { workspaceId, now: at } = actor;
  if (field === 'isDone') return value ? completeLocked(actor, reader, task) : reopenLocked(actor, task);
  if (field === 'isDeleted') return updateTask(workspaceId, task.id, { deletedAt: value ? at : null }, at);
  const text = value as string | null;
  if (field === 'assigneeId') return updateTask(workspaceId, task.id, { assigneeId: text }, at);
  if (text === null && task.recurrence !== null)
    throw invalidField(path, `“${task.title}” recurs and needs a day`);
  return updateTask(workspaceId, task.id, { dueOn: text, dueAt: null }, at);
}
