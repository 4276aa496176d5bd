import { IconCreditCard } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'workspace.write';

const billingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/billing',
  staticData: { title: 'billing:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'BillingPage'),
});

const connectionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/billing/$connectionId',
  validateSearch: textParams('state'),
  staticData: { title: 'billing:title', permission },
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'BillingConnectionPage'),
});

export const billingRoutes = [billingRoute, connectionRoute] as const;

export const billingNav: NavEntry[] = [
  {
    section: 'settings',
    to: '/settings/billing',
    label: 'nav:billing',
    icon: IconCreditCard,
    permission,
  },
];
