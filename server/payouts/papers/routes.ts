import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { PageQuery, pageOf } from '../../core/page.ts';
import { sendPdf } from '../../core/pdf/send-pdf.ts';
import { StatementQuery } from '../schema.ts';
import { pageOfInvoices } from '../store/invoices.ts';
import { viewOwnStatement, viewStatement } from '../view-statement.ts';
import { correctInvoice } from './correct-invoice.ts';
import { issueMissingInvoices } from './issue-invoices.ts';
import { printStatement } from './print-statement.ts';
import { Correction, Invoice, InvoiceQuery, WrittenInvoices } from './schema.ts';
import { listOwnInvoices, openInvoice, openOwnInvoice } from './view-invoices.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Papers'];
const pdf = ['application/pdf'];
const reading = { permission: 'payouts.read' };
const creating = { permission: 'payouts.create' };
const portal = { permission: 'portal.use' };

/** What is printed: statements, self-billed invoices and credit notes. */
export function paperRoutes(app: App): void {
  statementRoutes(app);
  invoiceRoutes(app);
  portalRoutes(app);
}

function statementRoutes(app: App): void {
  app.get(
    '/api/v1/affiliates/:id/statement.pdf',
    { schema: { params: IdParams, querystring: StatementQuery, produces: pdf, tags }, config: reading },
    async ({ actor, params, query }, reply) => {
      const statement = await viewStatement(actor, params.id, query);
      const name = `statement-${statement.month}-${statement.currency}`;
      return sendPdf(reply, name, await printStatement(actor, statement));
    },
  );
  app.get(
    '/api/v1/portal/statement.pdf',
    { schema: { querystring: StatementQuery, produces: pdf, tags: ['Portal'] }, config: portal },
    async ({ actor, query }, reply) => {
      const statement = await viewOwnStatement(actor, query);
      const name = `statement-${statement.month}-${statement.currency}`;
      return sendPdf(reply, name, await printStatement(actor, statement));
    },
  );
}

function invoiceRoutes(app: App): void {
  app.get(
    '/api/v1/invoices',
    { schema: { querystring: InvoiceQuery, response: { 200: pageOf(Invoice) }, tags }, config: reading },
    ({ actor, query }) => pageOfInvoices(actor.workspaceId, query),
  );
  app.get(
    '/api/v1/invoices/:id/pdf',
    { schema: { params: IdParams, produces: pdf, tags }, config: reading },
    async ({ actor, params }, reply) => {
      const { label, bytes } = await openInvoice(actor, params.id);
      return sendPdf(reply, label, bytes);
    },
  );
  app.post(
    '/api/v1/payouts/:id/invoices',
    { schema: { params: IdParams, response: { 201: WrittenInvoices }, tags }, config: creating },
    (request, reply) => {
      reply.code(201);
      return issueMissingInvoices(request.actor, request.params.id);
    },
  );
  app.post(
    '/api/v1/invoices/:id/correction',
    {
      schema: {
        params: IdParams,
        body: Correction,
        response: { 201: z.object({ isCorrected: z.boolean() }) },
        tags,
      },
      config: creating,
    },
    async (request, reply) => {
      reply.code(201);
      await correctInvoice(request.actor, request.params.id, request.body.reason);
      return { isCorrected: true };
    },
  );
}

function portalRoutes(app: App): void {
  app.get(
    '/api/v1/portal/invoices',
    {
      schema: { querystring: PageQuery, response: { 200: pageOf(Invoice) }, tags: ['Portal'] },
      config: portal,
    },
    ({ actor, query }) => listOwnInvoices(actor, query),
  );
  app.get(
    '/api/v1/portal/invoices/:id/pdf',
    { schema: { params: IdParams, produces: pdf, tags: ['Portal'] }, config: portal },
    async ({ actor, params }, reply) => {
      const { label, bytes } = await openOwnInvoice(actor, params.id);
      return sendPdf(reply, label, bytes);
    },
  );
}
