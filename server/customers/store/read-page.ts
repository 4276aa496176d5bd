import { type RawBuilder, sql } from 'kysely';
import { type Cursor, encodeCursor } from '../../core/page.ts';
import { invalidField } from '../../core/problem.ts';

/** Gives the same value, but is no longer the column that an index is in the order of. */
const UNCHANGED = { text: sql`|| ''`, number: sql`+ 0`, time: sql`+ interval '0'` };

type SortValue = string | number | Date | null;

/** What a list is sorted by: the column, and the id that decides between equal values, both of one index. */
export interface Sort {
  column: RawBuilder<unknown>;
  id: RawBuilder<unknown>;
  /** The id of rows without a value, when they have no row in the table of `id`. */
  emptyId?: RawBuilder<unknown>;
  kind: 'text' | 'number' | 'time';
}

export interface PageRequest {
  direction: 'asc' | 'desc';
  limit: number;
  after: Cursor | null;
  /** The rows are few and looked up by something else: sorted then, instead of read in the order of an index. */
  isShort?: boolean;
}

/** One scan of the index. */
export interface Scan {
  where: RawBuilder<boolean>;
  orderBy: RawBuilder<unknown>;
  limit: number;
}

interface SortedRow {
  id: string;
  sortValue: SortValue;
}

/**
 * Reads a page by keyset: rows with a value in the wanted direction, then those without one. The first are a range
 * of the sort's index, so that a late page costs what the first one does; the others go by their ids.
 * @throws Problem 422 when the cursor comes from a list with another sort.
 */
export async function readPage<Row extends SortedRow>(
  sort: Sort,
  request: PageRequest,
  read: (scan: Scan) => Promise<Row[]>,
): Promise<{ rows: Row[]; nextCursor: string | null }> {
  const { after, limit } = request;
  if (after) refuseForeignCursor(sort, after);
  const rows: Row[] = [];
  if (after?.value !== null || after === null) rows.push(...(await read(valuedScan(sort, request))));
  const missing = limit + 1 - rows.length;
  if (missing > 0) rows.push(...(await read(emptyScan(sort, request, missing))));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? toCursor(last) : null };
}

function valuedScan({ column, id, kind }: Sort, { direction, limit, after, isShort }: PageRequest): Scan {
  const way = sql.raw(direction);
  const isPast = sql.raw(direction === 'asc' ? '>' : '<');
  const value = kind === 'time' ? sql`${after?.value}::timestamptz` : sql`${after?.value}`;
  return {
    where: sql`${column} is not null and ${after ? sql`(${column}, ${id}) ${isPast} (${value}, ${after.id})` : sql`true`}`,
    orderBy: sql`${isShort ? sql`${column} ${UNCHANGED[kind]}` : column} ${way}, ${id} ${way}`,
    limit: limit + 1,
  };
}

function emptyScan(
  { column, id: idOfValue, emptyId }: Sort,
  { direction, after }: PageRequest,
  limit: number,
): Scan {
  const id = emptyId ?? idOfValue;
  const isPast = sql.raw(direction === 'asc' ? '>' : '<');
  const isRest = after?.value === null ? sql`${id} ${isPast} ${after.id}` : sql`true`;
  return {
    where: sql`${column} is null and ${isRest}`,
    orderBy: sql`${id} ${sql.raw(direction)}`,
    limit,
  };
}

function refuseForeignCursor({ kind }: Sort, { value }: Cursor): void {
  if (value === null) return;
  const isOfKind =
    kind === 'number'
      ? typeof value === 'number'
      : typeof value === 'string' && (kind === 'text' || !Number.isNaN(Date.parse(value)));
  if (!isOfKind) throw invalidField('cursor', 'belongs to a list with another sort');
}

function toCursor({ id, sortValue }: SortedRow): string {
  return encodeCursor({ id, value: sortValue instanceof Date ? sortValue.toISOString() : sortValue });
}
