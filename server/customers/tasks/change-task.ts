import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalid } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { differences, pick, refuseStale } from '../differences.ts';
import { refuseUnknown, setBlockers } from './check-task.ts';
import { getTask } from './read-tasks.ts';
import { dueOf, findTaskErrors } from './rules.ts';
import type { Task, TaskChange } from './schema.ts';
import { taskReaderOf } from './store/conditions.ts';
import { holdBlockers, replaceItems } from './store/task-parts.ts';
import { lockTask, type TaskRow, updateTask } from './store/tasks.ts';

/**
 * Changes what is given: absent keeps, null erases, lists are replaced. A new reminder reminds again.
 * @throws Problem 404; 409 when it was changed after `readAt`; 422 as for a new one.
 */
export async function changeTask(actor: Actor, id: string, change: TaskChange): Promise<Task> {
  authorize(actor, 'tasks.write');
  const { workspaceId, now: at } = actor;
  const { readAt, items, blockerIds, dueOn, dueAt, ...fields } = change;
  await inTransaction(async () => {
    const reader = await taskReaderOf(actor);
    // Before any task, as everybody does who arranges what waits for what.
    if (blockerIds) await holdBlockers(workspaceId);
    const before = await lockTask(reader, id);
    refuseStale(before.updatedAt, readAt);
    await refuseUnknown(actor, change);
    const due = dueOf(
      before,
      { ...(dueOn !== undefined && { dueOn }), ...(dueAt !== undefined && { dueAt }) },
      reader.timeZone,
    );
    const after = differences<TaskRow>(before, { ...fields, ...due });
    const errors = findTaskErrors({ ...before, ...after });
    if (errors.length > 0) throw invalid(errors);
    if (Object.keys(after).length > 0 || items || blockerIds)
      await updateTask(workspaceId, id, { ...after, ...seriesOf(before, after), ...remindedOf(after) }, at);
    if (items) await replaceItems(workspaceId, id, items);
    if (blockerIds) await setBlockers(reader, id, blockerIds);
    await audit(actor, {
      ...{ action: 'task.changed', objectType: 'task', objectId: id, before: pick(before, after) },
      after: { ...after, ...(items && { items }), ...(blockerIds && { blockerIds }) },
    });
  });
  return getTask(actor, id);
}

/** A rule makes the task the first of a series; another rule counts from the day that the task has now. */
function seriesOf(before: TaskRow, after: Partial<TaskRow>): Partial<TaskRow> {
  if (after.recurrence === undefined || after.recurrence === null) return {};
  return {
    seriesId: before.seriesId ?? before.id,
    seriesPlace: before.seriesPlace ?? 0,
    seriesStart: after.dueOn ?? before.dueOn,
  };
}

function remindedOf(after: Partial<TaskRow>): Partial<TaskRow> {
  return after.remindAt === undefined ? {} : { remindedAt: null };
}

/**
 * Takes a task that waits for a role. Of two who do so at once, one gets it.
 * @throws Problem 404; 409 when somebody has it, and for a key, which is nobody.
 */
export async function takeTask(actor: Actor, id: string): Promise<Task> {
  authorize(actor, 'tasks.write');
  const { workspaceId, userId, now: at } = actor;
  if (!userId) throw conflict('not_a_member', 'Only a member can take a task; an API key is nobody.');
  await inTransaction(async () => {
    const before = await lockTask(await taskReaderOf(actor), id);
    if (before.assigneeId === userId) return;
    if (before.assigneeId) throw conflict('task_taken', 'Somebody else has taken this task.');
    await updateTask(workspaceId, id, { assigneeId: userId }, at);
    await audit(actor, {
      ...{ action: 'task.taken', objectType: 'task', objectId: id, after: { assigneeId: userId } },
    });
  });
  return getTask(actor, id);
}
