/** Every permission there is, with what it lets one do. Routes and API-key scopes use these names. */
export const PERMISSIONS = [
  'accounts.read',
  'accounts.write',
  'deals.read',
  'deals.write',
  'pipelines.write',
  'fields.write',
  'tasks.read',
  'tasks.write',
  'playbooks.read',
  'playbooks.write',
  'imports.write',
  'signals.read',
  'signals.write',
  'surveys.write',
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
  'rates.write',
  'payouts.read',
  'payouts.create',
  'payouts.approve',
  'tax.read',
  'tax.write',
  'quality.read',
  'reports.read',
  'reports.write',
  'fraud.read',
  'fraud.decide',
  'materials.write',
  'messages.read',
  'messages.write',
  'members.read',
  'members.write',
  'roles.write',
  'teams.write',
  'keys.write',
  'audit.read',
  'privacy.write',
  'workspace.write',
  'portal.use',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/**
 * What shows or moves records of the whole company, whoever owns them: files, mails, the log, keys and connections of
 * other systems. Only roles that reach all rows can have these.
 */
export const NEEDS_ALL_ROWS: readonly Permission[] = [
  'imports.write',
  'signals.write',
  'surveys.write',
  // What begins by itself does so for all accounts.
  'playbooks.write',
  'events.write',
  'affiliates.approve',
  'fraud.read',
  'fraud.decide',
  'messages.read',
  'messages.write',
  // Whoever puts people into teams decides what they reach.
  'teams.write',
  'keys.write',
  'audit.read',
  // Everything that any room knows about a person, whoever owns what.
  'privacy.write',
  'workspace.write',
];

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

/** A role that every workspace has; others are made by its members. */
export type BuiltInRole = (typeof ROLES)[number];

/** The key of a role of a workspace. */
export type Role = string;

/** Whose accounts and people a member reaches: one's own, one's teams', or all. The narrowest first. */
export const ROW_SCOPES = ['own', 'team', 'all'] as const;
export type RowScope = (typeof ROW_SCOPES)[number];

const READ_ALL: Permission[] = [
  'accounts.read',
  'deals.read',
  'tasks.read',
  'playbooks.read',
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

/** Everything that somebody who works here can be allowed; the portal is for affiliates alone. */
export const STAFF_PERMISSIONS: readonly Permission[] = PERMISSIONS.filter(
  (permission) => permission !== 'portal.use',
);

/**
 * What the built-in roles may do until a workspace decides otherwise; an owner differs from an admin in that only owners
 * make owners.
 */
export const ROLE_PERMISSIONS: Record<BuiltInRole, readonly Permission[]> = {
  owner: STAFF_PERMISSIONS,
  admin: STAFF_PERMISSIONS,
  affiliate_manager: [
    ...READ_ALL,
    'accounts.write',
    'deals.write',
    'tasks.write',
    'playbooks.write',
    'imports.write',
    'affiliates.write',
    'affiliates.approve',
    'offers.write',
    'links.write',
    'events.write',
    'commissions.write',
    'payouts.create',
    'reports.write',
    'fraud.read',
    'fraud.decide',
    'materials.write',
    'messages.read',
    'messages.write',
  ],
  success_manager: [
    ...READ_ALL,
    'accounts.write',
    'deals.write',
    'tasks.write',
    'playbooks.write',
    'imports.write',
    'signals.write',
    'surveys.write',
    'success.write',
    'reports.write',
    'messages.read',
  ],
  marketer: [
    ...READ_ALL,
    'accounts.write',
    'deals.write',
    'tasks.write',
    'playbooks.write',
    'imports.write',
    'surveys.write',
    'links.write',
    'reports.write',
    'materials.write',
    'messages.read',
    'messages.write',
  ],
  sales: [...READ_ALL, 'accounts.write', 'deals.write', 'tasks.write', 'messages.read'],
  finance: [
    ...READ_ALL,
    'tasks.write',
    'payouts.create',
    'payouts.approve',
    'tax.read',
    'tax.write',
    'commissions.write',
    'rates.write',
    'reports.write',
    'fraud.read',
    'audit.read',
  ],
  viewer: READ_ALL,
  affiliate: ['portal.use'],
};
