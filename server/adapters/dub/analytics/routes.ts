import type { Config } from '../../../core/config.ts';
import type { App } from '../../../core/http/server.ts';
import { analyze } from './analyze.ts';
import { analyzePartner } from './analyze-partner.ts';
import { listEvents } from './list-events.ts';
import { AnalyticsQuery, EventQuery, PartnerAnalyticsQuery } from './schema.ts';

export function analyticsRoutes(app: App, config: Config): void {
  app.get(
    '/analytics',
    { schema: { querystring: AnalyticsQuery, hide: true }, config: { permission: 'links.read' } },
    ({ actor, query }) => analyze(actor, config, query),
  );
  app.get(
    '/events',
    { schema: { querystring: EventQuery, hide: true }, config: { permission: 'links.read' } },
    ({ actor, query }) => listEvents(actor, config, query),
  );
  app.get(
    '/partners/analytics',
    {
      schema: { querystring: PartnerAnalyticsQuery, hide: true },
      config: { permission: 'commissions.read' },
    },
    ({ actor, query }) => analyzePartner(actor, config, query),
  );
}
