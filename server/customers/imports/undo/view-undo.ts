import { type Actor, authorize } from '../../../core/actor.ts';
import { decodeCursor } from '../../../core/page.ts';
import { notFound } from '../../../core/problem.ts';
import { findImportObject } from '../registry.ts';
import type { ImportState } from '../schema.ts';
import { listFiles } from '../store/files.ts';
import { findRun } from '../store/runs.ts';
import { undoableUntil } from './rules.ts';
import type { ImportUndo, KeptQuery, KeptReason, KeptRecord, UndoForecast } from './schema.ts';
import { type Blocked, findBlocked } from './store/blockers.ts';
import { countNotes, findCreation } from './store/notes.ts';
import { findUndo, pageOfKept } from './store/undos.ts';

const ENDED: readonly ImportState[] = ['done', 'failed', 'canceled'];

type Run = { state: ImportState; startedAt: Date | null; finishedAt: Date | null };

/** Whether an undo can begin, or why not. */
export function stateOf(
  run: Run,
  noteCount: number,
  at: Date,
): 'unfinished' | 'nothing' | 'possible' | 'tooLate' {
  if (!ENDED.includes(run.state)) return 'unfinished';
  const until = untilOf(run);
  if (until && until < at) return 'tooLate';
  return noteCount === 0 ? 'nothing' : 'possible';
}

function untilOf({ startedAt, finishedAt }: Run): Date | null {
  const end = finishedAt ?? startedAt;
  return end && undoableUntil(end);
}

/** Whether an import can be undone, or how far its undo got. @throws Problem 404 */
export async function viewUndo(actor: Actor, runId: string): Promise<ImportUndo> {
  authorize(actor, 'imports.write');
  const { workspaceId, now: at } = actor;
  const run = await getRun(workspaceId, runId);
  const undo = await findUndo(workspaceId, runId);
  const { created, changed, total } = await countNotes(workspaceId, runId);
  return {
    state: undo?.state ?? stateOf(run, total, at),
    until: untilOf(run),
    ...{ created, changed },
    leaves: await leftAlone(workspaceId, runId),
    undoneByName: undo?.undoneByName ?? null,
    requestedAt: undo?.requestedAt ?? null,
    finishedAt: undo?.finishedAt ?? null,
    progress: progressOf(undo),
    counts: {
      removed: undo?.removedCount ?? 0,
      restored: undo?.restoredCount ?? 0,
      kept: undo?.keptCount ?? 0,
    },
  };
}

function progressOf(undo: { state: string; doneCount: number; totalCount: number } | null): number {
  if (!undo) return 0;
  return undo.state === 'done' ? 1 : Math.min(1, undo.doneCount / Math.max(1, undo.totalCount));
}

async function getRun(workspaceId: string, runId: string) {
  const run = await findRun(workspaceId, runId);
  if (!run) throw notFound('import');
  return run;
}

/** Deals, sales, subscriptions and other facts have ledgers and histories of their own. */
async function leftAlone(workspaceId: string, runId: string): Promise<string[]> {
  const names = (await listFiles(workspaceId, [runId])).flatMap(({ plan }) => plan.objectName ?? []);
  return [...new Set(names)].filter((name) => !findImportObject(name)?.isUndoable);
}

/**
 * What an undo would do now. People and accounts of the same import are taken to go together; where a person stays, so
 * does the account.
 * @throws Problem 404
 */
export async function forecastUndo(actor: Actor, runId: string): Promise<UndoForecast> {
  authorize(actor, 'imports.write');
  const { workspaceId } = actor;
  await getRun(workspaceId, runId);
  const { created, changed } = await countNotes(workspaceId, runId);
  const kept = new Map<KeptReason, number>();
  for (const object of ['person', 'account'] as const) {
    for (let before: number | null = null; ; ) {
      const found = await findCreation(workspaceId, runId, [object], before);
      if (!found) break;
      const note = { workspaceId, runId, object, at: found.at, ids: found.ids };
      count(kept, await findBlocked(note, { isForecast: true }));
      before = found.n;
    }
  }
  const keptCount = [...kept.values()].reduce((sum, each) => sum + each, 0);
  return {
    removed: created - keptCount,
    restored: changed,
    kept: [...kept].map(([reason, each]) => ({ reason, count: each })).sort((a, b) => b.count - a.count),
  };
}

function count(kept: Map<KeptReason, number>, blocked: Blocked[]): void {
  for (const { reason } of blocked) kept.set(reason, (kept.get(reason) ?? 0) + 1);
}

/** What stayed as it is, and why, by kind. @throws Problem 404 */
export async function listKept(
  actor: Actor,
  runId: string,
  { limit, cursor }: KeptQuery,
): Promise<{ data: KeptRecord[]; nextCursor: string | null }> {
  authorize(actor, 'imports.write');
  await getRun(actor.workspaceId, runId);
  return pageOfKept(actor.workspaceId, runId, { limit, after: decodeCursor(cursor) });
}
