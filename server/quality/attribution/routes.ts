import type { App } from '../../core/http/server.ts';
import { compareModels } from './compare-models.ts';
import { AttributionQuery, AttributionReport } from './schema.ts';
import { writeReport } from './write-report.ts';

export function attributionRoutes(app: App): void {
  const config = { permission: 'quality.read' };
  const tags = ['Quality'];
  app.get(
    '/api/v1/quality/attribution',
    { schema: { querystring: AttributionQuery, response: { 200: AttributionReport }, tags }, config },
    ({ actor, query }) => compareModels(actor, query),
  );
  app.get(
    '/api/v1/quality/attribution.csv',
    { schema: { querystring: AttributionQuery, produces: ['text/csv'], tags }, config },
    async ({ actor, query }, reply) => {
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="attribution.csv"');
      return writeReport(await compareModels(actor, query), actor.locale);
    },
  );
}
