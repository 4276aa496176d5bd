import type { Role } from '../../server/workspace/permissions.ts';

/** The roles that a colleague can have; affiliates come by the program. */
export const STAFF_ROLES: Exclude<Role, 'affiliate'>[] = [
  'owner',
  'admin',
  'affiliate_manager',
  'success_manager',
  'marketer',
  'sales',
  'finance',
  'viewer',
];
