import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { emit } from '../../core/events.ts';
import { conflict } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { deleteTimelineEntries, insertTimelineEntries } from '../store/timeline.ts';
import { getTask } from './read-tasks.ts';
import { nextDay } from './recurrence.ts';
import { remindNext, sameTimeOn } from './rules.ts';
import type { Cancellation, Task } from './schema.ts';
import { type TaskReader, taskReaderOf } from './store/conditions.ts';
import { replaceItems, selectBlockers, selectItems } from './store/task-parts.ts';
import { insertTask, lockInSeries, lockTask, removeTask, type TaskRow, updateTask } from './store/tasks.ts';

const TIMELINE_KIND = 'task';

/** Payload of `task.closed`: done or canceled. */
export interface TaskClosed {
  taskId: string;
}

/** @throws Problem 404; 409 when it is canceled, or waits for an open one. Done already, it stays as it was done. */
export async function completeTask(actor: Actor, id: string): Promise<Task> {
  authorize(actor, 'tasks.write');
  await inTransaction(async () => {
    const reader = await taskReaderOf(actor);
    await completeLocked(actor, reader, await lockTask(reader, id));
  });
  return getTask(actor, id);
}

/** Call in a transaction, with the task as it is locked. */
export async function completeLocked(actor: Actor, reader: TaskReader, task: TaskRow): Promise<void> {
  if (task.state === 'done') return;
  if (task.state === 'canceled') throw conflict('task_canceled', `“${task.title}” is canceled.`);
  const blockers = (await selectBlockers(actor.workspaceId, [task.id])).get(task.id) ?? [];
  const open = blockers.find(({ isOpen }) => isOpen);
  if (open) throw conflict('task_blocked', `“${task.title}” waits for “${open.title}”.`);
  await close(actor, task, 'done');
  await makeNext(actor, reader, task);
  await tellDone(actor, task);
}

/** Of a recurring task the next is made all the same, unless the series is to end. @throws Problem 404; 409 when it is closed. */
export async function cancelTask(actor: Actor, id: string, { endsSeries }: Cancellation): Promise<Task> {
  authorize(actor, 'tasks.write');
  await inTransaction(async () => {
    const reader = await taskReaderOf(actor);
    const task = await lockTask(reader, id);
    if (task.state !== 'open') throw conflict('task_closed', `“${task.title}” is closed already.`);
    await close(actor, task, 'canceled');
    if (!endsSeries) await makeNext(actor, reader, task);
  });
  return getTask(actor, id);
}

/** Opens a closed task again; the next of its series goes away while nobody has touched it. @throws Problem 404 */
export async function reopenTask(actor: Actor, id: string): Promise<Task> {
  authorize(actor, 'tasks.write');
  await inTransaction(async () => {
    const reader = await taskReaderOf(actor);
    await reopenLocked(actor, await lockTask(reader, id));
  });
  return getTask(actor, id);
}

/** Call in a transaction, with the task as it is locked. */
export async function reopenLocked(actor: Actor, task: TaskRow): Promise<void> {
  if (task.state === 'open') return;
  const { workspaceId, now: at } = actor;
  const next = task.seriesId && (await lockInSeries(workspaceId, task.seriesId, (task.seriesPlace ?? 0) + 1));
  const isUntouched = next && next.state === 'open' && next.updatedAt.getTime() === next.createdAt.getTime();
  if (next && isUntouched) await removeTask(workspaceId, next.id);
  await updateTask(
    workspaceId,
    task.id,
    { state: 'open', closedAt: null, closedBy: null, closedByName: null },
    at,
  );
  await deleteTimelineEntries(workspaceId, TIMELINE_KIND, [sourceOf(task, task.closedAt ?? at)]);
  await audit(actor, {
    action: 'task.reopened',
    objectType: 'task',
    objectId: task.id,
    before: { state: task.state },
  });
}

async function close(actor: Actor, task: TaskRow, state: 'done' | 'canceled'): Promise<void> {
  const { workspaceId, now: at, id: closedBy, name: closedByName } = actor;
  await updateTask(workspaceId, task.id, { state, closedAt: at, closedBy, closedByName }, at);
  await audit(actor, {
    ...{
      action: state === 'done' ? 'task.completed' : 'task.canceled',
      objectType: 'task',
      objectId: task.id,
    },
  });
  await emit<TaskClosed>(workspaceId, 'task.closed', { taskId: task.id });
}

/** Once for each place in the series, whoever else does the same. */
async function makeNext(actor: Actor, { today, timeZone }: TaskReader, task: TaskRow): Promise<void> {
  const { recurrence, dueOn, dueAt, seriesStart, seriesPlace } = task;
  if (!recurrence || !dueOn) return;
  const day = nextDay({ rule: recurrence, start: seriesStart ?? dueOn, after: dueOn, notBefore: today });
  if (!day) return;
  const { id: _id, state: _state, closedAt: _at, closedBy: _by, closedByName: _name, ...columns } = task;
  const {
    createdAt: _created,
    updatedAt: _updated,
    deletedAt: _deleted,
    remindedAt: _told,
    ...kept
  } = columns;
  const next = await insertTask(
    actor.workspaceId,
    {
      ...kept,
      ...{ externalId: null, dueOn: day, dueAt: dueAt && sameTimeOn(day, dueAt, timeZone) },
      // Who took a task of a role has taken this one; the next is for the role again.
      assigneeId: task.assigneeRole ? null : task.assigneeId,
      remindAt: task.remindAt && remindNext(task.remindAt, dueOn, day, timeZone),
      seriesPlace: (seriesPlace ?? 0) + 1,
    },
    actor.now,
  );
  const items = (await selectItems(actor.workspaceId, [task.id])).get(task.id) ?? [];
  if (next)
    await replaceItems(
      actor.workspaceId,
      next,
      items.map(({ text }) => ({ text, isDone: false })),
    );
}

/** On the timeline of what the task is about. */
async function tellDone({ workspaceId, now: at, name }: Actor, task: TaskRow): Promise<void> {
  const { accountId, personId } = task;
  if (!accountId && !personId) return;
  const entry = { at, kind: TIMELINE_KIND, sourceId: sourceOf(task, at), code: 'tasks:timeline.done' };
  await insertTimelineEntries(workspaceId, [
    { accountId, personId, ...entry, values: { task: task.title, by: name } },
  ]);
}

function sourceOf({ id }: TaskRow, closedAt: Date): string {
  return `${id} ${closedAt.toISOString()}`;
}
