import { IconHeartbeat, IconLifebuoy, IconTrendingUp } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const riskRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/at-risk',
  staticData: { title: 'risk:title', permission: 'success.read' },
  component: lazyRouteComponent(() => import('./risk-page.tsx'), 'RiskPage'),
});

const healthRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/health',
  staticData: { title: 'health:title', permission: 'success.read' },
  component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage'),
});

const upsellRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/upsell',
  validateSearch: textParams('state', 'kind', 'accountId', 'sort'),
  staticData: { title: 'upsell:title', permission: 'success.read' },
  component: lazyRouteComponent(() => import('./upsell/page.tsx'), 'UpsellPage'),
});

export const successRoutes = [riskRoute, upsellRoute, healthRoute] as const;

export const successNav: NavEntry[] = [
  { section: 'success', to: '/at-risk', label: 'nav:risk', icon: IconLifebuoy, permission: 'success.read' },
  {
    section: 'success',
    to: '/upsell',
    label: 'nav:upsell',
    icon: IconTrendingUp,
    permission: 'success.read',
  },
  {
    section: 'success',
    to: '/health',
    label: 'nav:health',
    icon: IconHeartbeat,
    permission: 'success.read',
  },
];
