import { IconTrophy } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const rankingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/ranking',
  validateSearch: textParams('industry', 'country', 'planTier', 'channel', 'view', 'reason', 'account'),
  staticData: { title: 'ranking:title', permission: 'success.read' },
  component: lazyRouteComponent(() => import('./page.tsx'), 'RankingPage'),
});

export const rankingRoutes = [rankingRoute] as const;

export const rankingNav: NavEntry[] = [
  {
    section: 'program',
    to: '/ranking',
    label: 'nav:ranking',
    icon: IconTrophy,
    permission: 'success.read',
  },
];
