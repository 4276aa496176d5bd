import { IconGift, IconMailForward, IconUsersGroup } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'affiliates.read';

const affiliatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/affiliates',
  validateSearch: textParams('q', 'status'),
  staticData: { title: 'affiliates:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'AffiliatesPage'),
});

const affiliateRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/affiliates/$affiliateId',
  staticData: { title: 'affiliates:title', permission },
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'AffiliatePage'),
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

export const affiliatesRoutes = [affiliatesRoute, affiliateRoute, invitationsRoute, offersRoute] as const;

export const affiliatesNav: NavEntry[] = [
  { section: 'program', to: '/affiliates', label: 'nav:affiliates', icon: IconUsersGroup, permission },
  {
    section: 'program',
    to: '/affiliate-invitations',
    label: 'nav:invitations',
    icon: IconMailForward,
    permission,
  },
  { section: 'program', to: '/offers', label: 'nav:offers', icon: IconGift, permission },
];
