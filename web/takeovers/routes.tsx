import { IconTransferIn } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';

const permission = 'affiliates.approve';

const takeoversRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/takeovers',
  staticData: { title: 'takeovers:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'TakeoversPage'),
});

const takeoverRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/takeovers/$takeoverId',
  staticData: { title: 'takeovers:title', permission },
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'TakeoverPage'),
});

export const takeoversRoutes = [takeoversRoute, takeoverRoute] as const;

export const takeoversNav: NavEntry[] = [
  { section: 'program', to: '/takeovers', label: 'nav:takeovers', icon: IconTransferIn, permission },
];
