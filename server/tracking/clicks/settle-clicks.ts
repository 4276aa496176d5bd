import { setTimeout as delay } from 'node:timers/promises';
import { log } from '../../core/log.ts';
import { listJournaledWorkspaces, settleJournal } from '../store/clicks.ts';

const SETTLE_AFTER_MS = 500;
/** Few enough for a moment's work: a statement holds the sums of the links that it counts. */
const ROWS_AT_ONCE = 100;

/** Workspaces with answered clicks that nobody has begun to settle. */
const waiting = new Set<string>();
const settling = new Map<string, Promise<void>>();

/**
 * Brings every click of a workspace that was answered before this call to its place. Call before anything is decided
 * by clicks; not in a transaction that has written clicks, whose sums it would wait for.
 */
export async function settleClicks(workspaceId: string): Promise<void> {
  while ((await settleJournal(workspaceId, ROWS_AT_ONCE)) === ROWS_AT_ONCE);
}

/** The same in a moment, together with the clicks that come until then. */
export function settleSoon(workspaceId: string): void {
  waiting.add(workspaceId);
  if (settling.has(workspaceId)) return;
  settling.set(workspaceId, settleWaiting(workspaceId));
}

/** Settles when nothing is left that `settleSoon` was asked for. */
export async function finishSettling(): Promise<void> {
  await Promise.all(settling.values());
}

/** What a process that was killed has left, or could not settle. One workspace never keeps the others waiting. */
export async function settleLeftovers(): Promise<void> {
  for (const workspaceId of await listJournaledWorkspaces())
    await settleClicks(workspaceId).catch(keepForLater);
}

async function settleWaiting(workspaceId: string): Promise<void> {
  try {
    while (waiting.has(workspaceId)) {
      await delay(SETTLE_AFTER_MS);
      waiting.delete(workspaceId);
      await settleClicks(workspaceId);
    }
  } catch (error) {
    keepForLater(error);
  } finally {
    settling.delete(workspaceId);
  }
}

function keepForLater(error: unknown): void {
  log().error({ err: error }, 'clicks were not settled; they are kept and tried again');
}
