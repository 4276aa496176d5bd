import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queryClient } from '../shell/query-client.ts';
import { rootRoute } from '../shell/root.tsx';
import { sessionQuery, setupQuery } from '../shell/session.ts';
import { speakOfAll } from '../shell/words.ts';

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string; email?: string } => ({
    // Only addresses of our own: anything else could lead a person away after signing in.
    next: typeof search.next === 'string' && /^\/(?![/\\])/.test(search.next) ? search.next : undefined,
    email: typeof search.email === 'string' ? search.email : undefined,
  }),
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});

const linkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/link',
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({
    token: search.token === undefined ? undefined : String(search.token),
  }),
  component: lazyRouteComponent(() => import('./link-page.tsx'), 'LinkPage'),
});

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join/$token',
  component: lazyRouteComponent(() => import('./join-page.tsx'), 'JoinPage'),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  beforeLoad: async () => {
    const { isSetUp } = await queryClient.fetchQuery(setupQuery);
    if (isSetUp) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./setup-page.tsx'), 'SetupPage'),
});

const secondFactorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-factor',
  beforeLoad: async () => {
    const { user } = await queryClient.fetchQuery(sessionQuery).catch(() => {
      throw redirect({ to: '/sign-in' });
    });
    if (!user.mustSetUpTwoFactor) throw redirect({ to: '/' });
    await speakOfAll(user.locale);
  },
  component: lazyRouteComponent(() => import('../settings/second-factor-page.tsx'), 'SecondFactorPage'),
});

/** Pages outside the navigation: signing in, joining, the first run, and what must be done before going on. */
export const entryRoutes = [signInRoute, linkRoute, joinRoute, setupRoute, secondFactorRoute] as const;
