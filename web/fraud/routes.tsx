import { IconShieldSearch } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'fraud.read';

const casesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/fraud',
  validateSearch: textParams('state', 'rule', 'affiliateId', 'view'),
  staticData: { title: 'fraud:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'FraudPage'),
});

const caseRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/fraud/$caseId',
  staticData: { title: 'fraud:title', permission },
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'CasePage'),
});

export const fraudRoutes = [casesRoute, caseRoute] as const;

export const fraudNav: NavEntry[] = [
  { section: 'program', to: '/fraud', label: 'nav:fraud', icon: IconShieldSearch, permission },
];
