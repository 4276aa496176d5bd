import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { queueDryRun, queueRun } from './jobs.ts';
import { findImportObject } from './registry.ts';
import type { ImportState } from './schema.ts';
import { listFiles } from './store/files.ts';
import { findRun, moveRun } from './store/runs.ts';
import { findUndo } from './undo/store/undos.ts';

/** Queues the import; one that failed, was canceled or was left goes on where it stopped. @throws Problem 404, 409. */
export async function runImport(actor: Actor, runId: string): Promise<void> {
  authorize(actor, 'imports.write');
  await inTransaction(async () => {
    await requireAnswers(actor, runId);
    await move(actor, runId, ['draft', 'failed', 'canceled'], 'queued');
    if (await findUndo(actor.workspaceId, runId))
      throw conflict('import_undone', 'This import was undone. Upload the file again.');
    await queueRun(actor.workspaceId, runId);
    await audit(actor, { action: 'import.started', objectType: 'import', objectId: runId });
  });
}

/** Queues a dry run, which tells what the import would do. @throws Problem 404, 409. */
export async function checkImport(actor: Actor, runId: string): Promise<void> {
  authorize(actor, 'imports.write');
  await inTransaction(async () => {
    await requireAnswers(actor, runId);
    await move(actor, runId, ['draft'], 'checking');
    await queueDryRun(actor.workspaceId, runId);
  });
}

/** And what the files hold must be the actor's to write. */
async function requireAnswers(actor: Actor, runId: string): Promise<void> {
  if (!(await findRun(actor.workspaceId, runId))) throw notFound('import');
  const files = await listFiles(actor.workspaceId, [runId]);
  for (const { plan } of files) {
    const { permission } = findImportObject(plan.objectName ?? '') ?? {};
    if (permission) authorize(actor, permission);
  }
  if (files.some(({ plan }) => plan.questions.length > 0)) {
    throw conflict('import_has_questions', 'This import has questions that are not answered yet.');
  }
}

async function move(actor: Actor, runId: string, from: ImportState[], to: ImportState): Promise<void> {
  if (await moveRun(actor.workspaceId, runId, from, to)) return;
  throw conflict('import_begun', 'This import is being worked on, or is done.');
}
