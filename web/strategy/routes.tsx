import { IconReportAnalytics, IconRoute } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';
import { SEARCH } from './question.ts';

const reportsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reports',
  validateSearch: textParams(...SEARCH),
  staticData: { title: 'strategy:title', permission: 'reports.read' },
  component: lazyRouteComponent(() => import('./page.tsx'), 'ReportsPage'),
});

const ownReportsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal/reports',
  validateSearch: textParams(...SEARCH),
  staticData: { title: 'strategy:portal.title', permission: 'portal.use' },
  component: lazyRouteComponent(() => import('./own-page.tsx'), 'OwnReportsPage'),
});

const processesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/processes',
  staticData: { title: 'processes:title', permission: 'reports.read' },
  component: lazyRouteComponent(() => import('./processes/page.tsx'), 'ProcessesPage'),
});

export const strategyRoutes = [reportsRoute, ownReportsRoute, processesRoute] as const;

export const strategyNav: NavEntry[] = [
  {
    section: 'program',
    to: '/reports',
    label: 'nav:reports',
    icon: IconReportAnalytics,
    permission: 'reports.read',
  },
  {
    section: 'program',
    to: '/processes',
    label: 'nav:processes',
    icon: IconRoute,
    permission: 'reports.read',
  },
  {
    section: 'portal',
    to: '/portal/reports',
    label: 'nav:portalReports',
    icon: IconReportAnalytics,
    permission: 'portal.use',
  },
];
