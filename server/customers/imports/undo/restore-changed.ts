import { sql } from 'kysely';
import { now } from '../../../core/clock.ts';
import { db } from '../../../core/db.ts';
import { emit } from '../../../core/events.ts';
import { insertTimelineEntries } from '../../store/timeline.ts';
import { type Change, type Row, takeBack } from './rules.ts';
import type { KeptReason } from './schema.ts';
import { type ChangeNote, listChanges } from './store/notes.ts';
import { keyOf, lockRows, type Restorable, selectMerged, writeRows } from './store/restore.ts';
import { insertKept, selectKept, type UndoRow } from './store/undos.ts';
import type { Batch } from './work-undo.ts';

const NOTES_PER_BATCH = 500;
export const MAIN_ACCOUNT = 'account_id';
/** PostgreSQL's class for a value that another row has, or that refers to what is gone. */
const REFUSED = /^23/;

interface Restored {
  note: ChangeNote;
  /** Null when it is no longer there. */
  row: Row | null;
  reason: KeptReason | null;
}

/**
 * Gives records their former values back, the latest change first. What was changed since stays.
 * @param options `column` only this one, of people: the step that comes before the accounts go.
 */
export async function restoreChanged(
  workspaceId: string,
  { runId, afterN, undoneByName }: UndoRow,
  { column }: { column?: string } = {},
): Promise<Batch> {
  const notes = await listChanges(workspaceId, runId, { before: afterN, limit: NOTES_PER_BATCH, column });
  const batch: Batch = {
    ...{ done: column ? 0 : notes.length, removed: 0, restored: 0, kept: 0 },
    afterN: notes.length < NOTES_PER_BATCH ? null : (notes.at(-1)?.n ?? null),
  };
  const results: Restored[] = [];
  for (const object of ['person', 'account', 'stakeholder'] as const) {
    const own = notes.filter((note) => note.object === object && !note.isOwn);
    if (own.length > 0) results.push(...(await restore(workspaceId, object, own, column)));
  }
  const kept = results.flatMap(({ note, reason }) =>
    reason ? [{ object: note.object, id: note.recordId, reason }] : [],
  );
  batch.kept = await insertKept(workspaceId, runId, kept);
  if (column) return batch;
  const ended = results.flatMap(({ note }) => (note.isFirst ? note : []));
  const staying = await selectKept(
    workspaceId,
    runId,
    ended.map(({ recordId }) => recordId),
  );
  const whole = ended.filter(({ object, recordId }) => !staying.has(`${object} ${recordId}`));
  batch.restored = whole.length;
  await tell(workspaceId, runId, whole, undoneByName);
  return batch;
}

async function restore(
  workspaceId: string,
  object: Restorable,
  notes: ChangeNote[],
  column: string | undefined,
): Promise<Restored[]> {
  const rows = await lockRows(workspaceId, object, [...new Set(notes.map(keyOf))]);
  const lost = notes.filter((note) => !rows.has(keyOf(note)));
  const merged = await selectMerged(
    workspaceId,
    lost.map(({ recordId }) => recordId),
  );
  const results = new Map<string, Restored>();
  for (const note of notes) {
    const key = keyOf(note);
    const row = rows.get(key);
    if (row) {
      const taken = takeBack(row, column ? only(note, column) : without(note, MAIN_ACCOUNT));
      rows.set(key, taken.row);
      const reason = taken.isWhole ? (results.get(key)?.reason ?? null) : 'changed';
      results.set(key, { note, row: taken.row, reason });
      // What is erased, or went with this undo, is nobody's to restore.
    } else if (merged.has(note.recordId)) results.set(key, { note, row: null, reason: 'merged' });
  }
  return write(workspaceId, object, [...results.values()]);
}

/** Of people, it went back in a step of its own; of parts in accounts, it is no column that changes. */
function without({ before, after }: Change, column: string): Change {
  const { [column]: _before, ...restBefore } = before;
  const { [column]: _after, ...restAfter } = after;
  return { before: restBefore, after: restAfter };
}

function only({ before, after }: Change, column: string): Change {
  return { before: { [column]: before[column] }, after: { [column]: after[column] } };
}

/** All together, or by halves where one cannot be: a former key may be somebody else's now. */
async function write(workspaceId: string, object: Restorable, results: Restored[]): Promise<Restored[]> {
  const rows = results.flatMap(({ row }) => (row ? [row] : []));
  if (rows.length === 0) return results;
  await sql`savepoint import_undo`.execute(db());
  try {
    await writeRows(workspaceId, object, rows);
    await sql`release savepoint import_undo`.execute(db());
    return results;
  } catch (error) {
    if (!REFUSED.test(String((error as { code?: unknown }).code))) throw error;
    await sql`rollback to savepoint import_undo`.execute(db());
    if (results.length <= 1) return results.map((result) => ({ ...result, reason: 'taken' as const }));
    const middle = results.length >> 1;
    return [
      ...(await write(workspaceId, object, results.slice(0, middle))),
      ...(await write(workspaceId, object, results.slice(middle))),
    ];
  }
}

async function tell(workspaceId: string, runId: string, notes: ChangeNote[], by: string): Promise<void> {
  const at = now();
  const idsOf = (object: Restorable) =>
    notes.filter((note) => note.object === object).map(({ recordId }) => recordId);
  const accountIds = idsOf('account');
  const personIds = [...new Set([...idsOf('person'), ...idsOf('stakeholder')])];
  await insertTimelineEntries(workspaceId, [
    ...accountIds.map((id) => ({ accountId: id, ...entry(runId, id, by, at) })),
    ...personIds.map((id) => ({ personId: id, ...entry(runId, id, by, at) })),
  ]);
  if (accountIds.length > 0) await emit(workspaceId, 'accounts.saved', { accountIds });
  if (personIds.length > 0) await emit(workspaceId, 'people.saved', { personIds });
}

function entry(runId: string, id: string, by: string, at: Date) {
  return {
    ...{ at, kind: 'import_undo', sourceId: `${runId} ${id}` },
    ...{ code: 'customers:timeline.importUndone', values: { by } },
  };
}
