import { sql } from 'kysely';
import { db } from '../core/db.ts';
import { type Cursor, toPage } from '../core/page.ts';
import type { Role } from './permissions.ts';
import type { NewWorkspace, Workspace, WorkspaceChange } from './schema.ts';

const workspaceColumns = [
  'workspaceId as id',
  'name',
  'slug',
  'timeZone',
  'currency',
  'locale',
  'isSample',
  'addressRetentionDays',
] as const;

export async function findWorkspace(workspaceId: string): Promise<Workspace | null> {
  const row = await db()
    .selectFrom('workspace.workspaces')
    .select(workspaceColumns)
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  return (row as Workspace | undefined) ?? null;
}

export async function findWorkspaceBySlug(slug: string): Promise<Workspace | null> {
  const row = await db()
    .selectFrom('workspace.workspaces')
    .select(workspaceColumns)
    .where('slug', '=', slug)
    .executeTakeFirst();
  return (row as Workspace | undefined) ?? null;
}

/** Oldest first: the one that an installation began with comes before the sample. */
export async function listWorkspaces(): Promise<Workspace[]> {
  const rows = await db()
    .selectFrom('workspace.workspaces')
    .select(workspaceColumns)
    .orderBy('isSample')
    .orderBy('createdAt')
    .execute();
  return rows as Workspace[];
}

export async function insertWorkspace(workspace: NewWorkspace & { id: string }): Promise<Workspace> {
  const { id, ...columns } = workspace;
  const row = await db()
    .insertInto('workspace.workspaces')
    .values({ workspaceId: id, ...columns })
    .returning(workspaceColumns)
    .executeTakeFirstOrThrow();
  return row as Workspace;
}

export async function updateWorkspace(workspaceId: string, change: WorkspaceChange): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await db().updateTable('workspace.workspaces').set(change).where('workspaceId', '=', workspaceId).execute();
}

export async function upsertMember(workspaceId: string, userId: string, role: Role): Promise<void> {
  await db()
    .insertInto('workspace.members')
    .values({ workspaceId, userId, role })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'userId']).doNothing())
    .execute();
}

export async function findMember(workspaceId: string, userId: string) {
  const row = await db()
    .selectFrom('workspace.members as member')
    .innerJoin('workspace.identities as identity', 'identity.id', 'member.userId')
    .select(['member.userId', 'identity.name', 'identity.email', 'member.role', 'member.createdAt'])
    .where('member.workspaceId', '=', workspaceId)
    .where('member.userId', '=', userId)
    .executeTakeFirst();
  return row ? { ...row, role: row.role as Role } : null;
}

export async function listMembers(workspaceId: string) {
  const rows = await db()
    .selectFrom('workspace.members as member')
    .innerJoin('workspace.identities as identity', 'identity.id', 'member.userId')
    .select(['member.userId', 'identity.name', 'identity.email', 'identity.locale'])
    .select(['member.role', 'member.createdAt'])
    .where('member.workspaceId', '=', workspaceId)
    .where('member.role', '<>', 'affiliate')
    .orderBy('member.createdAt')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}

export async function updateMemberRole(workspaceId: string, userId: string, role: Role): Promise<void> {
  await db()
    .updateTable('workspace.members')
    .set({ role })
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .execute();
}

export async function deleteMember(workspaceId: string, userId: string): Promise<void> {
  await db()
    .deleteFrom('workspace.members')
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .execute();
}

/** Every workspace that a user belongs to; reads across workspaces on purpose, for that user alone. */
export async function listMemberships(userId: string) {
  const rows = await db()
    .selectFrom('workspace.members as member')
    .innerJoin('workspace.workspaces as workspace', 'workspace.workspaceId', 'member.workspaceId')
    .select(['workspace.workspaceId as id', 'workspace.name', 'member.role'])
    .where('member.userId', '=', userId)
    .orderBy('workspace.isSample')
    .orderBy('member.createdAt')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}

export async function findIdentityByEmail(email: string) {
  return db()
    .selectFrom('workspace.identities')
    .select(['id', 'name', 'email'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
}

export async function hasAnyIdentity(): Promise<boolean> {
  return (
    (await db().selectFrom('workspace.identities').select('id').limit(1).executeTakeFirst()) !== undefined
  );
}

export async function setActiveWorkspace(sessionId: string, workspaceId: string): Promise<void> {
  await db()
    .updateTable('workspace.sessions')
    .set({ activeWorkspaceId: workspaceId })
    .where('id', '=', sessionId)
    .execute();
}

export async function findActiveWorkspace(sessionId: string): Promise<string | null> {
  const row = await db()
    .selectFrom('workspace.sessions')
    .select('activeWorkspaceId')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.activeWorkspaceId ?? null;
}

/** What calls an object in what is kept of it, the first that is there. */
const NAME_FIELDS = ['name', 'company', 'key', 'code', 'email', 'domain', 'url', 'title'];

/** Newest first; each object is called as it was called last, null where no entry tells. */
export async function listAuditEntries(
  workspaceId: string,
  query: { limit: number; after: Cursor | null; objectId?: string },
) {
  let select = db()
    .selectFrom('workspace.auditEntries as entry')
    .select(['id', 'at', 'actorKind', 'actorName', 'action', 'objectType', 'objectId', 'before', 'after'])
    .select(sql<string | null>`coalesce(${nameOfMember}, ${nameOfKey}, ${nameInEntries})`.as('objectName'))
    .where('workspaceId', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.after) select = select.where('id', '<', query.after.id);
  if (query.objectId) select = select.where('objectId', '=', query.objectId);
  return toPage(await select.execute(), query.limit, (row) => ({ value: null, id: row.id }));
}

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

const fieldsThatName = NAME_FIELDS.flatMap((field) => [
  sql`kept.after ->> ${sql.lit(field)}`,
  sql`kept.before ->> ${sql.lit(field)}`,
]);

const nameInEntries = sql`(
  select told.name from workspace.audit_entries kept
  cross join lateral (select coalesce(${sql.join(fieldsThatName)}) as name) told
  where kept.workspace_id = entry.workspace_id and kept.object_type = entry.object_type
    and kept.object_id = entry.object_id and told.name is not null
  order by coalesce(kept.after ->> 'name', kept.before ->> 'name') is null, kept.id desc
  limit 1
)`;
