/** Every permission there is, with what it lets one do. Routes and API-key scopes use these names. */
export const PERMISSIONS = [
  'accounts.read',
  'accounts.write',
  'imports.write',
  'signals.read',
  'signals.write',
  'success.read',
  'success.write',
  'affiliates.read',
  'affiliates.write',
  'affiliates.approve',
  'offers.write',
  'links.read',
  'links.write',
  'events.write',
  'commissions.read',
  'commissions.write',
  'payouts.read',
  'payouts.create',
  'payouts.approve',
  'quality.read',
  'reports.read',
  'reports.write',
  'materials.write',
  'messages.read',
  'messages.write',
  'members.read',
  'members.write',
  'keys.write',
  'audit.read',
  'workspace.write',
  'portal.use',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = [
  'owner',
  'admin',
  'affiliate_manager',
  'success_manager',
  'marketer',
  'sales',
  'finance',
  'viewer',
  'affiliate',
] as const;

export type Role = (typeof ROLES)[number];

const READ_ALL: Permission[] = [
  'accounts.read',
  'signals.read',
  'success.read',
  'affiliates.read',
  'links.read',
  'commissions.read',
  'payouts.read',
  'quality.read',
  'reports.read',
  'members.read',
];

const STAFF: Permission[] = PERMISSIONS.filter((permission) => permission !== 'portal.use');

/** A role is a named permission set; an owner differs from an admin in that only owners make owners. */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  owner: STAFF,
  admin: STAFF,
  affiliate_manager: [
    ...READ_ALL,
    'accounts.write',
    'imports.write',
    'affiliates.write',
    'affiliates.approve',
    'offers.write',
    'links.write',
    'events.write',
    'commissions.write',
    'payouts.create',
    'reports.write',
    'materials.write',
    'messages.read',
    'messages.write',
  ],
  success_manager: [
    ...READ_ALL,
    'accounts.write',
    'imports.write',
    'signals.write',
    'success.write',
    'reports.write',
    'messages.read',
  ],
  marketer: [
    ...READ_ALL,
    'accounts.write',
    'imports.write',
    'links.write',
    'reports.write',
    'materials.write',
    'messages.read',
    'messages.write',
  ],
  sales: [...READ_ALL, 'accounts.write', 'messages.read'],
  finance: [
    ...READ_ALL,
    'payouts.create',
    'payouts.approve',
    'commissions.write',
    'reports.write',
    'audit.read',
  ],
  viewer: READ_ALL,
  affiliate: ['portal.use'],
};
