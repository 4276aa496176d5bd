import { sql } from 'kysely';
import { db } from '../core/db.ts';
import type { Permission, Role, RowScope } from './permissions.ts';
import { permissionsOf } from './roles/rules.ts';
import { insertBuiltInRoles } from './roles/store.ts';
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
  'requiresSecondFactor',
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
  await insertBuiltInRoles(id);
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

const hasFactor = sql<boolean>`coalesce(identity.two_factor_enabled, false)`.as('hasSecondFactor');

export async function findMember(workspaceId: string, userId: string) {
  const row = await db()
    .selectFrom('workspace.members as member')
    .innerJoin('workspace.identities as identity', 'identity.id', 'member.userId')
    .innerJoin('workspace.roles as role', (join) =>
      join.onRef('role.workspaceId', '=', 'member.workspaceId').onRef('role.key', '=', 'member.role'),
    )
    .select(['member.userId', 'identity.name', 'identity.email', 'member.role', 'member.createdAt'])
    .select(['role.name as roleName', hasFactor])
    .where('member.workspaceId', '=', workspaceId)
    .where('member.userId', '=', userId)
    .executeTakeFirst();
  return row ?? null;
}

export async function listMembers(workspaceId: string) {
  return db()
    .selectFrom('workspace.members as member')
    .innerJoin('workspace.identities as identity', 'identity.id', 'member.userId')
    .innerJoin('workspace.roles as role', (join) =>
      join.onRef('role.workspaceId', '=', 'member.workspaceId').onRef('role.key', '=', 'member.role'),
    )
    .select(['member.userId', 'identity.name', 'identity.email', 'identity.locale'])
    .select(['member.role', 'role.name as roleName', 'role.permissions', 'role.rowScope', 'member.createdAt'])
    .select(hasFactor)
    .where('member.workspaceId', '=', workspaceId)
    .where('member.role', '<>', 'affiliate')
    .orderBy('member.createdAt')
    .execute();
}

/** Members whose role may do this. */
export async function listMembersWith(workspaceId: string, permission: Permission) {
  const members = await listMembers(workspaceId);
  return members.filter(({ role, permissions, rowScope }) =>
    permissionsOf({ key: role, permissions, rowScope: rowScope as RowScope }).includes(permission),
  );
}

/** The owners, locked until the transaction ends: of two who step down at once, one waits for the other. */
export async function lockOwners(workspaceId: string): Promise<string[]> {
  const rows = await db()
    .selectFrom('workspace.members')
    .select('userId')
    .where('workspaceId', '=', workspaceId)
    .where('role', '=', 'owner')
    .orderBy('userId')
    .forUpdate()
    .execute();
  return rows.map(({ userId }) => userId);
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

/** A workspace that a user belongs to, and what they may do there. */
export interface Membership {
  id: string;
  name: string;
  requiresSecondFactor: boolean;
  role: Role;
  roleName: string | null;
  /** As they are kept; `permissionsOf` says what they amount to. */
  permissions: string[] | null;
  rowScope: RowScope;
  /** Null where the row scope is all. */
  teamIds: string[] | null;
  /** Who is in the teams whose records count as one's own; with the row scope own, in those that one leads. */
  teammateIds: string[] | null;
}

/**
 * Every workspace that a user belongs to; reads across workspaces on purpose, for that user alone. Every request asks
 * for it, so role and teams come along in one statement.
 */
export async function listMemberships(userId: string): Promise<Membership[]> {
  const { rows } = await sql<Membership>`
    select w.workspace_id as id, w.name, w.requires_second_factor as "requiresSecondFactor", m.role, r.name as "roleName", r.permissions,
      r.row_scope as "rowScope",
      case when r.row_scope <> 'all' then array(
        select mine.team_id from workspace.team_members mine
        where mine.workspace_id = m.workspace_id and mine.user_id = m.user_id) end as "teamIds",
      case when r.row_scope <> 'all' then array(
        select distinct mate.user_id from workspace.team_members mine
        join workspace.teams t on t.workspace_id = mine.workspace_id and t.id = mine.team_id
        join workspace.team_members mate on mate.workspace_id = mine.workspace_id and mate.team_id = mine.team_id
        where mine.workspace_id = m.workspace_id and mine.user_id = m.user_id
          and (r.row_scope = 'team' or t.lead_id = m.user_id)) end as "teammateIds"
    from workspace.members m
    join workspace.workspaces w on w.workspace_id = m.workspace_id
    join workspace.roles r on r.workspace_id = m.workspace_id and r.key = m.role
    where m.user_id = ${userId}
    order by w.is_sample, m.created_at`.execute(db());
  return rows;
}

export async function findIdentityByEmail(email: string) {
  return db()
    .selectFrom('workspace.identities')
    .select(['id', 'name', 'email'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
}

/** Whether the person has set one up, and proven it. */
export async function hasSecondFactor(userId: string): Promise<boolean> {
  const row = await db()
    .selectFrom('workspace.identities')
    .select('twoFactorEnabled')
    .where('id', '=', userId)
    .executeTakeFirst();
  return row?.twoFactorEnabled === true;
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
