import { IconReportMoney } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'quality.read';

const qualityRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/quality',
  validateSearch: textParams('sort', 'status'),
  staticData: { title: 'quality:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'QualityPage'),
});

const affiliateRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/quality/$affiliateId',
  staticData: { title: 'quality:title', permission },
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'AffiliateQualityPage'),
});

export const qualityRoutes = [qualityRoute, affiliateRoute] as const;

export const qualityNav: NavEntry[] = [
  { section: 'program', to: '/quality', label: 'quality:title', icon: IconReportMoney, permission },
];
