import { isDeepStrictEqual } from 'node:util';

/** A row of the database by its columns. */
export type Row = Record<string, unknown>;

/** The columns of a row that an import changed. */
export interface Change {
  before: Row;
  after: Row;
}

/** Columns whose values are told apart key by key. */
const KEYED = new Set(['attributes', 'fields']);
/** What follows from other columns: that it became another says nothing more than they do. */
const DERIVED = new Set(['name_key', 'stage_changed_at', 'stage_reason']);
/** It goes back last: whoever else changed the row since has written it anew. */
const CHANGED_AT = 'updated_at';

/**
 * The row without a change: what nobody has changed since is as it was before.
 * @returns `isWhole` false when something was changed since and stays as it is.
 */
export function takeBack(row: Row, { before, after }: Change): { row: Row; isWhole: boolean } {
  const next = { ...row };
  let isWhole = true;
  for (const name of Object.keys(after)) {
    if (name === CHANGED_AT) continue;
    if (KEYED.has(name)) {
      const part = takeBackKeys(asRow(row[name]), asRow(before[name]), asRow(after[name]));
      next[name] = part.row;
      isWhole &&= part.isWhole;
    } else if (isDeepStrictEqual(row[name], after[name])) {
      next[name] = before[name];
    } else if (!DERIVED.has(name) && !isDeepStrictEqual(row[name], before[name])) {
      isWhole = false;
    }
  }
  if (isWhole && isDeepStrictEqual(row[CHANGED_AT], after[CHANGED_AT])) next[CHANGED_AT] = before[CHANGED_AT];
  return { row: next, isWhole };
}

function takeBackKeys(row: Row, before: Row, after: Row): { row: Row; isWhole: boolean } {
  const next = { ...row };
  let isWhole = true;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isDeepStrictEqual(before[key], after[key])) continue;
    if (!isDeepStrictEqual(row[key], after[key])) {
      isWhole &&= isDeepStrictEqual(row[key], before[key]);
    } else if (key in before) next[key] = before[key];
    else delete next[key];
  }
  return { row: next, isWhole };
}

function asRow(value: unknown): Row {
  return (value ?? {}) as Row;
}

const DAY_MS = 24 * 3_600_000;
/** For how long what an import did is kept, and can be taken back. */
export const UNDO_DAYS = 30;

export function undoableUntil(finishedAt: Date): Date {
  return new Date(finishedAt.getTime() + UNDO_DAYS * DAY_MS);
}
