import type { Actor } from '../../core/actor.ts';
import { isAllowed } from '../../core/actor.ts';
import type { FieldError } from '../../core/problem.ts';
import {
  NEEDS_ALL_ROWS,
  type Permission,
  ROLE_PERMISSIONS,
  ROW_SCOPES,
  type RowScope,
} from '../permissions.ts';

/** Nobody edits these: owners may do everything, and affiliates use the portal. */
const FIXED_ROLES = ['owner', 'affiliate'];

/** What is kept of a role. */
export interface StoredRole {
  key: string;
  /** Null for a built-in role. */
  name: string | null;
  /** Null of a built-in role: what the release says. */
  permissions: string[] | null;
  rowScope: RowScope;
  isBuiltIn: boolean;
}

export function isFixed(key: string): boolean {
  return FIXED_ROLES.includes(key);
}

/** What members of this role may do: what would show records beyond their row scope is not among it. */
export function permissionsOf(role: Pick<StoredRole, 'key' | 'permissions' | 'rowScope'>): Permission[] {
  const released: Partial<Record<string, readonly Permission[]>> = ROLE_PERMISSIONS;
  const granted = (isFixed(role.key) ? null : role.permissions) ?? released[role.key] ?? [];
  return (granted as Permission[]).filter(
    (permission) => role.rowScope === 'all' || !NEEDS_ALL_ROWS.includes(permission),
  );
}

/** What is wrong with a role as it is wanted: nobody grants what they lack, and some permissions need every row. */
export function wrongsOfRole(
  actor: Actor,
  wanted: { permissions: readonly Permission[]; rowScope: RowScope },
  before: readonly string[],
): FieldError[] {
  const lacking = wanted.permissions.filter((one) => !before.includes(one) && !isAllowed(actor, one));
  const beyond =
    wanted.rowScope === 'all' ? [] : wanted.permissions.filter((one) => NEEDS_ALL_ROWS.includes(one));
  return [
    ...lacking.map((one) => ({ path: 'permissions', message: `${one} is not yours to grant` })),
    ...beyond.map((one) => ({ path: 'permissions', message: `${one} needs the row scope all` })),
    ...(isWider(wanted.rowScope, scopeOf(actor))
      ? [{ path: 'rowScope', message: 'is wider than your own' }]
      : []),
  ];
}

/** Whether somebody may give another person this role: it may do nothing, and reach no row, that they cannot. */
export function mayGive(actor: Actor, role: StoredRole): boolean {
  return (
    permissionsOf(role).every((permission) => isAllowed(actor, permission)) &&
    !isWider(role.rowScope, scopeOf(actor))
  );
}

function isWider(scope: RowScope, than: RowScope): boolean {
  return ROW_SCOPES.indexOf(scope) > ROW_SCOPES.indexOf(than);
}

function scopeOf({ rows }: Actor): RowScope {
  return rows?.scope ?? 'all';
}
