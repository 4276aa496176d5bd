import { IconMailbox, IconTemplate } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'messages.read';

const outboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/outbox',
  validateSearch: textParams('state', 'message'),
  staticData: { title: 'messages:title', permission },
  component: lazyRouteComponent(() => import('./outbox-page.tsx'), 'OutboxPage'),
});

const templatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/message-templates',
  validateSearch: textParams('kind', 'locale'),
  staticData: { title: 'messages:templates.title', permission },
  component: lazyRouteComponent(() => import('./templates-page.tsx'), 'TemplatesPage'),
});

export const messagesRoutes = [outboxRoute, templatesRoute] as const;

export const messagesNav: NavEntry[] = [
  { section: 'settings', to: '/outbox', label: 'nav:messages', icon: IconMailbox, permission },
  {
    section: 'settings',
    to: '/message-templates',
    label: 'nav:templates',
    icon: IconTemplate,
    permission,
  },
];
