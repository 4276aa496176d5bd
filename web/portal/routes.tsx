import {
  IconCash,
  IconFileCertificate,
  IconGift,
  IconHelpCircle,
  IconLink,
  IconMedal,
  IconPhoto,
  IconReceipt,
  IconUserCheck,
  IconUserCircle,
  IconUsersPlus,
} from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'portal.use';

const linksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal',
  staticData: { title: 'portal:links.title', permission },
  component: lazyRouteComponent(() => import('./links-page.tsx'), 'PortalLinksPage'),
});

const commissionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal/commissions',
  staticData: { title: 'portal:commissions.title', permission },
  component: lazyRouteComponent(() => import('./commissions-page.tsx'), 'PortalCommissionsPage'),
});

const payoutsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal/payouts',
  validateSearch: textParams('month'),
  staticData: { title: 'portal:payouts.title', permission },
  component: lazyRouteComponent(() => import('./payouts-page.tsx'), 'PortalPayoutsPage'),
});

const taxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal/tax',
  staticData: { title: 'tax:title', permission },
  component: lazyRouteComponent(() => import('./tax-page.tsx'), 'PortalTaxPage'),
});

const registrationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal/deal-registrations',
  staticData: { title: 'portal:registrations.title', permission },
  component: lazyRouteComponent(() => import('./registrations-page.tsx'), 'PortalRegistrationsPage'),
});

const requestsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal/requests',
  staticData: { title: 'portal:requests.title', permission },
  component: lazyRouteComponent(() => import('./requests-page.tsx'), 'PortalRequestsPage'),
});

const materialsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal/material',
  staticData: { title: 'portal:material.title', permission },
  component: lazyRouteComponent(() => import('./materials-page.tsx'), 'PortalMaterialsPage'),
});

const partnersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal/partners',
  staticData: { title: 'portal:partners.title', permission },
  component: lazyRouteComponent(() => import('./partners-page.tsx'), 'PortalPartnersPage'),
});

const contestsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal/contests',
  staticData: { title: 'portal:contests.title', permission },
  component: lazyRouteComponent(() => import('./contests-page.tsx'), 'PortalContestsPage'),
});

const rewardsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal/rewards',
  staticData: { title: 'portal:rewards.title', permission },
  component: lazyRouteComponent(() => import('./rewards-page.tsx'), 'PortalRewardsPage'),
});

const profileRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal/profile',
  staticData: { title: 'portal:profile.title', permission },
  component: lazyRouteComponent(() => import('./profile-page.tsx'), 'PortalProfilePage'),
});

export const portalRoutes = [
  linksRoute,
  registrationsRoute,
  commissionsRoute,
  payoutsRoute,
  taxRoute,
  requestsRoute,
  materialsRoute,
  partnersRoute,
  contestsRoute,
  rewardsRoute,
  profileRoute,
] as const;

export const portalNav: NavEntry[] = [
  { section: 'portal', to: '/portal', label: 'nav:portalLinks', icon: IconLink, permission },
  {
    section: 'portal',
    to: '/portal/deal-registrations',
    label: 'nav:portalRegistrations',
    icon: IconUserCheck,
    permission,
  },
  {
    section: 'portal',
    to: '/portal/commissions',
    label: 'nav:portalCommissions',
    icon: IconReceipt,
    permission,
  },
  { section: 'portal', to: '/portal/payouts', label: 'nav:portalPayouts', icon: IconCash, permission },
  { section: 'portal', to: '/portal/tax', label: 'nav:tax', icon: IconFileCertificate, permission },
  {
    section: 'portal',
    to: '/portal/requests',
    label: 'nav:portalRequests',
    icon: IconHelpCircle,
    permission,
  },
  { section: 'portal', to: '/portal/material', label: 'nav:portalMaterial', icon: IconPhoto, permission },
  {
    section: 'portal',
    to: '/portal/partners',
    label: 'nav:portalPartners',
    icon: IconUsersPlus,
    permission,
  },
  { section: 'portal', to: '/portal/contests', label: 'nav:portalContests', icon: IconMedal, permission },
  { section: 'portal', to: '/portal/rewards', label: 'nav:portalRewards', icon: IconGift, permission },
  {
    section: 'portal',
    to: '/portal/profile',
    label: 'nav:portalProfile',
    icon: IconUserCircle,
    permission,
  },
];
