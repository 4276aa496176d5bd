import { z } from 'zod';
import type { Config } from '../core/config.ts';
import type { App } from '../core/http/server.ts';
import { accountRoutes } from './accounts/routes.ts';
import { activityRoutes } from './activities/routes.ts';
import { consentRoutes } from './consent/routes.ts';
import { contactPointRoutes } from './contact-points/routes.ts';
import { dataQualityRoutes } from './data-quality/routes.ts';
import { dealRoutes } from './deals/routes.ts';
import { duplicateRoutes } from './duplicates/routes.ts';
import { fieldRoutes } from './fields/routes.ts';
import { fileRoutes } from './files/routes.ts';
import { handOffRoutes } from './hand-offs/routes.ts';
import { answerFormerIds } from './merges/answer-former-ids.ts';
import { mergeRoutes } from './merges/routes.ts';
import { ownershipRoutes } from './ownership/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { quoteRoutes } from './quotes/routes.ts';
import { guardIds } from './reach/guard-ids.ts';
import { SearchHit, SearchQuery } from './schema/search.ts';
import { searchRecords } from './search-records.ts';
import { shareRoutes } from './shares/routes.ts';
import { tagRoutes } from './tags/routes.ts';
import { taskCalendarRoutes } from './task-calendar/routes.ts';
import { taskTemplateRoutes } from './task-templates/routes.ts';
import { taskRoutes } from './tasks/routes.ts';
import { savedViewRoutes } from './views/routes.ts';

export function customersRoutes(app: App, config: Config): void {
  answerFormerIds(app);
  guardIds(app);
  accountRoutes(app);
  shareRoutes(app);
  peopleRoutes(app);
  contactPointRoutes(app);
  consentRoutes(app, config);
  fieldRoutes(app);
  tagRoutes(app);
  savedViewRoutes(app);
  mergeRoutes(app);
  duplicateRoutes(app);
  dataQualityRoutes(app);
  dealRoutes(app);
  quoteRoutes(app, config);
  activityRoutes(app);
  fileRoutes(app);
  ownershipRoutes(app);
  taskRoutes(app);
  taskTemplateRoutes(app);
  handOffRoutes(app);
  taskCalendarRoutes(app, config);
  privacyRoutes(app);
  app.get(
    '/api/v1/search',
    {
      schema: {
        querystring: SearchQuery,
        response: { 200: z.object({ data: z.array(SearchHit) }) },
        tags: ['Accounts'],
      },
      config: { permission: 'accounts.read' },
    },
    ({ actor, query }) => searchRecords(actor, query),
  );
}
