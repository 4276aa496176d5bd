import {
  IconBuilding,
  IconHistory,
  IconKey,
  IconSettings,
  IconUserShield,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const workspaceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  staticData: { title: 'settings:workspace.title', permission: 'workspace.write' },
  component: lazyRouteComponent(() => import('./workspace-page.tsx'), 'WorkspacePage'),
});

const companyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/company',
  staticData: { title: 'tax:company.title', permission: 'workspace.write' },
  component: lazyRouteComponent(() => import('../payouts/tax/company-page.tsx'), 'CompanyPage'),
});

const membersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/members',
  staticData: { title: 'settings:members.title', permission: 'members.read' },
  component: lazyRouteComponent(() => import('./members-page.tsx'), 'MembersPage'),
});

const rolesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/roles',
  staticData: { title: 'access:roles.title', permission: 'members.read' },
  component: lazyRouteComponent(() => import('./roles/page.tsx'), 'RolesPage'),
});

const teamsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/teams',
  staticData: { title: 'access:teams.title', permission: 'members.read' },
  component: lazyRouteComponent(() => import('./teams/page.tsx'), 'TeamsPage'),
});

const keysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/keys',
  staticData: { title: 'settings:keys.title', permission: 'keys.write' },
  component: lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage'),
});

const securityRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/security',
  staticData: { title: 'settings:security.title' },
  component: lazyRouteComponent(() => import('./security-page.tsx'), 'SecurityPage'),
});

const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/audit',
  validateSearch: textParams('q', 'what', 'actorId', 'actorKind', 'objectType', 'objectId', 'from', 'to'),
  staticData: { title: 'settings:audit.title', permission: 'audit.read' },
  component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
});

export const settingsRoutes = [
  workspaceRoute,
  companyRoute,
  membersRoute,
  rolesRoute,
  teamsRoute,
  keysRoute,
  securityRoute,
  auditRoute,
] as const;

export const settingsNav: NavEntry[] = [
  {
    section: 'settings',
    to: '/settings',
    label: 'nav:general',
    icon: IconSettings,
    permission: 'workspace.write',
  },
  {
    section: 'settings',
    to: '/settings/company',
    label: 'nav:company',
    icon: IconBuilding,
    permission: 'workspace.write',
  },
  {
    section: 'settings',
    to: '/settings/members',
    label: 'nav:members',
    icon: IconUsersGroup,
    permission: 'members.read',
  },
  {
    section: 'settings',
    to: '/settings/roles',
    label: 'nav:roles',
    icon: IconUserShield,
    permission: 'members.read',
  },
  {
    section: 'settings',
    to: '/settings/teams',
    label: 'nav:teams',
    icon: IconUsers,
    permission: 'members.read',
  },
  {
    section: 'settings',
    to: '/settings/keys',
    label: 'nav:keys',
    icon: IconKey,
    permission: 'keys.write',
  },
  {
    section: 'settings',
    to: '/settings/audit',
    label: 'nav:audit',
    icon: IconHistory,
    permission: 'audit.read',
  },
];
