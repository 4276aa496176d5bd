import { IconArrowForwardUp } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../../shell/navigation.ts';
import { shellRoute } from '../../shell/root.tsx';
import { textParams } from '../../ui/search-params.ts';

const permission = 'accounts.read';

const handOffsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/hand-offs',
  validateSearch: textParams('tab', 'state'),
  staticData: { title: 'handOffs:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'HandOffsPage'),
});

const handOffRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/hand-offs/$handOffId',
  staticData: { title: 'handOffs:title', permission },
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'HandOffPage'),
});

export const handOffRoutes = [handOffsRoute, handOffRoute] as const;

export const handOffNav: NavEntry[] = [
  { section: 'customers', to: '/hand-offs', label: 'nav:handOffs', icon: IconArrowForwardUp, permission },
];
