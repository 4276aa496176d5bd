import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { findRun, moveRun } from './store/runs.ts';

/**
 * Stops an import within a batch of rows: what is written stays, and it can go on later. A dry run that is stopped
 * leaves the draft that it was.
 * @throws Problem 404, 409 when nobody works on it.
 */
export async function cancelImport(actor: Actor, runId: string): Promise<void> {
  authorize(actor, 'imports.write');
  if (!(await findRun(actor.workspaceId, runId))) throw notFound('import');
  if (await moveRun(actor.workspaceId, runId, ['checking'], 'draft')) return;
  await inTransaction(async () => {
    if (!(await moveRun(actor.workspaceId, runId, ['queued', 'running'], 'canceled'))) {
      throw conflict('import_not_running', 'This import is not being worked on.');
    }
    await audit(actor, { action: 'import.canceled', objectType: 'import', objectId: runId });
  });
}
