import { IconArrowsExchange, IconGift, IconMedal, IconReceipt, IconScale } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'commissions.read';

const commissionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/commissions',
  validateSearch: textParams('state', 'kind', 'affiliateId', 'commission'),
  staticData: { title: 'commissions:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'CommissionsPage'),
});

const plansRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans',
  staticData: { title: 'commissions:plans.title', permission },
  component: lazyRouteComponent(() => import('./plans-page.tsx'), 'PlansPage'),
});

const ratesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/rates',
  validateSearch: textParams('currency'),
  staticData: { title: 'commissions:rates.title', permission },
  component: lazyRouteComponent(() => import('./rates-page.tsx'), 'RatesPage'),
});

const contestsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/contests',
  staticData: { title: 'commissions:contests.title', permission },
  component: lazyRouteComponent(() => import('./contests/page.tsx'), 'ContestsPage'),
});

const rewardsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rewards',
  validateSearch: textParams('view', 'q', 'state', 'kind', 'affiliateId', 'sort'),
  staticData: { title: 'commissions:nonCash.title', permission },
  component: lazyRouteComponent(() => import('./rewards/page.tsx'), 'RewardsPage'),
});

export const commissionsRoutes = [
  commissionsRoute,
  plansRoute,
  ratesRoute,
  contestsRoute,
  rewardsRoute,
] as const;

export const commissionsNav: NavEntry[] = [
  { section: 'money', to: '/commissions', label: 'nav:commissions', icon: IconReceipt, permission },
  { section: 'money', to: '/plans', label: 'nav:plans', icon: IconScale, permission },
  { section: 'program', to: '/contests', label: 'nav:contests', icon: IconMedal, permission },
  { section: 'program', to: '/rewards', label: 'nav:rewards', icon: IconGift, permission },
  { section: 'settings', to: '/settings/rates', label: 'nav:rates', icon: IconArrowsExchange, permission },
];
