import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, forbidden, invalid, invalidField, notFound, Problem } from '../../core/problem.ts';
import { audit } from '../audit.ts';
import type { Permission } from '../permissions.ts';
import { isFixed, mayGive, permissionsOf, type StoredRole, wrongsOfRole } from './rules.ts';
import type { NewRole, Role, RoleChange } from './schema.ts';
import {
  countHolders,
  deleteRole,
  findRole,
  hasRoleNamed,
  insertRole,
  lockRole,
  lockRoleCount,
  moveHolders,
  selectRoles,
  updateRole,
} from './store.ts';

const MAX_ROLES = 100;
const NAME_TAKEN = 'Another role here has this name.';

export async function listRoles(actor: Actor): Promise<{ data: Role[] }> {
  authorize(actor, 'members.read');
  const roles = await selectRoles(actor.workspaceId);
  return { data: roles.map((role) => ({ ...role, ...facts(role) })) };
}

function facts(role: StoredRole) {
  return {
    permissions: permissionsOf(role),
    isFixed: isFixed(role.key),
    isChanged: role.isBuiltIn && (role.permissions !== null || role.rowScope !== 'all'),
  };
}

/** @throws Problem 409 `role_exists`, 422 naming what cannot be granted */
export async function createRole(actor: Actor, wanted: NewRole): Promise<Role> {
  authorize(actor, 'roles.write');
  refuse(wrongsOfRole(actor, asWanted(wanted), []));
  return inTransaction(async () => {
    if ((await lockRoleCount(actor.workspaceId)) >= MAX_ROLES)
      throw conflict('too_many_roles', `A workspace has ${MAX_ROLES} roles at most.`);
    const key = newId('rol');
    if (!(await insertRole(actor.workspaceId, { key, ...wanted, at: actor.now })))
      throw conflict('role_exists', NAME_TAKEN);
    await audit(actor, { action: 'role.created', objectType: 'role', objectId: key, after: wanted });
    return { ...(await viewRole(actor, key)), memberCount: 0, invitationCount: 0 };
  });
}

/**
 * Takes effect with the next request of every member who has the role.
 * @throws Problem 409 for owner and affiliate, 422 naming what cannot be granted
 */
export async function changeRole(actor: Actor, key: string, change: RoleChange): Promise<Role> {
  authorize(actor, 'roles.write');
  return inTransaction(async () => {
    const before = await lockRole(actor.workspaceId, key);
    if (!before) throw notFound('role');
    if (isFixed(key))
      throw conflict(
        'role_is_fixed',
        'Owners may do everything, and affiliates use the portal. Copy the role instead.',
      );
    if (change.name !== undefined && before.isBuiltIn)
      throw invalidField('name', 'cannot be changed of a built-in role; copy it instead');
    if (change.permissions === null && !before.isBuiltIn)
      throw invalidField('permissions', 'can be null for built-in roles only');
    const after = { ...before, ...change } as StoredRole;
    const isWidened = after.rowScope !== before.rowScope || change.permissions !== undefined;
    if (isWidened) refuse(wrongsOfRole(actor, asKept(after, change), permissionsOf(before)));
    if (change.name && (await hasRoleNamed(actor.workspaceId, change.name, key)))
      throw conflict('role_exists', NAME_TAKEN);
    await updateRole(actor.workspaceId, key, { ...change, at: actor.now });
    await audit(actor, {
      action: 'role.changed',
      objectType: 'role',
      objectId: key,
      before: { name: before.name, permissions: permissionsOf(before), rowScope: before.rowScope },
      after: { name: after.name, permissions: permissionsOf(after), rowScope: after.rowScope },
    });
    return viewRole(actor, key);
  });
}

/**
 * Whoever has it gets the replacement.
 * @throws Problem 409 for a built-in role, or one in use without a replacement
 */
export async function removeRole(actor: Actor, key: string, replacement: string | undefined): Promise<void> {
  authorize(actor, 'roles.write');
  await inTransaction(async () => {
    const before = await lockRole(actor.workspaceId, key);
    if (!before) throw notFound('role');
    if (before.isBuiltIn) throw conflict('role_is_built_in', 'Built-in roles cannot be deleted.');
    const holders = await countHolders(actor.workspaceId, key);
    if (holders > 0 && replacement === undefined)
      throw conflict(
        'role_in_use',
        `${holders} members or open invitations have this role. Name a replacement.`,
      );
    // Also the invitations that were accepted long ago name a role.
    const other = await getGivableRole(actor, replacement ?? 'viewer', {
      field: 'replacement',
      without: key,
    });
    const userIds = await moveHolders(actor.workspaceId, key, other.key);
    await deleteRole(actor.workspaceId, key);
    await audit(actor, {
      action: 'role.deleted',
      objectType: 'role',
      objectId: key,
      before: { name: before.name, permissions: before.permissions, rowScope: before.rowScope },
      after: { replacement: holders > 0 ? other.key : null, userIds },
    });
  });
}

/**
 * A role that this actor may give to a member.
 * @throws Problem 422 for one that is not here, 403 for one that may do more than the actor
 */
export async function getGivableRole(
  actor: Actor,
  key: string,
  { field, without }: { field: string; without?: string } = { field: 'role' },
): Promise<StoredRole> {
  const role = key === 'affiliate' || key === without ? null : await findRole(actor.workspaceId, key);
  if (!role) throw invalidField(field, 'names no role of this workspace');
  if (!mayGive(actor, role))
    throw new Problem(
      403,
      'role_beyond_own',
      'Not allowed',
      'This role may do more than you may, so you cannot give it to somebody.',
    );
  if (key === 'owner' && field === 'replacement') throw forbidden('owner');
  return role;
}

async function viewRole(actor: Actor, key: string): Promise<Role> {
  const roles = await selectRoles(actor.workspaceId);
  const role = roles.find((one) => one.key === key);
  if (!role) throw notFound('role');
  return { ...role, ...facts(role) };
}

function asWanted({ permissions, rowScope }: NewRole) {
  return { permissions: permissions as Permission[], rowScope };
}

/** Permissions that were not named are those that the row scope leaves. */
function asKept(after: StoredRole, change: RoleChange) {
  const permissions = (change.permissions as Permission[] | undefined | null) ?? permissionsOf(after);
  return { permissions, rowScope: after.rowScope };
}

function refuse(wrongs: ReturnType<typeof wrongsOfRole>): void {
  if (wrongs.length > 0) throw invalid(wrongs);
}
