import { type Actor, authorize } from '../../../core/actor.ts';
import { inTransaction } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import { conflict, invalidField, notFound } from '../../../core/problem.ts';
import { words } from '../../../core/words.ts';
import { audit } from '../../../workspace/index.ts';
import { searchKey } from '../../rules.ts';
import { findImportObject } from '../registry.ts';
import { findFile } from '../store/files.ts';
import { keyOf, toTemplateColumns } from './rules.ts';
import type { ImportTemplate, NewTemplate, TemplateChange } from './schema.ts';
import { insertTemplate, listTemplates, lockTemplate, type TemplateRow, updateTemplate } from './store.ts';

const UNIQUE_VIOLATION = '23505';

/** By name. */
export async function viewTemplates(actor: Actor): Promise<{ data: ImportTemplate[] }> {
  authorize(actor, 'imports.write');
  const rows = await listTemplates(actor.workspaceId);
  return { data: rows.map((row) => view(actor.locale, row)) };
}

/** Keeps where the columns of a file go. @throws Problem 422 for a file that is not known or holds nothing known, 409. */
export async function createTemplate(actor: Actor, { name, fileId }: NewTemplate): Promise<ImportTemplate> {
  authorize(actor, 'imports.write');
  const { workspaceId, now: createdAt } = actor;
  return inTransaction(async () => {
    const file = await findFile(workspaceId, fileId);
    if (!file) throw invalidField('fileId', 'is not a file of an import');
    const { objectName, columns } = file.plan;
    if (!objectName) throw invalidField('fileId', 'is a file of which nobody has said what it holds');
    const template = {
      ...{ id: newId('imt'), name, objectName, createdByName: actor.name, createdAt },
      headerKey: keyOf(file),
      columns: toTemplateColumns(columns),
    };
    const row = { ...template, nameKey: searchKey(name), createdBy: actor.id };
    if (!(await insertTemplate(workspaceId, row))) throw doubleName();
    await audit(actor, {
      ...{ action: 'import_template.created', objectType: 'import_template', objectId: template.id },
      after: { name, object: objectName },
    });
    return view(actor.locale, { ...template, deletedAt: null });
  });
}

/** Another name. @throws Problem 404, 409 */
export function changeTemplate(actor: Actor, id: string, { name }: TemplateChange): Promise<ImportTemplate> {
  return changing(actor, id, async (before) => {
    if (before.deletedAt) throw notFound('import template');
    await updateTemplate(actor.workspaceId, id, {
      ...{ name, nameKey: searchKey(name), updatedAt: actor.now },
    }).catch(refuseDouble);
    await audit(actor, {
      ...{ action: 'import_template.changed', objectType: 'import_template', objectId: id },
      ...{ before: { name: before.name }, after: { name } },
    });
  });
}

/** Is offered no more, until it is brought back. @throws Problem 404 */
export function deleteTemplate(actor: Actor, id: string): Promise<ImportTemplate> {
  return changing(actor, id, async ({ name, deletedAt }) => {
    if (deletedAt) return;
    await updateTemplate(actor.workspaceId, id, { deletedAt: actor.now, updatedAt: actor.now });
    await audit(actor, {
      ...{ action: 'import_template.deleted', objectType: 'import_template', objectId: id, before: { name } },
    });
  });
}

/** @throws Problem 404; 409 when another one has its name now. */
export function restoreTemplate(actor: Actor, id: string): Promise<ImportTemplate> {
  return changing(actor, id, async ({ name, deletedAt }) => {
    if (!deletedAt) return;
    await updateTemplate(actor.workspaceId, id, { deletedAt: null, updatedAt: actor.now }).catch(
      refuseDouble,
    );
    await audit(actor, {
      ...{ action: 'import_template.restored', objectType: 'import_template', objectId: id, after: { name } },
    });
  });
}

async function changing(
  actor: Actor,
  id: string,
  act: (before: TemplateRow) => Promise<void>,
): Promise<ImportTemplate> {
  authorize(actor, 'imports.write');
  return inTransaction(async () => {
    const before = await lockTemplate(actor.workspaceId, id);
    if (!before) throw notFound('import template');
    await act(before);
    return view(actor.locale, (await lockTemplate(actor.workspaceId, id)) ?? before);
  });
}

function view(locale: string, { id, name, objectName, columns, createdByName, createdAt }: TemplateRow) {
  const object = findImportObject(objectName);
  return {
    ...{ id, name, objectName, columns, createdByName, createdAt },
    objectLabel: object ? words(locale, `${object.labels}.object`) : objectName,
  };
}

function doubleName() {
  return conflict('import_template_exists', 'There is a mapping of this name.');
}

function refuseDouble(error: unknown): never {
  if ((error as { code?: string }).code === UNIQUE_VIOLATION) throw doubleName();
  throw error;
}
