import { IconGift, IconMailForward, IconTags, IconUsersGroup } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'affiliates.read';

const affiliatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/affiliates',
  validateSearch: textParams('q', 'status', 'groupId', 'sort'),
  staticData: { title: 'affiliates:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'AffiliatesPage'),
});

const affiliateRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/affiliates/$affiliateId',
  staticData: { title: 'affiliates:title', permission },
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'AffiliatePage'),
});

const groupsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/affiliate-groups',
  staticData: { title: 'affiliates:groups.title', permission },
  component: lazyRouteComponent(() => import('./groups/groups-page.tsx'), 'GroupsPage'),
});

const invitationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/affiliate-invitations',
  validateSearch: textParams('state'),
  staticData: { title: 'affiliates:invitations.title', permission },
  component: lazyRouteComponent(() => import('./invitations-page.tsx'), 'InvitationsPage'),
});

const offersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/offers',
  staticData: { title: 'affiliates:offers.title', permission },
  component: lazyRouteComponent(() => import('./offers-page.tsx'), 'OffersPage'),
});

export const affiliatesRoutes = [
  affiliatesRoute,
  affiliateRoute,
  groupsRoute,
  invitationsRoute,
  offersRoute,
] as const;

export const affiliatesNav: NavEntry[] = [
  { section: 'program', to: '/affiliates', label: 'nav:affiliates', icon: IconUsersGroup, permission },
  { section: 'program', to: '/affiliate-groups', label: 'nav:affiliateGroups', icon: IconTags, permission },
  {
    section: 'program',
    to: '/affiliate-invitations',
    label: 'nav:invitations',
    icon: IconMailForward,
    permission,
  },
  { section: 'program', to: '/offers', label: 'nav:offers', icon: IconGift, permission },
];
