import { IconChartBar, IconCoin, IconMoodSmile, IconPlugConnected } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const revenueRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/revenue',
  validateSearch: textParams('months'),
  staticData: { title: 'revenue:title', permission: 'signals.read' },
  component: lazyRouteComponent(() => import('./revenue-page.tsx'), 'RevenuePage'),
});

const satisfactionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/satisfaction',
  validateSearch: textParams('months'),
  staticData: { title: 'satisfaction:title', permission: 'signals.read' },
  component: lazyRouteComponent(() => import('./satisfaction-page.tsx'), 'SatisfactionPage'),
});

const costsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/costs',
  validateSearch: textParams('months'),
  staticData: { title: 'costs:title', permission: 'signals.read' },
  component: lazyRouteComponent(() => import('./costs-page.tsx'), 'CostsPage'),
});

const sourcesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sources',
  staticData: { title: 'sources:title', permission: 'signals.read' },
  component: lazyRouteComponent(() => import('./sources-page.tsx'), 'SourcesPage'),
});

export const signalsRoutes = [revenueRoute, satisfactionRoute, costsRoute, sourcesRoute] as const;

export const signalsNav: NavEntry[] = [
  {
    section: 'success',
    to: '/revenue',
    label: 'nav:revenue',
    icon: IconChartBar,
    permission: 'signals.read',
  },
  {
    section: 'success',
    to: '/satisfaction',
    label: 'nav:satisfaction',
    icon: IconMoodSmile,
    permission: 'signals.read',
  },
  { section: 'success', to: '/costs', label: 'nav:costs', icon: IconCoin, permission: 'signals.read' },
  {
    section: 'customers',
    to: '/sources',
    label: 'nav:sources',
    icon: IconPlugConnected,
    permission: 'signals.read',
  },
];
