import { IconMessageQuestion } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NavEntry } from '../shell/navigation.ts';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';

const permission = 'signals.read';

const surveysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/surveys',
  staticData: { title: 'surveys:title', permission },
  component: lazyRouteComponent(() => import('./page.tsx'), 'SurveysPage'),
});

const newSurveyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/surveys/new',
  staticData: { title: 'surveys:form.titleNew', permission: 'surveys.write' },
  component: lazyRouteComponent(() => import('./editor-page.tsx'), 'NewSurveyPage'),
});

const surveyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/surveys/$surveyId',
  validateSearch: textParams('mood', 'hasComment'),
  staticData: { title: 'surveys:title', permission },
  component: lazyRouteComponent(() => import('./detail-page.tsx'), 'SurveyPage'),
});

const editSurveyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/surveys/$surveyId/edit',
  staticData: { title: 'surveys:title', permission: 'surveys.write' },
  component: lazyRouteComponent(() => import('./editor-page.tsx'), 'EditSurveyPage'),
});

const waveRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/surveys/waves/$waveId',
  validateSearch: textParams('mood', 'hasComment'),
  staticData: { title: 'surveys:title', permission },
  component: lazyRouteComponent(() => import('./wave-page.tsx'), 'WavePage'),
});

export const surveysRoutes = [surveysRoute, newSurveyRoute, surveyRoute, editSurveyRoute, waveRoute] as const;

export const surveysNav: NavEntry[] = [
  { section: 'success', to: '/surveys', label: 'nav:surveys', icon: IconMessageQuestion, permission },
];
