import { IconHome } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  staticData: { title: 'home:title' },
  component: lazyRouteComponent(() => import('./page.tsx'), 'HomePage'),
});

const welcomeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/welcome',
  staticData: { title: 'home:welcome.title' },
  component: lazyRouteComponent(() => import('./welcome-page.tsx'), 'WelcomePage'),
});

export const homeRoutes = [homeRoute, welcomeRoute] as const;

export const homeNav: NavEntry[] = [
  { section: 'today', to: '/', label: 'nav:home', icon: IconHome, permission: 'accounts.read' },
];
