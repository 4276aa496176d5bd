import { type Actor, authorize } from '../../../core/actor.ts';
import { conflict, invalidField, notFound } from '../../../core/problem.ts';
import { changeImport } from '../change-import.ts';
import { findObjectOf } from '../own-fields.ts';
import { listFiles } from '../store/files.ts';
import { findRun } from '../store/runs.ts';
import { keyOf, toChoices } from './rules.ts';
import { lockTemplate } from './store.ts';

const OTHER_TARGETS = ['attribute', 'ignored'];

/**
 * Gives the files of a draft that have the template's header row its mapping.
 * @throws Problem 404; 409 once the import has begun, or when no file has that header row; 422 for an unknown template.
 */
export async function applyTemplate(actor: Actor, runId: string, templateId: string): Promise<void> {
  authorize(actor, 'imports.write');
  const { workspaceId } = actor;
  if (!(await findRun(workspaceId, runId))) throw notFound('import');
  const template = await lockTemplate(workspaceId, templateId);
  if (!template || template.deletedAt) throw invalidField('templateId', 'is not a mapping of this workspace');
  const files = (await listFiles(workspaceId, [runId])).filter((file) => keyOf(file) === template.headerKey);
  if (files.length === 0)
    throw conflict('import_template_differs', 'No file of this import has the header row of this mapping.');
  const object = await findObjectOf(workspaceId, template.objectName);
  const targets = new Set([...OTHER_TARGETS, ...(object?.fields ?? []).map(({ name }) => name)]);
  const columns = toChoices(template.columns, (name) => targets.has(name));
  await changeImport(actor, runId, {
    files: files.map(({ id }) => ({ id, objectName: template.objectName, columns })),
  });
}
