import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import { audit } from '../../workspace/index.ts';
import type { FileChoices, FilePlan } from './columns/plan.ts';
import { inspectFile } from './inspect-file.ts';
import { findObjectOf } from './own-fields.ts';
import { UnreadableFile } from './reading/format.ts';
import type { ImportObject } from './registry.ts';
import type { ImportChange } from './schema.ts';
import { unreadableFiles } from './start-import.ts';
import { deleteFile, type FileRow, listFiles, updatePlan } from './store/files.ts';
import { findRun, forgetDryRun } from './store/runs.ts';
import { deleteUploads } from './work-import.ts';

/**
 * Answers questions and changes what was detected; each changed file is looked at again, and a dry run that went
 * before tells nothing any more.
 * @throws Problem 404, 409 once the import has begun, 422 for a choice that cannot be.
 */
export async function changeImport(actor: Actor, runId: string, change: ImportChange): Promise<void> {
  authorize(actor, 'imports.write');
  const run = await findRun(actor.workspaceId, runId);
  if (!run) throw notFound('import');
  if (run.state !== 'draft') throw conflict('import_begun', 'This import has begun and cannot be changed.');
  const files = await listFiles(actor.workspaceId, [runId]);
  const removed: FileRow[] = [];
  const plans: { file: FileRow; choices: FileChoices; plan: FilePlan }[] = [];
  for (const [place, { id, isRemoved, ...wanted }] of change.files.entries()) {
    const file = files.find((other) => other.id === id);
    if (!file) throw invalidField(`files.${place}.id`, 'is not a file of this import');
    const choices = joined(file.choices, wanted);
    if (isRemoved) removed.push(file);
    else plans.push({ file, choices, plan: await inspectAgain(actor, run.family, { file, choices, place }) });
  }
  if (removed.length === files.length) throw invalidField('files', 'an import keeps at least one file');
  await inTransaction(async () => {
    for (const { file, ...next } of plans) await updatePlan(actor.workspaceId, file.id, next);
    for (const file of removed) await deleteFile(actor.workspaceId, file.id);
    await forgetDryRun(actor.workspaceId, runId);
    await audit(actor, {
      action: 'import.changed',
      objectType: 'import',
      objectId: runId,
      after: change,
    });
  });
  await deleteUploads(removed);
}

/** New choices over earlier ones; another object makes choices about its columns void. */
function joined(known: FileChoices, wanted: FileChoices): FileChoices {
  const isOther = wanted.objectName !== undefined && wanted.objectName !== known.objectName;
  const columns = new Map(
    isOther ? [] : (known.columns ?? []).map((column) => [column.index, column] as const),
  );
  for (const column of wanted.columns ?? []) {
    columns.set(column.index, { ...columns.get(column.index), ...column });
  }
  return { ...known, ...wanted, columns: [...columns.values()] };
}

async function inspectAgain(
  actor: Actor,
  family: string | null,
  { file, choices, place }: { file: FileRow; choices: FileChoices; place: number },
): Promise<FilePlan> {
  const objectName = choices.objectName ?? file.plan.objectName;
  const object = objectName ? await findObjectOf(actor.workspaceId, objectName) : null;
  const isKnown = object && (object.family ?? null) === family;
  if (objectName && !isKnown) throw invalidField(`files.${place}.objectName`, 'is not known');
  checkTargets(object, choices, file, place);
  try {
    return await inspectFile(actor.workspaceId, file.path, file.name, choices, family);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw unreadableFiles([{ path: file.name, message: words(actor.locale, error.code, error.values) }]);
  }
}

function checkTargets(
  object: ImportObject | null,
  { columns = [] }: FileChoices,
  file: FileRow,
  place: number,
): void {
  const seen = new Set<string>();
  for (const { index, target } of columns) {
    const at = `files.${place}.columns.${index}`;
    if (index >= file.plan.columns.length) throw invalidField(at, 'is not a column of this file');
    if (!target || target === 'ignored' || target === 'attribute') continue;
    if (!object?.fields.some(({ name }) => name === target)) throw invalidField(at, `has no field ${target}`);
    if (seen.has(target)) throw invalidField(at, `another column fills ${target} already`);
    seen.add(target);
  }
}
