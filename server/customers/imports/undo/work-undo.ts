import { systemActor } from '../../../core/actor.ts';
import { now } from '../../../core/clock.ts';
import { inTransaction } from '../../../core/db.ts';
import { audit } from '../../../workspace/index.ts';
import { holdIds, holdMerging } from '../../merges/hold-ids.ts';
import { removeCreated, takeBackLinks } from './remove-created.ts';
import { MAIN_ACCOUNT, restoreChanged } from './restore-changed.ts';
import { advanceUndo, lockUndo, type StepResult, type UndoRow } from './store/undos.ts';

/** What one batch did, and the note that it came to; null when nothing is left of its step. */
export interface Batch extends StepResult {
  afterN: number | null;
}

type Work = (workspaceId: string, undo: UndoRow) => Promise<Batch>;

/**
 * What people who were there before got to do with new accounts goes first, then the people and the accounts that are
 * new, and last what was changed: by then nothing new holds a key that goes back to its former owner.
 */
const STEPS: readonly Work[] = [
  takeBackLinks,
  (workspaceId, undo) => restoreChanged(workspaceId, undo, { column: MAIN_ACCOUNT }),
  (workspaceId, undo) => removeCreated(workspaceId, undo, 'person'),
  (workspaceId, undo) => removeCreated(workspaceId, undo, 'account'),
  (workspaceId, undo) => restoreChanged(workspaceId, undo),
];

/**
 * Works an undo to its end: each batch commits together with how far it got, so that one that was killed goes on where it
 * stopped. Two at once take turns or leave it to the other.
 */
export async function workUndo(workspaceId: string, runId: string): Promise<void> {
  while (await workBatch(workspaceId, runId));
}

/** @returns false when nothing is left to do here. */
function workBatch(workspaceId: string, runId: string): Promise<boolean> {
  return inTransaction(async () => {
    const undo = await lockUndo(workspaceId, runId);
    const work = undo && STEPS[undo.step];
    if (!work) return false;
    // Nobody may come to refer to a record between the look whether it can go and its going.
    await (undo.step < 2 ? holdIds(workspaceId) : holdMerging(workspaceId));
    const batch = await work(workspaceId, undo);
    const isStepOver = batch.afterN === null;
    const step = undo.step + (isStepOver ? 1 : 0);
    const finishedAt = step === STEPS.length ? now() : null;
    await advanceUndo(workspaceId, undo, { step, afterN: batch.afterN, finishedAt }, batch);
    if (finishedAt) await tellUndone(workspaceId, { ...undo, ...countsOf(undo, batch) });
    return finishedAt === null;
  });
}

function countsOf(undo: UndoRow, { removed, restored, kept }: StepResult) {
  return {
    removedCount: undo.removedCount + removed,
    restoredCount: undo.restoredCount + restored,
    keptCount: undo.keptCount + kept,
  };
}

async function tellUndone(workspaceId: string, undo: UndoRow): Promise<void> {
  const { runId, undoneByName, removedCount: removed, restoredCount: restored, keptCount: kept } = undo;
  await audit(systemActor(workspaceId, undoneByName), {
    action: 'import.undone',
    objectType: 'import',
    objectId: runId,
    after: { removed, restored, kept },
  });
}
