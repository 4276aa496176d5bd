import { type RawBuilder, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { searchKey } from '../rules.ts';

/** Fewer letters are no trigram: then only the beginning of the name is looked at, which its index knows. */
const TRIGRAM_LETTERS = 3;
/** Rows that are sorted as quickly as an index is read in order. */
const FEW = 2_000;
const NONE = 'none';

export type Condition = RawBuilder<boolean>;

/** All of them hold; undefined ones are no condition. */
export function allOf(conditions: (Condition | undefined)[]): Condition {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? sql`true` : sql`${sql.join(given, sql` and `)}`;
}

/** The column holds one of the values; `none` stands for an empty column. */
export function isAnyOf(column: RawBuilder<unknown>, values: string[] | undefined): Condition | undefined {
  if (!values) return undefined;
  const named = values.filter((value) => value !== NONE);
  if (named.length === values.length) return sql`${column} = any(${named}::text[])`;
  if (named.length === 0) return sql`${column} is null`;
  return sql`(${column} is null or ${column} = any(${named}::text[]))`;
}

export function isAtLeast(column: RawBuilder<unknown>, value: number | Date | undefined) {
  return value === undefined ? undefined : (sql`${column} >= ${value}` as Condition);
}

export function isAtMost(column: RawBuilder<unknown>, value: number | Date | undefined) {
  return value === undefined ? undefined : (sql`${column} <= ${value}` as Condition);
}

/** The words stand somewhere in the row's search key; `table` is an alias with `search_key` and `name_key`. */
export function contains(table: string, words: string | undefined): Condition | undefined {
  const key = searchKey(words ?? '');
  if (key === '') return undefined;
  const pattern = key.replace(/[\\%_]/g, '\\$&');
  return key.length < TRIGRAM_LETTERS
    ? sql`${sql.raw(table)}.name_key like ${`${pattern}%`}`
    : sql`${sql.raw(table)}.search_key like ${`%${pattern}%`}`;
}

/**
 * The same for a list. Where few rows hold the words they are looked up by them: the planner would rather read the
 * list in its order, past all the rows that do not, because it takes the few to be spread evenly.
 */
export async function findFewContaining(
  workspaceId: string,
  table: 'accounts' | 'people',
  words: string | undefined,
): Promise<string[] | null> {
  const condition = contains('r', words);
  if (!condition) return null;
  const { rows } = await sql<{ id: string }>`
    select r.id from ${sql.table(`customers.${table}`)} r
    where r.workspace_id = ${workspaceId} and ${condition} limit ${FEW + 1}`.execute(db());
  return rows.length > FEW ? null : rows.map(({ id }) => id);
}
