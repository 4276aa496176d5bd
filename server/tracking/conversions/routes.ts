import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { Problem } from '../../core/problem.ts';
import { summarizeClicks } from '../read-figures.ts';
import { ClickSummary, ClickSummaryQuery } from '../schema/click.ts';
import {
  EventQuery,
  Lead,
  LeadOutcome,
  NewCredit,
  NewLead,
  NewRefund,
  NewSale,
  Refund,
  Sale,
  SaleDetail,
  SaleOutcome,
} from '../schema/conversion.ts';
import { pageOfLeads, pageOfSales } from '../store/sales.ts';
import { creditSale } from './credit-sale.ts';
import { recordLead } from './record-leads.ts';
import { recordSale } from './record-sales.ts';
import { refundSaleById, viewSale } from './view-sale.ts';

const PREFLIGHT_MAX_AGE_S = 86_400;
/** A busy seller's server reports as one; a page's key is shared by all of its visitors. */
const EVENTS_PER_MINUTE = 120_000;
const PUBLISHABLE_KEY = /^Bearer\s+gw_pk_/i;

const IdParams = z.object({ id: z.string() });

export function conversionRoutes(app: App): void {
  eventRoutes(app);
  creditRoutes(app);
  readingRoutes(app);
}

function eventRoutes(app: App): void {
  app.options(
    '/api/v1/events/lead',
    { schema: { hide: true }, config: { permission: 'public' } },
    (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-origin', '*')
        .header('access-control-allow-methods', 'POST')
        .header('access-control-allow-headers', 'authorization, content-type, idempotency-key')
        .header('access-control-max-age', String(PREFLIGHT_MAX_AGE_S))
        .send(null),
  );
  app.post(
    '/api/v1/events/lead',
    {
      schema: { body: NewLead, response: { 200: LeadOutcome, 201: LeadOutcome }, tags: ['Events'] },
      config: { permission: 'events.write', rateLimit: { max: EVENTS_PER_MINUTE, timeWindow: '1 minute' } },
      onRequest: allowPages,
    },
    async ({ actor, body }, reply) => {
      const outcome = await recordLead(actor.workspaceId, body, actor.locale);
      reply.code(outcome.isRepeat ? 200 : 201);
      return outcome;
    },
  );
  app.post(
    '/api/v1/events/sale',
    {
      schema: { body: NewSale, response: { 200: SaleOutcome, 201: SaleOutcome }, tags: ['Events'] },
      config: { permission: 'events.write', rateLimit: { max: EVENTS_PER_MINUTE, timeWindow: '1 minute' } },
      onRequest: refusePublishableKey,
    },
    async ({ actor, body }, reply) => {
      const outcome = await recordSale(actor.workspaceId, body, actor.locale);
      reply.code(outcome.isRepeat ? 200 : 201);
      return outcome;
    },
  );
  app.post(
    '/api/v1/sales/:id/refunds',
    {
      schema: { params: IdParams, body: NewRefund, response: { 201: Refund }, tags: ['Sales'] },
      config: { permission: 'events.write', rateLimit: { max: EVENTS_PER_MINUTE, timeWindow: '1 minute' } },
      onRequest: refusePublishableKey,
    },
    ({ actor, params, body }, reply) => {
      reply.code(201);
      return refundSaleById(actor, params.id, body);
    },
  );
}

function creditRoutes(app: App): void {
  app.post(
    '/api/v1/sales/:id/credit',
    {
      schema: { params: IdParams, body: NewCredit, response: { 200: SaleDetail }, tags: ['Sales'] },
      config: { permission: 'affiliates.approve' },
    },
    async ({ actor, params, body }) => {
      await creditSale(actor, params.id, body);
      return viewSale(actor, params.id);
    },
  );
}

/** Pages report leads with a publishable key: no cookie is looked at for that, so any origin may. */
async function allowPages(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('access-control-allow-origin', '*');
}

/** Everybody can read the key of a web page, so it never tells of money. */
async function refusePublishableKey({ headers }: FastifyRequest): Promise<void> {
  if (PUBLISHABLE_KEY.test(headers.authorization ?? ''))
    throw new Problem(
      403,
      'secret_key_needed',
      'Not allowed',
      'Sales are told by a server, with a secret key.',
    );
}

function readingRoutes(app: App): void {
  const config = { permission: 'links.read' };
  app.get(
    '/api/v1/leads',
    { schema: { querystring: EventQuery, response: { 200: pageOf(Lead) }, tags: ['Leads'] }, config },
    ({ actor, query }) => pageOfLeads(actor, query),
  );
  app.get(
    '/api/v1/sales',
    { schema: { querystring: EventQuery, response: { 200: pageOf(Sale) }, tags: ['Sales'] }, config },
    ({ actor, query }) => pageOfSales(actor, query),
  );
  app.get(
    '/api/v1/sales/:id',
    { schema: { params: IdParams, response: { 200: SaleDetail }, tags: ['Sales'] }, config },
    ({ actor, params }) => viewSale(actor, params.id),
  );
  app.get(
    '/api/v1/clicks/summary',
    {
      schema: { querystring: ClickSummaryQuery, response: { 200: ClickSummary }, tags: ['Clicks'] },
      config,
    },
    ({ actor, query }) => summarizeClicks(actor.workspaceId, query),
  );
}
