import { IconFileDollar, IconPackage } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../../shell/navigation.ts';
import { shellRoute } from '../../shell/root.tsx';
import { textParams } from '../../ui/search-params.ts';

const permission = 'deals.read';
const canWrite = 'deals.write';

const quotesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/quotes',
  validateSearch: textParams('q', 'state'),
  staticData: { title: 'quotes:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'QuotesPage'),
});

const newQuoteRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/quotes/new',
  validateSearch: textParams('deal'),
  staticData: { title: 'quotes:form.titleNew', permission: canWrite },
  component: lazyRouteComponent(() => import('./editor-page.tsx'), 'NewQuotePage'),
});

const quoteRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/quotes/$quoteId',
  staticData: { title: 'quotes:title', permission },
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'QuotePage'),
});

const editQuoteRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/quotes/$quoteId/edit',
  staticData: { title: 'quotes:title', permission: canWrite },
  component: lazyRouteComponent(() => import('./editor-page.tsx'), 'EditQuotePage'),
});

const productsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/products',
  validateSearch: textParams('tab'),
  staticData: { title: 'products:title', permission },
  component: lazyRouteComponent(() => import('./products-page.tsx'), 'ProductsPage'),
});

export const quoteRoutes = [quotesRoute, newQuoteRoute, quoteRoute, editQuoteRoute, productsRoute] as const;

export const quoteNav: NavEntry[] = [
  { section: 'customers', to: '/quotes', label: 'nav:quotes', icon: IconFileDollar, permission },
  { section: 'customers', to: '/products', label: 'nav:products', icon: IconPackage, permission },
];
