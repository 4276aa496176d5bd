import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { ApiProblem } from '../ui/api.ts';
import { NotFoundState } from '../ui/states.tsx';
import { queryClient } from './query-client.ts';
import { sessionQuery, setupQuery } from './session.ts';
import { Shell } from './shell.tsx';
import { speak, speakOfAll } from './words.ts';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The page is shown only to those who have this permission. */
    permission?: string;
    /** Catalog key of the page's name, for the window's title. */
    title?: string;
  }
}

export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundState,
});

/** Everything that needs somebody to be signed in, inside navigation and header. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      const session = await queryClient.ensureQueryData(sessionQuery);
      if (session.user.mustSetUpTwoFactor) throw redirect({ to: '/second-factor' });
      // The server writes in this language: half a screen in each would be read by nobody.
      await (location.pathname === '/' ? speak : speakOfAll)(session.user.locale);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      const { isSetUp } = await queryClient.fetchQuery(setupQuery);
      if (!isSetUp) throw redirect({ to: '/setup' });
      throw redirect({ to: '/sign-in', search: { next: location.href === '/' ? undefined : location.href } });
    }
  },
});
