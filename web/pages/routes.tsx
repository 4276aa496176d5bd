import { IconSpeakerphone } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'affiliates.read';

const materialRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/material',
  validateSearch: textParams('kind'),
  staticData: { title: 'pages:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'MaterialPage'),
});

export const pagesRoutes = [materialRoute] as const;

export const pagesNav: NavEntry[] = [
  { section: 'program', to: '/material', label: 'nav:material', icon: IconSpeakerphone, permission },
];
