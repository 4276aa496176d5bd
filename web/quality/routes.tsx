import { IconReportMoney, IconRoute } from '@tabler/icons-react';
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

const attributionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/attribution',
  validateSearch: textParams('by', 'months', 'show'),
  staticData: { title: 'quality:attribution.title', permission },
  component: lazyRouteComponent(() => import('./attribution-page.tsx'), 'AttributionPage'),
});

export const qualityRoutes = [qualityRoute, affiliateRoute, attributionRoute] as const;

export const qualityNav: NavEntry[] = [
  { section: 'program', to: '/quality', label: 'nav:quality', icon: IconReportMoney, permission },
  {
    section: 'program',
    to: '/attribution',
    label: 'nav:attribution',
    icon: IconRoute,
    permission,
  },
];
