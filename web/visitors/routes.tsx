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

const preferencesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/preferences/$token',
  component: lazyRouteComponent(() => import('./preferences-page.tsx'), 'PreferencesPage'),
});

const surveyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/survey/$token',
  validateSearch: textParams('score', 'lang'),
  component: lazyRouteComponent(() => import('./survey-page.tsx'), 'SurveyPage'),
});

const quoteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/quote/$token',
  validateSearch: textParams('lang'),
  component: lazyRouteComponent(() => import('./quote-page.tsx'), 'QuotePage'),
});

/** Pages for people of the program who are not signed in: an invitation, the application form, one’s preferences, a survey, and a quote. */
export const visitorRoutes = [
  invitationRoute,
  programRoute,
  preferencesRoute,
  surveyRoute,
  quoteRoute,
] as const;
