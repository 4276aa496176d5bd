import { IconArrowBackUp, IconPlug, IconWebhook } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'workspace.write';

const connectRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connect',
  validateSearch: textParams('way'),
  staticData: { title: 'connections:connect.title', permission },
  component: lazyRouteComponent(() => import('./connect/page.tsx'), 'ConnectPage'),
});

const webhooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/webhooks',
  staticData: { title: 'connections:webhooks.title', permission },
  component: lazyRouteComponent(() => import('./webhooks/page.tsx'), 'WebhooksPage'),
});

const webhookRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/webhooks/$webhookId',
  validateSearch: textParams('state'),
  staticData: { title: 'connections:webhooks.title', permission },
  component: lazyRouteComponent(() => import('./webhooks/detail-page.tsx'), 'WebhookPage'),
});

const postbacksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/postbacks',
  staticData: { title: 'connections:intake.title', permission },
  component: lazyRouteComponent(() => import('./intake/page.tsx'), 'PostbacksPage'),
});

const ownPostbacksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portal/postbacks',
  staticData: { title: 'connections:postbacks.title', permission: 'portal.use' },
  component: lazyRouteComponent(() => import('./postbacks/own-page.tsx'), 'OwnPostbacksPage'),
});

export const connectionsRoutes = [
  connectRoute,
  webhooksRoute,
  webhookRoute,
  postbacksRoute,
  ownPostbacksRoute,
] as const;

export const connectionsNav: NavEntry[] = [
  {
    section: 'settings',
    to: '/connect',
    label: 'nav:connect',
    icon: IconPlug,
    permission,
  },
  {
    section: 'settings',
    to: '/settings/webhooks',
    label: 'nav:webhooks',
    icon: IconWebhook,
    permission,
  },
  {
    section: 'settings',
    to: '/settings/postbacks',
    label: 'nav:intake',
    icon: IconArrowBackUp,
    permission,
  },
  {
    section: 'portal',
    to: '/portal/postbacks',
    label: 'nav:postbacks',
    icon: IconArrowBackUp,
    permission: 'portal.use',
  },
];
