import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { refuseForeign } from '../deals/create-deal.ts';
import { findOwnerOfAccount } from '../deals/store/deals.ts';
import { changeTasks } from '../tasks/change-tasks.ts';
import { createTask } from '../tasks/create-task.ts';
import { getTask } from '../tasks/read-tasks.ts';
import type { Task } from '../tasks/schema.ts';
import { taskReaderOf } from '../tasks/store/conditions.ts';
import { lockTasks } from '../tasks/store/tasks.ts';
import { dayAfter } from './rules.ts';
import type { NewTemplateUse, TemplateUse, UndoneUse } from './schema.ts';
import {
  deleteUse,
  findUse,
  insertUse,
  lockTemplate,
  lockUse,
  type StoredTemplate,
  type StoredUse,
  setUseTasks,
} from './store.ts';

/**
 * Makes all tasks of a template for an account, in one transaction. Asked again with the same start, what was made then
 * is answered.
 * @throws Problem 404 for an unknown template or account; 409 when the template is archived.
 */
export async function applyTaskTemplate(
  actor: Actor,
  templateId: string,
  wanted: NewTemplateUse,
): Promise<TemplateUse> {
  authorize(actor, 'tasks.write');
  const { workspaceId, name: appliedByName, now: appliedAt } = actor;
  return inTransaction(async () => {
    const template = await lockTemplate(workspaceId, templateId);
    if (!template) throw notFound('task template');
    await refuseForeign(workspaceId, wanted.accountId, []);
    const known = await findUse(workspaceId, { templateId, ...wanted });
    if (known) return toUse(actor, known);
    if (template.archivedAt) throw conflict('template_archived', 'This template is archived.');
    const id = await insertUse(workspaceId, { templateId, ...wanted, appliedByName, appliedAt });
    if (!id) throw conflict('template_applied', 'This template was just applied to the account.');
    const taskIds = await makeTasks(actor, template, wanted);
    await setUseTasks(workspaceId, id, taskIds);
    await audit(actor, {
      ...{ action: 'task_template.applied', objectType: 'task_template', objectId: templateId },
      after: { ...wanted, taskIds },
    });
    return toUse(actor, { id, templateId, ...wanted, taskIds, appliedByName, appliedAt });
  });
}

/** @returns their ids, in the order of the steps. */
async function makeTasks(
  actor: Actor,
  { steps }: StoredTemplate,
  { accountId, startOn }: NewTemplateUse,
): Promise<string[]> {
  const owner = await findOwnerOfAccount(actor.workspaceId, accountId);
  const made: string[] = [];
  for (const { offsetDays, waitsForPrevious, assigneeId, assigneeRole, ...step } of steps) {
    const isForOwner = !assigneeId && !assigneeRole && owner !== null;
    const { id } = await createTask(actor, {
      ...{ ...step, accountId, dueOn: dayAfter(startOn, offsetDays), assigneeRole },
      ...(assigneeId && { assigneeId }),
      ...(isForOwner && { assigneeId: owner }),
      ...(waitsForPrevious && { blockerIds: made.slice(-1) }),
    });
    made.push(id);
  }
  return made;
}

/**
 * Takes back an application: its open tasks are deleted, and the template can be applied to the account again. What is
 * done or canceled stays.
 * @throws Problem 404
 */
export async function undoTemplateUse(actor: Actor, id: string): Promise<UndoneUse> {
  authorize(actor, 'tasks.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const use = await lockUse(workspaceId, id);
    if (!use) throw notFound('application of a task template');
    const standing = await lockTasks(await taskReaderOf(actor), use.taskIds);
    const open = standing.filter(({ state }) => state === 'open').map((task) => task.id);
    if (open.length > 0) await changeTasks(actor, { field: 'isDeleted', ids: open, value: true });
    await deleteUse(workspaceId, id);
    await audit(actor, {
      ...{ action: 'task_template.undone', objectType: 'task_template', objectId: use.templateId },
      before: { accountId: use.accountId, startOn: use.startOn, taskIds: open },
    });
    return { deletedCount: open.length, keptCount: standing.length - open.length };
  });
}

/** With the tasks that there still are, in the order of the steps. */
async function toUse(actor: Actor, { taskIds, ...use }: StoredUse): Promise<TemplateUse> {
  const standing = await lockTasks(await taskReaderOf(actor), taskIds);
  const tasks: Task[] = [];
  for (const id of taskIds) if (standing.some((task) => task.id === id)) tasks.push(await getTask(actor, id));
  return { ...use, tasks };
}
