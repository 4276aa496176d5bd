import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalid } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { refuseUnknown, setBlockers } from './check-task.ts';
import { getTask } from './read-tasks.ts';
import { dueOf, findTaskErrors } from './rules.ts';
import type { NewTask, Task } from './schema.ts';
import { taskReaderOf } from './store/conditions.ts';
import { holdBlockers, replaceItems } from './store/task-parts.ts';
import { findTaskByExternalId, insertTask, type TaskColumns } from './store/tasks.ts';

/**
 * Makes a task; without an assignee and a role it is for who makes it. An external id names one task for ever: told
 * again, that task is answered as it is.
 * @throws Problem 404 for an unknown account, person, deal or blocker; 409 when the external id is a deleted task's;
 * 422 for an unknown member or role, and for a recurring task without a day.
 */
export async function createTask(actor: Actor, wanted: NewTask): Promise<Task> {
  authorize(actor, 'tasks.write');
  const { workspaceId, now: at } = actor;
  const { items = [], blockerIds = [], externalId } = wanted;
  const id = await inTransaction(async () => {
    if (blockerIds.length > 0) await holdBlockers(workspaceId);
    await refuseUnknown(actor, wanted);
    const reader = await taskReaderOf(actor);
    const columns = toColumns(actor, wanted, reader.timeZone);
    const errors = findTaskErrors(columns);
    if (errors.length > 0) throw invalid(errors);
    const made = await insertTask(workspaceId, columns, at);
    if (!made) return findStanding(workspaceId, externalId ?? '');
    await replaceItems(workspaceId, made, items);
    if (blockerIds.length > 0) await setBlockers(reader, made, blockerIds);
    await audit(actor, { action: 'task.created', objectType: 'task', objectId: made, after: wanted });
    return made;
  });
  return getTask(actor, id);
}

function toColumns({ id, name, userId }: Actor, wanted: NewTask, timeZone: string): TaskColumns {
  const due = dueOf({ dueOn: null, dueAt: null }, wanted, timeZone);
  const recurrence = wanted.recurrence ?? null;
  const isForNobody = !wanted.assigneeId && !wanted.assigneeRole && wanted.assigneeId !== null;
  return {
    ...{ externalId: wanted.externalId ?? null, title: wanted.title, note: wanted.note ?? null, ...due },
    ...{ priority: wanted.priority ?? 'normal', assigneeRole: wanted.assigneeRole ?? null },
    assigneeId: isForNobody ? userId : (wanted.assigneeId ?? null),
    ...{
      accountId: wanted.accountId ?? null,
      personId: wanted.personId ?? null,
      dealId: wanted.dealId ?? null,
    },
    ...{ recurrence, seriesId: null, remindAt: wanted.remindAt ?? null, createdBy: id, createdByName: name },
    ...(recurrence ? { seriesPlace: 0, seriesStart: due.dueOn } : { seriesPlace: null, seriesStart: null }),
  };
}

/** @throws Problem 409 when it was deleted */
async function findStanding(workspaceId: string, externalId: string): Promise<string> {
  const known = await findTaskByExternalId(workspaceId, externalId);
  if (!known || known.deletedAt)
    throw conflict('task_deleted', 'The task with this external id was deleted.');
  return known.id;
}
