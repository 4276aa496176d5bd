import { z } from 'zod';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { sendPdf } from '../../core/pdf/send-pdf.ts';
import { IdParams } from '../schema/query.ts';
import { changeQuote, createQuote, removeQuote, reviseQuote } from './draft-quote.ts';
import { offerRoutes } from './offer-routes.ts';
import { printQuote } from './print-quote.ts';
import { productRoutes } from './product-routes.ts';
import { getQuote, listQuotes } from './read-quotes.ts';
import { NewQuote, Quote, QuoteDraft, QuoteQuery, QuoteView, Sending, Withdrawal } from './schema/quote.ts';
import { sendQuote, withdrawQuote } from './send-quote.ts';

const tags = ['Quotes'];
const canRead = { permission: 'deals.read' };
const canWrite = { permission: 'deals.write' };
const one = { params: IdParams, response: { 200: QuoteView }, tags };

export function quoteRoutes(app: App, config: Config): void {
  productRoutes(app);
  offerRoutes(app);
  app.get(
    '/api/v1/quotes',
    { schema: { querystring: QuoteQuery, response: { 200: pageOf(Quote) }, tags }, config: canRead },
    ({ actor, query }) => listQuotes(actor, query),
  );
  app.get('/api/v1/quotes/:id', { schema: one, config: canRead }, ({ actor, params }) =>
    getQuote(config, actor, params.id),
  );
  app.get(
    '/api/v1/quotes/:id/pdf',
    { schema: { params: IdParams, produces: ['application/pdf'], tags }, config: canRead },
    async ({ actor, params }, reply) => {
      const { name, bytes } = await printQuote(actor, params.id);
      return sendPdf(reply, name, bytes);
    },
  );
  draftRoutes(app, config);
  sendingRoutes(app, config);
}

function draftRoutes(app: App, config: Config): void {
  const made = { response: { 201: QuoteView }, tags };
  app.post(
    '/api/v1/quotes',
    { schema: { body: NewQuote, ...made }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return getQuote(config, actor, await createQuote(actor, body));
    },
  );
  app.put(
    '/api/v1/quotes/:id',
    { schema: { ...one, body: QuoteDraft }, config: canWrite },
    async ({ actor, params, body }) => {
      await changeQuote(actor, params.id, body);
      return getQuote(config, actor, params.id);
    },
  );
  app.delete(
    '/api/v1/quotes/:id',
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config: canWrite },
    async ({ actor, params }, reply) => {
      await removeQuote(actor, params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/v1/quotes/:id/revision',
    { schema: { params: IdParams, ...made }, config: canWrite },
    async ({ actor, params }, reply) => {
      reply.code(201);
      return getQuote(config, actor, await reviseQuote(actor, params.id));
    },
  );
}

function sendingRoutes(app: App, config: Config): void {
  app.post(
    '/api/v1/quotes/:id/sending',
    { schema: { ...one, body: Sending }, config: canWrite },
    async ({ actor, params, body }) => {
      await sendQuote(actor, params.id, body.isMailed ? config : null);
      return getQuote(config, actor, params.id);
    },
  );
  app.post(
    '/api/v1/quotes/:id/withdrawal',
    { schema: { ...one, body: Withdrawal }, config: canWrite },
    async ({ actor, params, body }) => {
      await withdrawQuote(actor, params.id, body);
      return getQuote(config, actor, params.id);
    },
  );
}
