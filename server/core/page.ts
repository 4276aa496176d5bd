import { z } from 'zod';
import { invalidField } from './problem.ts';

const MAX_PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 50;

/** The one list shape's query: spread its fields into a room's list query. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
  cursor: z.string().max(1_000).optional(),
});

/** The one list shape: `{ data, nextCursor }`; a null cursor is the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}

/** Where the next page begins: the sort value and id of the last row. */
export interface Cursor {
  value: string | number | null;
  id: string;
}

const CursorShape = z.object({ value: z.union([z.string(), z.number(), z.null()]), id: z.string() });

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws Problem 422 on `cursor` when the text is not one of ours. */
export function decodeCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    return CursorShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw invalidField('cursor', 'is not a cursor from an earlier page');
  }
}

/**
 * Cuts rows read with `limit + 1` to a page.
 * @param cursorOf the sort value and id of a row.
 */
export function toPage<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => Cursor) {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
}
