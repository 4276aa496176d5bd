import { z } from 'zod';
import { getOwnAffiliate } from '../../affiliates/index.ts';
import type { App } from '../../core/http/server.ts';
import { PageQuery, pageOf } from '../../core/page.ts';
import {
  Deal,
  DealDetail,
  DealExportQuery,
  DealQuery,
  DealsAnswer,
  DealsWish,
  DealWish,
  NewDeal,
  NewDealFor,
  OwnDeal,
} from '../schema/deal.ts';
import { getDeal, pageOfDeals } from '../store/deals.ts';
import { decideDeal, decideDeals } from './decide-deal.ts';
import { exportDeals } from './export-deals.ts';
import { findEvidence } from './find-evidence.ts';
import { submitDeal, submitDealFor } from './submit-deal.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Registered customers'];
const read = { permission: 'links.read' };
const decide = { permission: 'affiliates.approve' };

export function dealRoutes(app: App): void {
  readRoutes(app);
  decideRoutes(app);
  ownRoutes(app);
}

function readRoutes(app: App): void {
  app.get(
    '/api/v1/deals',
    { schema: { querystring: DealQuery, response: { 200: pageOf(Deal) }, tags }, config: read },
    ({ actor, query }) => pageOfDeals(actor.workspaceId, query),
  );
  app.get(
    '/api/v1/deals/export.csv',
    { schema: { querystring: DealExportQuery, produces: ['text/csv'], tags }, config: read },
    async ({ actor, query }, reply) => {
      const csv = await exportDeals(actor, query);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="registered-customers.csv"')
        .send(csv);
    },
  );
  app.get(
    '/api/v1/deals/:id',
    { schema: { params: IdParams, response: { 200: DealDetail }, tags }, config: read },
    async ({ actor, params }) => {
      const deal = await getDeal(actor.workspaceId, params.id);
      return { ...deal, evidence: await findEvidence(actor.workspaceId, deal) };
    },
  );
}

function decideRoutes(app: App): void {
  app.post(
    '/api/v1/deals',
    {
      schema: { body: NewDealFor, response: { 201: Deal }, tags },
      config: { permission: 'links.write' },
    },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return submitDealFor(actor, body);
    },
  );
  app.post(
    '/api/v1/deals/:id/decision',
    { schema: { params: IdParams, body: DealWish, response: { 200: Deal }, tags }, config: decide },
    ({ actor, params, body }) => decideDeal(actor, params.id, body),
  );
  app.post(
    '/api/v1/deals/bulk/decision',
    { schema: { body: DealsWish, response: { 200: DealsAnswer }, tags }, config: decide },
    ({ actor, body }) => decideDeals(actor, body),
  );
}

function ownRoutes(app: App): void {
  const config = { permission: 'portal.use' };
  app.get(
    '/api/v1/portal/deals',
    { schema: { querystring: PageQuery, response: { 200: pageOf(OwnDeal) }, tags: ['Portal'] }, config },
    async ({ actor, query }) => {
      const affiliate = await getOwnAffiliate(actor);
      const ofOwn = { ...query, affiliateId: affiliate.id, sort: 'created', direction: 'desc' } as const;
      return pageOfDeals(actor.workspaceId, ofOwn);
    },
  );
  app.post(
    '/api/v1/portal/deals',
    { schema: { body: NewDeal, response: { 201: OwnDeal }, tags: ['Portal'] }, config },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return submitDeal(actor, body);
    },
  );
}
