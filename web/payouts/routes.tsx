import { IconCash } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'payouts.read';

const payoutsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/payouts',
  validateSearch: textParams('state', 'view'),
  staticData: { title: 'payouts:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'PayoutsPage'),
});

const payoutRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/payouts/$payoutId',
  staticData: { title: 'payouts:title', permission },
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'PayoutPage'),
});

const yearsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/payouts/years',
  validateSearch: textParams('year'),
  staticData: { title: 'payouts:title', permission },
  component: lazyRouteComponent(() => import('./years/page.tsx'), 'PayoutYearsPage'),
});

const recoveriesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/payouts/recoveries',
  validateSearch: textParams('q', 'state'),
  staticData: { title: 'recoveries:title', permission },
  component: lazyRouteComponent(() => import('./recoveries/page.tsx'), 'RecoveriesPage'),
});

const recoveryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/payouts/recoveries/$recoveryId',
  staticData: { title: 'recoveries:title', permission },
  component: lazyRouteComponent(() => import('./recoveries/detail-page.tsx'), 'RecoveryPage'),
});

export const payoutsRoutes = [payoutsRoute, payoutRoute, yearsRoute, recoveriesRoute, recoveryRoute] as const;

export const payoutsNav: NavEntry[] = [
  { section: 'money', to: '/payouts', label: 'nav:payouts', icon: IconCash, permission },
];
