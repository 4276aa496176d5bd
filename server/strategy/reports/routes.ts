import { getOwnAffiliate } from '../../affiliates/index.ts';
import type { App } from '../../core/http/server.ts';
import { listEvents } from './list-events.ts';
import { EventQuery, PortalReportQuery, Report, ReportEvents, ReportQuery } from './schema.ts';
import { exportReport, writeCsv } from './write-csv.ts';
import { viewReport, writeReport } from './write-report.ts';

export function reportRoutes(app: App): void {
  const config = { permission: 'reports.read' };
  const tags = ['Reports'];
  app.get(
    '/api/v1/reports',
    { schema: { querystring: ReportQuery, response: { 200: Report }, tags }, config },
    ({ actor, query }) => viewReport(actor, query),
  );
  app.get(
    '/api/v1/reports.csv',
    { schema: { querystring: ReportQuery, produces: ['text/csv'], tags }, config },
    async ({ actor, query }, reply) => {
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="report.csv"');
      return exportReport(actor, query);
    },
  );
  app.get(
    '/api/v1/reports/events',
    { schema: { querystring: EventQuery, response: { 200: ReportEvents }, tags }, config },
    ({ actor, query }) => listEvents(actor, query),
  );
  portalRoutes(app);
}

/** The same of an affiliate's own work, and of nobody else's. */
function portalRoutes(app: App): void {
  const config = { permission: 'portal.use' };
  const tags = ['Portal'];
  app.get(
    '/api/v1/portal/reports',
    { schema: { querystring: PortalReportQuery, response: { 200: Report }, tags }, config },
    async ({ actor, query }) => {
      const { id } = await getOwnAffiliate(actor);
      return writeReport(actor, query, { affiliate: [id] });
    },
  );
  app.get(
    '/api/v1/portal/reports.csv',
    { schema: { querystring: PortalReportQuery, produces: ['text/csv'], tags }, config },
    async ({ actor, query }, reply) => {
      const { id } = await getOwnAffiliate(actor);
      const csv = await writeCsv(actor, query, { affiliate: [id] });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="report.csv"')
        .send(csv);
    },
  );
}
