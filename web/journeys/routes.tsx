import { IconRoute } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'playbooks.read';

const playbooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/playbooks',
  validateSearch: textParams('status'),
  staticData: { title: 'playbooks:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'PlaybooksPage'),
});

const newPlaybookRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/playbooks/new',
  validateSearch: textParams('preset'),
  staticData: { title: 'playbooks:form.titleNew', permission: 'playbooks.write' },
  component: lazyRouteComponent(() => import('./editor-page.tsx'), 'NewPlaybookPage'),
});

const playbookRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/playbooks/$playbookId',
  validateSearch: textParams('state', 'isHeldOut'),
  staticData: { title: 'playbooks:title', permission },
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'PlaybookPage'),
});

const editPlaybookRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/playbooks/$playbookId/edit',
  staticData: { title: 'playbooks:title', permission: 'playbooks.write' },
  component: lazyRouteComponent(() => import('./editor-page.tsx'), 'EditPlaybookPage'),
});

const runRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/playbooks/runs/$runId',
  staticData: { title: 'playbooks:run.title', permission },
  component: lazyRouteComponent(() => import('./run-page.tsx'), 'RunPage'),
});

export const journeysRoutes = [
  playbooksRoute,
  newPlaybookRoute,
  playbookRoute,
  editPlaybookRoute,
  runRoute,
] as const;

export const journeysNav: NavEntry[] = [
  { section: 'success', to: '/playbooks', label: 'nav:playbooks', icon: IconRoute, permission },
];
