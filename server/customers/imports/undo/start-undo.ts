import { type Actor, authorize } from '../../../core/actor.ts';
import { inTransaction } from '../../../core/db.ts';
import { conflict, notFound } from '../../../core/problem.ts';
import { audit } from '../../../workspace/index.ts';
import { queueUndo } from '../jobs.ts';
import { lockRun } from '../store/runs.ts';
import { countNotes } from './store/notes.ts';
import { findUndo, insertUndo } from './store/undos.ts';
import { stateOf } from './view-undo.ts';

/**
 * Queues the undoing of all that an import did to accounts and people. Asked again, it is the same undo.
 * @throws Problem 404; 409 while the import is at work, when it changed nothing, and after 30 days.
 */
export async function startUndo(actor: Actor, runId: string): Promise<void> {
  authorize(actor, 'imports.write');
  const { workspaceId, now: at } = actor;
  await inTransaction(async () => {
    // Whoever starts the import, or goes on with it, waits for this.
    const run = await lockRun(workspaceId, runId);
    if (!run) throw notFound('import');
    if (await findUndo(workspaceId, runId)) return;
    const { total } = await countNotes(workspaceId, runId);
    const state = stateOf(run, total, at);
    if (state !== 'possible') throw conflict(`undo_${state}`, REFUSALS[state]);
    await insertUndo(workspaceId, {
      ...{ runId, undoneBy: actor.id, undoneByName: actor.name, requestedAt: at, totalCount: total },
    });
    await queueUndo(workspaceId, runId);
    await audit(actor, { action: 'import.undo_started', objectType: 'import', objectId: runId });
  });
}

const REFUSALS = {
  unfinished: 'Only an import that has ended can be undone.',
  nothing: 'This import changed no account and no person.',
  tooLate: 'An import can be undone for 30 days.',
} as const;
