import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { type Cursor, toPage } from '../../core/page.ts';
import { rowsAfter } from '../../core/tables/table.ts';
import { ACTIONS_OF } from './rules.ts';
import type { AuditEntry, AuditFilters } from './schema.ts';

export type SealedEntry = Omit<AuditEntry, 'objectName' | 'before' | 'after'> & {
  workspaceId: string;
  requestId: string | null;
  before: string | null;
  after: string | null;
  detailHash: string;
  seal: string;
};

export async function insertEntry(entry: SealedEntry): Promise<void> {
  await db().insertInto('workspace.auditEntries').values(entry).execute();
}

/** That a record was seen, unless it is known that the same one saw it on this day (of UTC). */
export async function insertViewOnce(entry: SealedEntry): Promise<void> {
  await db()
    .insertInto('workspace.auditEntries')
    .values({ ...entry, viewedOn: entry.at.toISOString().slice(0, 10) })
    .onConflict((conflict) =>
      conflict
        .columns(['workspaceId', 'actorId', 'objectId', 'viewedOn'])
        .where('viewedOn', 'is not', null)
        .doNothing(),
    )
    .execute();
}

/** What calls an object in what is kept of it, the first that is there. */
const NAME_FIELDS = ['name', 'company', 'key', 'code', 'email', 'domain', 'url', 'title'];

const nameOfMember = sql`(
  select identity.name from workspace.members member
  join workspace.identities identity on identity.id = member.user_id
  where entry.object_type = 'member' and member.workspace_id = entry.workspace_id
    and member.user_id = entry.object_id
)`;

const nameOfKey = sql`(
  select key.name from workspace.api_keys key
  where entry.object_type = 'api_key' and key.workspace_id = entry.workspace_id and key.id = entry.object_id
)`;

const nameKept = sql`coalesce(${sql.join(
  NAME_FIELDS.flatMap((field) => [
    sql`kept.after ->> ${sql.lit(field)}`,
    sql`kept.before ->> ${sql.lit(field)}`,
  ]),
)})`;

const nameInEntries = sql`(
  select told.name from workspace.audit_entries kept
  cross join lateral (select ${nameKept} as name) told
  where kept.workspace_id = entry.workspace_id and kept.object_type = entry.object_type
    and kept.object_id = entry.object_id and told.name is not null
  order by coalesce(kept.after ->> 'name', kept.before ->> 'name') is null, kept.id desc
  limit 1
)`;

const columns = [
  ...(['id', 'at', 'actorKind', 'actorId', 'actorName', 'action'] as const),
  ...(['objectType', 'objectId', 'before', 'after'] as const),
] as const;

const select = (workspaceId: string, filters: AuditFilters) =>
  db()
    .selectFrom('workspace.auditEntries as entry')
    .select(columns)
    .select(sql<string | null>`coalesce(${nameOfMember}, ${nameOfKey}, ${nameInEntries})`.as('objectName'))
    .where('workspaceId', '=', workspaceId)
    .where(matches(workspaceId, filters));

/** Newest first; each object is called as it was called last, null where no entry tells. */
export async function listEntries(
  workspaceId: string,
  filters: AuditFilters,
  { limit, after }: { limit: number; after: Cursor | null },
) {
  let page = select(workspaceId, filters)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after) page = page.where('id', '<', after.id);
  return toPage(await page.execute(), limit, (row) => ({ value: null, id: row.id }));
}

/** Oldest first. */
export async function nextEntries(
  workspaceId: string,
  filters: AuditFilters,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<AuditEntry[]> {
  return select(workspaceId, filters).where('id', '>', afterId).orderBy('id').limit(limit).execute();
}

function matches(workspaceId: string, filters: AuditFilters) {
  const { what, actorId, actorKind, objectType, objectId, from, to, q } = filters;
  const zone = sql`(select time_zone from workspace.workspaces where workspace_id = ${workspaceId})`;
  const conditions = [
    what && sql`entry.action like any(${[...ACTIONS_OF[what]]}::text[])`,
    actorId && sql`entry.actor_id = ${actorId}`,
    actorKind && sql`entry.actor_kind = ${actorKind}`,
    objectType && sql`entry.object_type = ${objectType}`,
    objectId && sql`entry.object_id = ${objectId}`,
    from && sql`entry.at >= (${from}::date::timestamp at time zone ${zone})`,
    to && sql`entry.at < ((${to}::date + 1)::timestamp at time zone ${zone})`,
    q && saysWords(workspaceId, q),
  ].filter((condition) => typeof condition === 'object');
  return sql<boolean>`${sql.join([sql`true`, ...conditions], sql` and `)}`;
}

/** As the index over what was before and after has it. */
const detail = sql`(coalesce(kept.before::text, '') || ' ' || coalesce(kept.after::text, ''))`;

/** The words stand in the entry, or in another that tells how its object is called. */
function saysWords(workspaceId: string, words: string) {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const said = sql`from workspace.audit_entries kept
    where kept.workspace_id = ${workspaceId} and ${detail} ilike ${pattern}`;
  return sql`(entry.id in (select kept.id ${said})
    or entry.object_id in (select kept.object_id ${said} and ${nameKept} ilike ${pattern}))`;
}

const ENTRIES_PER_READ = 500;

/** Every entry about one of these objects, oldest first. */
export async function* eachAuditEntryOf(workspaceId: string, objectIds: readonly string[]) {
  if (objectIds.length === 0) return;
  yield* rowsAfter((afterId) =>
    db()
      .selectFrom('workspace.auditEntries')
      .select(columns)
      .where('workspaceId', '=', workspaceId)
      .where('objectId', 'in', objectIds)
      .where('id', '>', afterId)
      .orderBy('id')
      .limit(ENTRIES_PER_READ)
      .execute(),
  );
}
