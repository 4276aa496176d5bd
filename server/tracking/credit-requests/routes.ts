import { z } from 'zod';
import { getOwnAffiliate } from '../../affiliates/index.ts';
import type { App } from '../../core/http/server.ts';
import { PageQuery, pageOf } from '../../core/page.ts';
import {
  CreditAnswer,
  CreditRequest,
  CreditRequestDetail,
  CreditRequestQuery,
  NewCreditRequest,
  OwnCreditRequest,
} from '../schema/credit-request.ts';
import { pageOfCreditRequests } from '../store/credit-requests.ts';
import { answerCreditRequest } from './answer-request.ts';
import { askForCredit } from './ask-for-credit.ts';
import { viewCreditRequest } from './view-request.ts';

const IdParams = z.object({ id: z.string() });

export function creditRequestRoutes(app: App): void {
  staffRoutes(app);
  ownRoutes(app);
}

function staffRoutes(app: App): void {
  const tags = ['Credit requests'];
  app.get(
    '/api/v1/credit-requests',
    {
      schema: { querystring: CreditRequestQuery, response: { 200: pageOf(CreditRequest) }, tags },
      config: { permission: 'links.read', needsAllRows: true },
    },
    ({ actor, query }) => pageOfCreditRequests(actor.workspaceId, query),
  );
  app.get(
    '/api/v1/credit-requests/:id',
    {
      schema: { params: IdParams, response: { 200: CreditRequestDetail }, tags },
      config: { permission: 'links.read', needsAllRows: true },
    },
    ({ actor, params }) => viewCreditRequest(actor, params.id),
  );
  app.post(
    '/api/v1/credit-requests/:id/answer',
    {
      schema: { params: IdParams, body: CreditAnswer, response: { 200: CreditRequest }, tags },
      config: { permission: 'affiliates.approve' },
    },
    ({ actor, params, body }) => answerCreditRequest(actor, params.id, body),
  );
}

function ownRoutes(app: App): void {
  const config = { permission: 'portal.use' };
  const tags = ['Portal'];
  app.get(
    '/api/v1/portal/credit-requests',
    { schema: { querystring: PageQuery, response: { 200: pageOf(OwnCreditRequest) }, tags }, config },
    async ({ actor, query }) => {
      const affiliate = await getOwnAffiliate(actor);
      return pageOfCreditRequests(actor.workspaceId, { ...query, affiliateId: affiliate.id });
    },
  );
  app.post(
    '/api/v1/portal/credit-requests',
    { schema: { body: NewCreditRequest, response: { 201: OwnCreditRequest }, tags }, config },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return askForCredit(actor, body);
    },
  );
}
