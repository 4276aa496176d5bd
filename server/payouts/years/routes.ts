import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { Currency } from '../../core/money.ts';
import { sendPdf } from '../../core/pdf/send-pdf.ts';
import { type PrintedYear, printOwnYear, printYear } from './print-year.ts';
import { OwnYear, Threshold, ThresholdChange, Year, YearParams, YearQuery, YearSummary } from './schema.ts';
import { changeThreshold, viewOwnYear, viewYear } from './view-year.ts';
import { writeYear } from './write-year.ts';

const PaperQuery = z.object({ year: Year.optional().describe('Else the current one') });
const tags = ['Payouts'];
const pdf = ['application/pdf'];
const reading = { permission: 'payouts.read' };
const portal = { permission: 'portal.use' };

/** What was earned and paid in a calendar year, for the accountant and the tax office. */
export function yearRoutes(app: App): void {
  staffRoutes(app);
  portalRoutes(app);
}

function staffRoutes(app: App): void {
  app.get(
    '/api/v1/payout-years/:year',
    {
      schema: { params: YearParams, querystring: YearQuery, response: { 200: YearSummary }, tags },
      config: reading,
    },
    ({ actor, params, query }) => viewYear(actor, params.year, query),
  );
  app.get(
    '/api/v1/payout-years/:year/summary.csv',
    {
      schema: {
        params: YearParams,
        produces: ['text/csv'],
        description: 'With whole tax numbers; each writing of it is on record.',
        tags,
      },
      config: { permission: 'tax.read' },
    },
    async ({ actor, params }, reply) => {
      const name = `payouts-${params.year}.csv`;
      reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`);
      return writeYear(actor, params.year);
    },
  );
  app.get(
    '/api/v1/affiliates/:id/payout-year.pdf',
    {
      schema: { params: z.object({ id: z.string() }), querystring: PaperQuery, produces: pdf, tags },
      config: reading,
    },
    async ({ actor, params, query }, reply) => sendYear(reply, await printYear(actor, params.id, query.year)),
  );
  app.put(
    '/api/v1/payout-year-thresholds/:currency',
    {
      schema: {
        params: z.object({ currency: Currency }),
        body: ThresholdChange,
        response: { 200: Threshold },
        tags,
      },
      config: { permission: 'tax.write' },
    },
    ({ actor, params, body }) => changeThreshold(actor, params.currency, body),
  );
}

function portalRoutes(app: App): void {
  app.get(
    '/api/v1/portal/payout-years/:year',
    { schema: { params: YearParams, response: { 200: OwnYear }, tags: ['Portal'] }, config: portal },
    ({ actor, params }) => viewOwnYear(actor, params.year),
  );
  app.get(
    '/api/v1/portal/payout-year.pdf',
    { schema: { querystring: PaperQuery, produces: pdf, tags: ['Portal'] }, config: portal },
    async ({ actor, query }, reply) => sendYear(reply, await printOwnYear(actor, query.year)),
  );
}

function sendYear(reply: FastifyReply, { year, bytes }: PrintedYear): Buffer {
  return sendPdf(reply, `payouts-${year}`, bytes);
}
