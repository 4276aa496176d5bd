import { type RawBuilder, sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { searchKey } from '../../rules.ts';
import { allOf, type Condition } from '../../store/conditions.ts';
import type { TaggedObject } from '../kinds.ts';
import type { Tag, TagFilters } from '../schema.ts';

const TABLES = {
  account: { table: sql.raw('customers.account_tags'), column: sql.raw('account_id') },
  person: { table: sql.raw('customers.person_tags'), column: sql.raw('person_id') },
  deal: { table: sql.raw('customers.deal_tags'), column: sql.raw('deal_id') },
} as const;

/** A record and a tag on it. */
export interface Tagged {
  id: string;
  tagId: string;
}

/** @returns those that were not there before. */
export async function insertTagged(
  workspaceId: string,
  object: TaggedObject,
  wanted: Tagged[],
): Promise<Tagged[]> {
  if (wanted.length === 0) return [];
  const { table, column } = TABLES[object];
  const { rows } = await sql<Tagged>`
    insert into ${table} (workspace_id, ${column}, tag_id)
    select ${workspaceId}, i.id, t.id
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as i(id text, "tagId" text)
    join customers.tags t on t.workspace_id = ${workspaceId} and t.id = i."tagId" and t.deleted_at is null
    order by i.id, t.id
    on conflict do nothing returning ${column} as id, tag_id as "tagId"`.execute(db());
  return rows;
}

/** @returns those that were there. */
export async function deleteTagged(
  workspaceId: string,
  object: TaggedObject,
  wanted: Tagged[],
): Promise<Tagged[]> {
  if (wanted.length === 0) return [];
  const { table, column } = TABLES[object];
  const { rows } = await sql<Tagged>`
    delete from ${table} x using jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as i(id text, "tagId" text)
    where x.workspace_id = ${workspaceId} and x.${column} = i.id and x.tag_id = i."tagId"
    returning x.${column} as id, x.tag_id as "tagId"`.execute(db());
  return rows;
}

/** Records of the tag that goes have the other one, too; each that had not is noted. */
export async function copyTagged(workspaceId: string, fromId: string, intoId: string): Promise<void> {
  for (const { table, column } of Object.values(TABLES))
    await sql`
      insert into ${table} (workspace_id, ${column}, tag_id, from_tag)
      select workspace_id, ${column}, ${intoId}, ${fromId} from ${table}
      where workspace_id = ${workspaceId} and tag_id = ${fromId}
      order by ${column} on conflict do nothing`.execute(db());
}

/** Takes back what `copyTagged` did. */
export async function dropCopied(workspaceId: string, fromId: string, intoId: string): Promise<void> {
  for (const { table } of Object.values(TABLES))
    await sql`
      delete from ${table}
      where workspace_id = ${workspaceId} and tag_id = ${intoId} and from_tag = ${fromId}`.execute(db());
}

/** The tags of a record, by name, as a column; `id` is the record's, over its alias. */
export function tagsOf(object: TaggedObject, workspaceId: RawBuilder<unknown>, id: RawBuilder<unknown>) {
  const { table, column } = TABLES[object];
  return sql<Tag[]>`coalesce((
    select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'color', t.color) order by t.name_key)
    from ${table} x join customers.tags t on t.workspace_id = x.workspace_id and t.id = x.tag_id
    where x.workspace_id = ${workspaceId} and x.${column} = ${id} and t.deleted_at is null), '[]')`;
}

/** Has any, all or none of the tags, which are named by id or name. */
export function hasTags(
  workspaceId: string,
  object: TaggedObject,
  id: RawBuilder<unknown>,
  { tag, tagAll, tagNone }: TagFilters,
): Condition | undefined {
  const { table, column } = TABLES[object];
  const tagged = (wanted: string[]) => sql<boolean>`${id} in (
    select x.${column} from ${table} x join customers.tags t on t.workspace_id = x.workspace_id and t.id = x.tag_id
    where x.workspace_id = ${workspaceId} and t.deleted_at is null
      and (t.id = any(${wanted}::text[]) or t.name_key = any(${wanted.map(searchKey)}::text[])))`;
  if (!tag && !tagAll && !tagNone) return undefined;
  return allOf([
    tag && tagged(tag),
    ...(tagAll ?? []).map((each) => tagged([each])),
    tagNone && sql<boolean>`not ${tagged(tagNone)}`,
  ]);
}
