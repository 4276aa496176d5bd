import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('./invitation-page.tsx'), 'InvitationPage'),
});

const programRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/program/$slug',
  validateSearch: textParams('via'),
  component: lazyRouteComponent(() => import('./program-page.tsx'), 'ProgramPage'),
});

/** Pages for people of the program who are not signed in: an invitation, and the application form. */
export const visitorRoutes = [invitationRoute, programRoute] as const;
