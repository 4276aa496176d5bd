import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict } from '../../core/problem.ts';
import type { NewTemplateUse, TaskTemplate, TemplateStep, TemplateUse } from './schema.ts';

const UNIQUE_VIOLATION = '23505';

/** A template without the names of its assignees, which the workspace room knows. */
export type StoredTemplate = Omit<TaskTemplate, 'steps'> & { steps: TemplateStep[] };

/** By name; one alone where `id` is given. */
export async function selectTemplates(
  workspaceId: string,
  { id, isArchived }: { id?: string; isArchived?: boolean | undefined } = {},
): Promise<StoredTemplate[]> {
  let select = db()
    .selectFrom('customers.taskTemplates as t')
    .select(['t.id', 't.name', 't.archivedAt', 't.createdAt', 't.updatedAt'])
    .select(
      sql<number>`(select count(*)::integer from customers.task_template_uses u
        where u.workspace_id = t.workspace_id and u.template_id = t.id)`.as('useCount'),
    )
    .where('t.workspaceId', '=', workspaceId)
    .orderBy(sql`lower(t.name)`)
    .orderBy('t.id');
  if (id !== undefined) select = select.where('t.id', '=', id);
  if (isArchived !== undefined) select = select.where('t.archivedAt', isArchived ? 'is not' : 'is', null);
  const templates = await select.execute();
  const steps = await selectSteps(
    workspaceId,
    templates.map((template) => template.id),
  );
  return templates.map((template) => ({ ...template, steps: steps.get(template.id) ?? [] }));
}

async function selectSteps(workspaceId: string, templateIds: string[]): Promise<Map<string, TemplateStep[]>> {
  const steps = new Map<string, TemplateStep[]>();
  if (templateIds.length === 0) return steps;
  const rows = await db()
    .selectFrom('customers.taskTemplateSteps')
    .select(['templateId', 'title', 'note', 'offsetDays', 'priority', 'assigneeId', 'assigneeRole'])
    .select('waitsForPrevious')
    .where('workspaceId', '=', workspaceId)
    .where('templateId', 'in', templateIds)
    .orderBy('templateId')
    .orderBy('place')
    .execute();
  for (const { templateId, ...step } of rows)
    steps.set(templateId, [...(steps.get(templateId) ?? []), step as TemplateStep]);
  return steps;
}

/** Locked until the transaction ends: its steps change with it. */
export async function lockTemplate(workspaceId: string, id: string): Promise<StoredTemplate | null> {
  const held = await db()
    .selectFrom('customers.taskTemplates')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return held ? ((await selectTemplates(workspaceId, { id }))[0] ?? null) : null;
}

/** @throws Problem 409 when another template has the name. */
export async function insertTemplate(workspaceId: string, name: string, at: Date): Promise<string> {
  const id = newId('ttm');
  await refusingDouble(
    db()
      .insertInto('customers.taskTemplates')
      .values({ workspaceId, id, name, createdAt: at, updatedAt: at })
      .execute(),
  );
  return id;
}

/** @throws Problem 409 when another template has the name. */
export async function updateTemplate(
  workspaceId: string,
  id: string,
  change: { name?: string; archivedAt?: Date | null; updatedAt: Date },
): Promise<void> {
  await refusingDouble(
    db()
      .updateTable('customers.taskTemplates')
      .set(change)
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute(),
  );
}

async function refusingDouble(writing: Promise<unknown>): Promise<void> {
  await writing.catch((error: { code?: string }) => {
    if (error.code !== UNIQUE_VIOLATION) throw error;
    throw conflict('template_exists', 'Another template has this name.');
  });
}

export async function replaceSteps(
  workspaceId: string,
  templateId: string,
  steps: TemplateStep[],
): Promise<void> {
  await db()
    .deleteFrom('customers.taskTemplateSteps')
    .where('workspaceId', '=', workspaceId)
    .where('templateId', '=', templateId)
    .execute();
  await db()
    .insertInto('customers.taskTemplateSteps')
    .values(steps.map((step, place) => ({ workspaceId, templateId, place, ...step })))
    .execute();
}

export type StoredUse = Omit<TemplateUse, 'tasks'> & { taskIds: string[] };

/** @returns its id, or null when the template was applied to the account with this start before. */
export async function insertUse(
  workspaceId: string,
  use: NewTemplateUse & Pick<StoredUse, 'templateId' | 'appliedByName' | 'appliedAt'>,
): Promise<string | null> {
  const row = await db()
    .insertInto('customers.taskTemplateUses')
    .values({ workspaceId, id: newId('ttu'), ...use })
    .onConflict((double) => double.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function setUseTasks(workspaceId: string, id: string, taskIds: string[]): Promise<void> {
  await db()
    .updateTable('customers.taskTemplateUses')
    .set({ taskIds })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

function uses() {
  return db()
    .selectFrom('customers.taskTemplateUses')
    .select(['id', 'templateId', 'accountId', 'taskIds', 'appliedByName', 'appliedAt'])
    .select(sql<string>`start_on::text`.as('startOn'));
}

export async function findUse(
  workspaceId: string,
  { templateId, accountId, startOn }: NewTemplateUse & { templateId: string },
): Promise<StoredUse | null> {
  const row = await uses()
    .where('workspaceId', '=', workspaceId)
    .where('templateId', '=', templateId)
    .where('accountId', '=', accountId)
    .where('startOn', '=', startOn)
    .executeTakeFirst();
  return row ?? null;
}

/** Locked until the transaction ends. */
export async function lockUse(workspaceId: string, id: string): Promise<StoredUse | null> {
  const row = await uses()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function deleteUse(workspaceId: string, id: string): Promise<void> {
  await db()
    .deleteFrom('customers.taskTemplateUses')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}
