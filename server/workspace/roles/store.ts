import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { ROLES, type RowScope } from '../permissions.ts';
import type { StoredRole } from './rules.ts';

const roleColumns = ['key', 'name', 'permissions', 'rowScope', 'isBuiltIn'] as const;

/** The roles that every workspace begins with. */
export async function insertBuiltInRoles(workspaceId: string): Promise<void> {
  await db()
    .insertInto('workspace.roles')
    .values(ROLES.map((key) => ({ workspaceId, key, isBuiltIn: true })))
    .onConflict((conflict) => conflict.columns(['workspaceId', 'key']).doNothing())
    .execute();
}

/** Built-in ones in their order, then the others by name; with how many members and open invitations have them. */
export async function selectRoles(
  workspaceId: string,
): Promise<(StoredRole & { memberCount: number; invitationCount: number })[]> {
  const { rows } = await sql<StoredRole & { memberCount: number; invitationCount: number }>`
    select r.key, r.name, r.permissions, r.row_scope as "rowScope", r.is_built_in as "isBuiltIn",
      (select count(*) from workspace.members m where m.workspace_id = r.workspace_id and m.role = r.key)
        as "memberCount",
      (select count(*) from workspace.member_invitations i where i.workspace_id = r.workspace_id
        and i.role = r.key and i.accepted_at is null) as "invitationCount"
    from workspace.roles r where r.workspace_id = ${workspaceId}
    order by array_position(${[...ROLES]}::text[], r.key), lower(r.name)`.execute(db());
  return rows;
}

export async function findRole(workspaceId: string, key: string): Promise<StoredRole | null> {
  const row = await db()
    .selectFrom('workspace.roles')
    .select(roleColumns)
    .where('workspaceId', '=', workspaceId)
    .where('key', '=', key)
    .executeTakeFirst();
  return (row as StoredRole | undefined) ?? null;
}

/** Locked until the transaction ends: nobody else changes it, deletes it, or gives it to somebody, meanwhile. */
export async function lockRole(workspaceId: string, key: string): Promise<StoredRole | null> {
  const row = await db()
    .selectFrom('workspace.roles')
    .select(roleColumns)
    .where('workspaceId', '=', workspaceId)
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  return (row as StoredRole | undefined) ?? null;
}

/** In one order for everybody, so that two who make roles wait for each other. @returns how many there are */
export async function lockRoleCount(workspaceId: string): Promise<number> {
  const rows = await db()
    .selectFrom('workspace.roles')
    .select('key')
    .where('workspaceId', '=', workspaceId)
    .orderBy('key')
    .forUpdate()
    .execute();
  return rows.length;
}

/** @returns false when another role has this name. */
export async function insertRole(
  workspaceId: string,
  role: { key: string; name: string; permissions: string[]; rowScope: RowScope; at: Date },
): Promise<boolean> {
  const { at, ...columns } = role;
  const row = await db()
    .insertInto('workspace.roles')
    .values({ workspaceId, ...columns, createdAt: at, updatedAt: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether another role than this one has the name. */
export async function hasRoleNamed(workspaceId: string, name: string, key: string): Promise<boolean> {
  const row = await db()
    .selectFrom('workspace.roles')
    .select('key')
    .where('workspaceId', '=', workspaceId)
    .where((eb) => eb(eb.fn('lower', ['name']), '=', name.toLowerCase()))
    .where('key', '<>', key)
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateRole(
  workspaceId: string,
  key: string,
  { at, ...columns }: { name?: string; permissions?: string[] | null; rowScope?: RowScope; at: Date },
): Promise<void> {
  await db()
    .updateTable('workspace.roles')
    .set({ ...columns, updatedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('key', '=', key)
    .execute();
}

export async function countHolders(workspaceId: string, key: string): Promise<number> {
  const { rows } = await sql<{ holders: number }>`
    select (select count(*) from workspace.members where workspace_id = ${workspaceId} and role = ${key})
      + (select count(*) from workspace.member_invitations
          where workspace_id = ${workspaceId} and role = ${key} and accepted_at is null) as holders`.execute(
    db(),
  );
  return rows[0]?.holders ?? 0;
}

/** Everybody who has a role, or is or was invited to it, has the other one. @returns the members */
export async function moveHolders(workspaceId: string, from: string, to: string): Promise<string[]> {
  const moved = await db()
    .updateTable('workspace.members')
    .set({ role: to })
    .where('workspaceId', '=', workspaceId)
    .where('role', '=', from)
    .returning('userId')
    .execute();
  await db()
    .updateTable('workspace.memberInvitations')
    .set({ role: to })
    .where('workspaceId', '=', workspaceId)
    .where('role', '=', from)
    .execute();
  return moved.map(({ userId }) => userId);
}

export async function deleteRole(workspaceId: string, key: string): Promise<void> {
  await db()
    .deleteFrom('workspace.roles')
    .where('workspaceId', '=', workspaceId)
    .where('key', '=', key)
    .execute();
}
