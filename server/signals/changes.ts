import { beforeCommit, inTransaction } from '../core/db.ts';
import { emit } from '../core/events.ts';
import { addJob } from '../core/jobs.ts';
import { takeChanged, upsertChanged } from './store/changes.ts';

export const ANNOUNCE_TASK = 'signals.announce-changes';
const ACCOUNTS_PER_EVENT = 2_000;

/**
 * Remembers, in the transaction of the facts, that accounts changed. One job a workspace tells of all of them in
 * batches, so that a stream of facts is a few events and not one for every row.
 * @param delayMs lets a stream gather more before it is told.
 */
export async function markChanged(
  workspaceId: string,
  accountIds: Iterable<string>,
  delayMs = 0,
): Promise<void> {
  const ids = [...new Set(accountIds)];
  if (ids.length === 0) return;
  await upsertChanged(workspaceId, ids);
  const key = `${ANNOUNCE_TASK}:${workspaceId}`;
  await beforeCommit(key, [], () =>
    addJob(
      ANNOUNCE_TASK,
      { workspaceId },
      { key, ...(delayMs > 0 ? { runAt: new Date(Date.now() + delayMs), keepsRunAt: true } : {}) },
    ),
  );
}

/** Tells subscribers of `signals.accounts_changed` which accounts have new facts. */
export async function announceChanges(workspaceId: string): Promise<void> {
  await inTransaction(async () => {
    const accountIds = await takeChanged(workspaceId, ACCOUNTS_PER_EVENT);
    if (accountIds.length === 0) return;
    await emit(workspaceId, 'signals.accounts_changed', { accountIds });
    if (accountIds.length === ACCOUNTS_PER_EVENT) await markRest(workspaceId);
  });
}

async function markRest(workspaceId: string): Promise<void> {
  await addJob(ANNOUNCE_TASK, { workspaceId });
}
