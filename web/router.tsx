import { createRouter } from '@tanstack/react-router';
import { entryRoutes } from './entry/routes.tsx';
import { roomRoutes } from './rooms.ts';
import { rootRoute, shellRoute } from './shell/root.tsx';

const routeTree = rootRoute.addChildren([...entryRoutes, shellRoute.addChildren([...roomRoutes])]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingMs: 150,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
