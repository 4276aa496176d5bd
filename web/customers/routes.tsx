import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/root.tsx';
import { textParams } from '../ui/search-params.ts';
import { handOffRoutes } from './hand-offs/routes.tsx';
import { quoteRoutes } from './quotes/routes.tsx';
import { TAG_PARAMS } from './tags/params.ts';

const accountsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accounts',
  validateSearch: textParams(
    'q',
    'stage',
    'healthBand',
    'ownerId',
    'channel',
    'industry',
    'planTier',
    'isAffiliate',
    'feeling',
    ...TAG_PARAMS,
    'sort',
  ),
  staticData: { title: 'accounts:title', permission: 'accounts.read' },
  component: lazyRouteComponent(() => import('./accounts/page.tsx'), 'AccountsPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accounts/$accountId',
  validateSearch: textParams('tab'),
  staticData: { title: 'accounts:title', permission: 'accounts.read' },
  component: lazyRouteComponent(() => import('./accounts/detail-page.tsx'), 'AccountPage'),
});

const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people',
  validateSearch: textParams('q', 'stage', 'role', 'ownerId', ...TAG_PARAMS, 'sort'),
  staticData: { title: 'people:title', permission: 'accounts.read' },
  component: lazyRouteComponent(() => import('./people/page.tsx'), 'PeoplePage'),
});

const personRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/$personId',
  staticData: { title: 'people:title', permission: 'accounts.read' },
  component: lazyRouteComponent(() => import('./people/detail-page.tsx'), 'PersonPage'),
});

const dealsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deals',
  validateSearch: textParams(
    ...(['view', 'q', 'pipelineId', 'stageId', 'state', 'ownerId', 'isSlipping', 'isStale'] as const),
    ...(['accountId', 'expected', 'minAmount', 'hasNextStep', ...TAG_PARAMS, 'sort'] as const),
  ),
  staticData: { title: 'deals:title', permission: 'deals.read' },
  component: lazyRouteComponent(() => import('./deals/page.tsx'), 'DealsPage'),
});

const dealRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deals/$dealId',
  staticData: { title: 'deals:title', permission: 'deals.read' },
  component: lazyRouteComponent(() => import('./deals/detail-page.tsx'), 'DealPage'),
});

const forecastRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deals/forecast',
  validateSearch: textParams('pipelineId', 'ownerId', 'currency'),
  staticData: { title: 'deals:forecast.title', permission: 'deals.read' },
  component: lazyRouteComponent(() => import('./deals/forecast-page.tsx'), 'ForecastPage'),
});

const pipelinesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/pipelines',
  staticData: { title: 'deals:pipelines.title', permission: 'pipelines.write' },
  component: lazyRouteComponent(() => import('./deals/pipelines-page.tsx'), 'PipelinesPage'),
});

const fieldsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/fields',
  validateSearch: textParams('object'),
  staticData: { title: 'fields:title', permission: 'fields.write' },
  component: lazyRouteComponent(() => import('./fields/page.tsx'), 'FieldsPage'),
});

const tagsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/tags',
  staticData: { title: 'tags:title', permission: 'fields.write' },
  component: lazyRouteComponent(() => import('./tags/page.tsx'), 'TagsPage'),
});

const privacyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/privacy',
  staticData: { title: 'privacy:title', permission: 'privacy.write' },
  component: lazyRouteComponent(() => import('./privacy/page.tsx'), 'PrivacyPage'),
});

const taskTemplatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/task-templates',
  staticData: { title: 'taskTemplates:title', permission: 'tasks.read' },
  component: lazyRouteComponent(() => import('./task-templates/page.tsx'), 'TaskTemplatesPage'),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/duplicates',
  validateSearch: textParams('object', 'show', 'q'),
  staticData: { title: 'duplicates:title', permission: 'accounts.read' },
  component: lazyRouteComponent(() => import('./duplicates/page.tsx'), 'DuplicatesPage'),
});

const dataQualityRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/data-quality',
  validateSearch: textParams('fault', 'owner'),
  staticData: { title: 'dataQuality:title', permission: 'accounts.read' },
  component: lazyRouteComponent(() => import('./data-quality/page.tsx'), 'DataQualityPage'),
});

const mergeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/duplicates/merge',
  validateSearch: textParams('object', 'keptId', 'mergedId'),
  staticData: { title: 'duplicates:title', permission: 'accounts.read' },
  component: lazyRouteComponent(() => import('./duplicates/merge-page.tsx'), 'MergePage'),
});

const myDayRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-day',
  validateSearch: textParams('task'),
  staticData: { title: 'tasks:myDay.title', permission: 'tasks.read' },
  component: lazyRouteComponent(() => import('./tasks/my-day-page.tsx'), 'MyDayPage'),
});

const tasksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tasks',
  validateSearch: textParams('q', 'state', 'show', 'assigneeId', 'priority', 'sort', 'task'),
  staticData: { title: 'tasks:title', permission: 'tasks.read' },
  component: lazyRouteComponent(() => import('./tasks/page.tsx'), 'TasksPage'),
});

const ownershipRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/ownership',
  validateSearch: textParams('tab', 'from'),
  staticData: { title: 'ownership:title', permission: 'accounts.read' },
  component: lazyRouteComponent(() => import('./ownership/page.tsx'), 'OwnershipPage'),
});

const importsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports',
  validateSearch: textParams('state'),
  staticData: { title: 'importing:title', permission: 'imports.write' },
  component: lazyRouteComponent(() => import('./imports/page.tsx'), 'ImportsPage'),
});

const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports/$importId',
  staticData: { title: 'importing:title', permission: 'imports.write' },
  component: lazyRouteComponent(() => import('./imports/run-page.tsx'), 'ImportPage'),
});

export const customersRoutes = [
  accountsRoute,
  accountRoute,
  peopleRoute,
  personRoute,
  dealsRoute,
  forecastRoute,
  dealRoute,
  pipelinesRoute,
  fieldsRoute,
  tagsRoute,
  duplicatesRoute,
  taskTemplatesRoute,
  privacyRoute,
  dataQualityRoute,
  mergeRoute,
  myDayRoute,
  tasksRoute,
  ownershipRoute,
  ...handOffRoutes,
  ...quoteRoutes,
  importsRoute,
  importRoute,
] as const;
