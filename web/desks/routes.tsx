import { IconHeadset } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';

const permission = 'workspace.write';

const desksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/help-desks',
  staticData: { title: 'desks:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'DesksPage'),
});

const deskRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/help-desks/$deskId',
  staticData: { title: 'desks:title', permission },
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'DeskPage'),
});

export const deskRoutes = [desksRoute, deskRoute] as const;

export const deskNav: NavEntry[] = [
  { section: 'settings', to: '/settings/help-desks', label: 'nav:desks', icon: IconHeadset, permission },
];
