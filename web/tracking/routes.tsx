import {
  IconHelpCircle,
  IconLink,
  IconReceipt,
  IconUserCheck,
  IconUserPlus,
  IconWorld,
} from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'links.read';

const linksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/links',
  validateSearch: textParams('affiliateId', 'status'),
  staticData: { title: 'tracking:links.title', permission },
  component: lazyRouteComponent(() => import('./links-page.tsx'), 'LinksPage'),
});

const capsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/click-caps',
  staticData: { title: 'tracking:caps.title', permission },
  component: lazyRouteComponent(() => import('./caps-page.tsx'), 'CapsPage'),
});

const domainsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/link-domains',
  staticData: { title: 'tracking:domains.title', permission },
  component: lazyRouteComponent(() => import('./domains-page.tsx'), 'DomainsPage'),
});

const leadsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/leads',
  validateSearch: textParams('affiliateId', 'q'),
  staticData: { title: 'tracking:leads.title', permission },
  component: lazyRouteComponent(() => import('./leads-page.tsx'), 'LeadsPage'),
});

const registrationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deal-registrations',
  validateSearch: textParams('q', 'affiliateId', 'status', 'sort', 'registration'),
  staticData: { title: 'tracking:registration.title', permission },
  component: lazyRouteComponent(() => import('./registrations-page.tsx'), 'RegistrationsPage'),
});

const salesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sales',
  validateSearch: textParams('affiliateId', 'q', 'sale'),
  staticData: { title: 'tracking:sales.title', permission },
  component: lazyRouteComponent(() => import('./sales-page.tsx'), 'SalesPage'),
});

const requestsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/credit-requests',
  validateSearch: textParams('affiliateId', 'status', 'request'),
  staticData: { title: 'tracking:request.title', permission },
  component: lazyRouteComponent(() => import('./requests-page.tsx'), 'RequestsPage'),
});

export const trackingRoutes = [
  linksRoute,
  capsRoute,
  domainsRoute,
  leadsRoute,
  registrationsRoute,
  salesRoute,
  requestsRoute,
] as const;

export const trackingNav: NavEntry[] = [
  { section: 'program', to: '/links', label: 'nav:links', icon: IconLink, permission },
  { section: 'program', to: '/link-domains', label: 'nav:domains', icon: IconWorld, permission },
  { section: 'program', to: '/leads', label: 'nav:leads', icon: IconUserPlus, permission },
  {
    section: 'program',
    to: '/deal-registrations',
    label: 'nav:registrations',
    icon: IconUserCheck,
    permission,
  },
  { section: 'money', to: '/sales', label: 'nav:sales', icon: IconReceipt, permission },
  {
    section: 'program',
    to: '/credit-requests',
    label: 'nav:creditRequests',
    icon: IconHelpCircle,
    permission,
  },
];
