import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { invalid, notFound } from '../../core/problem.ts';
import { audit, listMembers } from '../../workspace/index.ts';
import { refuseStale } from '../differences.ts';
import { findStepErrors } from './check-assignees.ts';
import type {
  NewTaskTemplate,
  TaskTemplate,
  TaskTemplateChange,
  TaskTemplateQuery,
  TemplateStep,
} from './schema.ts';
import {
  insertTemplate,
  lockTemplate,
  replaceSteps,
  type StoredTemplate,
  selectTemplates,
  updateTemplate,
} from './store.ts';

/** By name. */
export async function listTaskTemplates(actor: Actor, query: TaskTemplateQuery): Promise<TaskTemplate[]> {
  authorize(actor, 'tasks.read');
  return withNames(actor.workspaceId, await selectTemplates(actor.workspaceId, query));
}

/** @throws Problem 409 when another has the name; 422 for an unknown member or role. */
export async function createTaskTemplate(actor: Actor, wanted: NewTaskTemplate): Promise<TaskTemplate> {
  authorize(actor, 'tasks.write');
  return inTransaction(async () => {
    await refuseWrongSteps(actor.workspaceId, wanted.steps);
    const id = await insertTemplate(actor.workspaceId, wanted.name, actor.now);
    await replaceSteps(actor.workspaceId, id, wanted.steps);
    await audit(actor, {
      ...{ action: 'task_template.created', objectType: 'task_template', objectId: id, after: wanted },
    });
    return getTemplate(actor.workspaceId, id);
  });
}

/**
 * Makes a template what it is to be. Tasks that were made of it stay as they are.
 * @throws Problem 404; 409 when it was changed since it was read or another has the name; 422 as for a new one.
 */
export async function changeTaskTemplate(
  actor: Actor,
  id: string,
  { readAt, name, steps }: TaskTemplateChange,
): Promise<TaskTemplate> {
  authorize(actor, 'tasks.write');
  const { workspaceId, now: updatedAt } = actor;
  return inTransaction(async () => {
    const before = await lockTemplate(workspaceId, id);
    if (!before) throw notFound('task template');
    refuseStale(before.updatedAt, readAt);
    await refuseWrongSteps(workspaceId, steps);
    await updateTemplate(workspaceId, id, { name, updatedAt });
    await replaceSteps(workspaceId, id, steps);
    await audit(actor, {
      ...{ action: 'task_template.changed', objectType: 'task_template', objectId: id },
      ...{ before: { name: before.name, steps: before.steps }, after: { name, steps } },
    });
    return getTemplate(workspaceId, id);
  });
}

/** Keeps it from being applied, or lets it be applied again. @throws Problem 404 */
export async function archiveTaskTemplate(
  actor: Actor,
  id: string,
  isArchived: boolean,
): Promise<TaskTemplate> {
  authorize(actor, 'tasks.write');
  const { workspaceId, now: updatedAt } = actor;
  return inTransaction(async () => {
    const before = await lockTemplate(workspaceId, id);
    if (!before) throw notFound('task template');
    if ((before.archivedAt !== null) !== isArchived) {
      await updateTemplate(workspaceId, id, { archivedAt: isArchived ? updatedAt : null, updatedAt });
      const action = isArchived ? 'task_template.archived' : 'task_template.restored';
      await audit(actor, { action, objectType: 'task_template', objectId: id });
    }
    return getTemplate(workspaceId, id);
  });
}

async function refuseWrongSteps(workspaceId: string, steps: TemplateStep[]): Promise<void> {
  const errors = await findStepErrors(workspaceId, steps);
  if (errors.length > 0) throw invalid(errors);
}

async function getTemplate(workspaceId: string, id: string): Promise<TaskTemplate> {
  const [template] = await withNames(workspaceId, await selectTemplates(workspaceId, { id }));
  if (!template) throw notFound('task template');
  return template;
}

async function withNames(workspaceId: string, templates: StoredTemplate[]): Promise<TaskTemplate[]> {
  const names = new Map((await listMembers(workspaceId)).map(({ userId, name }) => [userId, name]));
  return templates.map((template) => ({
    ...template,
    steps: template.steps.map((step) => ({
      ...step,
      assigneeName: names.get(step.assigneeId ?? '') ?? null,
    })),
  }));
}
