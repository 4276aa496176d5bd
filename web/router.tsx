import { createRouter } from '@tanstack/react-router';
import { entryRoutes } from './entry/routes.tsx';
import { roomRoutes } from './rooms.ts';
import { rootRoute, shellRoute } from './shell/root.tsx';
import { ErrorState } from './ui/states.tsx';
import { visitorRoutes } from './visitors/routes.tsx';

const routeTree = rootRoute.addChildren([
  ...entryRoutes,
  ...visitorRoutes,
  shellRoute.addChildren([...roomRoutes]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingMs: 150,
  // A fault on a page leaves the navigation around it in place.
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
