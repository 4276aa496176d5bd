import { sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import { searchKey } from '../../rules.ts';
import { allOf } from '../../store/conditions.ts';
import { type Reader, reachesAccount, reachesDeal, reachesPerson } from '../../store/reach.ts';
import type { TagColor } from '../kinds.ts';
import { colorOf } from '../rules.ts';
import type { Tag, TagWithUse } from '../schema.ts';

const columns = ['id', 'name', 'color', 'deletedAt', 'mergedInto'] as const;

export interface StoredTag extends Tag {
  deletedAt: Date | null;
  mergedInto: string | null;
}

/** Every tag by name, with how many records that the reader reaches have it. */
export async function selectTagsWithUse(reader: Reader): Promise<TagWithUse[]> {
  const { workspaceId } = reader;
  const { rows } = await sql<TagWithUse>`
    select t.id, t.name, t.color,
      (select count(*) from customers.account_tags x where x.workspace_id = t.workspace_id and x.tag_id = t.id
        and ${allOf([reachesAccount(reader, sql`x.account_id`)])})::integer as account_count,
      (select count(*) from customers.person_tags x where x.workspace_id = t.workspace_id and x.tag_id = t.id
        and ${allOf([reachesPerson(reader, sql`x.person_id`)])})::integer as person_count,
      (select count(*) from customers.deal_tags x
        join customers.deals d on d.workspace_id = x.workspace_id and d.id = x.deal_id and d.deleted_at is null
        where x.workspace_id = t.workspace_id and x.tag_id = t.id and ${allOf([reachesDeal(reader)])})::integer
        as deal_count
    from customers.tags t where t.workspace_id = ${workspaceId} and t.deleted_at is null
    order by t.name_key`.execute(db());
  return rows;
}

/** The tag, also a deleted one, locked until the transaction ends, or null. */
export async function lockTag(workspaceId: string, id: string): Promise<StoredTag | null> {
  const row = await db()
    .selectFrom('customers.tags')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return (row as StoredTag | undefined) ?? null;
}

/** @returns null where a tag of this name is there. */
export async function insertTag(
  workspaceId: string,
  { name, color = colorOf(name) }: { name: string; color?: TagColor },
  at: Date,
): Promise<Tag | null> {
  const row = await db()
    .insertInto('customers.tags')
    .values({
      ...{ workspaceId, id: newId('tag'), name, nameKey: searchKey(name), color },
      ...{ createdAt: at, updatedAt: at },
    })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'nameKey']).where('deletedAt', 'is', null).doNothing(),
    )
    .returning(['id', 'name', 'color'])
    .executeTakeFirst();
  return (row as Tag | undefined) ?? null;
}

/** @throws the database's unique violation where another tag has the name. */
export async function updateTag(
  workspaceId: string,
  id: string,
  change: { name?: string; color?: TagColor; deletedAt?: Date | null; mergedInto?: string | null },
  at: Date,
): Promise<void> {
  await db()
    .updateTable('customers.tags')
    .set({ ...change, ...(change.name && { nameKey: searchKey(change.name) }), updatedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** How many tags there are, deleted ones not counted. */
export async function countTags(workspaceId: string): Promise<number> {
  const { count } = await db()
    .selectFrom('customers.tags')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Ids by name key: of the tag of that name, else of the one into which it went. Held until the transaction ends, so
 * that nobody deletes a tag that is put on a record meanwhile.
 */
export async function selectTagIds(
  workspaceId: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  const keys = [...new Set(names.map(searchKey))];
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ nameKey: string; id: string }>`
    with recursive led as (
      select t.name_key, t.id, t.merged_into, t.deleted_at, 0 as step from customers.tags t
      where t.workspace_id = ${workspaceId} and t.name_key = any(${keys}::text[])
        and (t.deleted_at is null or t.merged_into is not null)
      union all
      select led.name_key, n.id, n.merged_into, n.deleted_at, led.step + 1 from led
      join customers.tags n on n.workspace_id = ${workspaceId} and n.id = led.merged_into
      where led.merged_into is not null
    )
    select distinct on (name_key) name_key, id from led where deleted_at is null
    order by name_key, step, id`.execute(db());
  const ids = rows.map(({ id }) => id);
  await sql`select from customers.tags where workspace_id = ${workspaceId} and id = any(${ids}::text[])
    order by id for share`.execute(db());
  return new Map(rows.map(({ nameKey, id }) => [nameKey, id]));
}
