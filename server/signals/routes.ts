import { z } from 'zod';
import { authorize } from '../core/actor.ts';
import type { Config } from '../core/config.ts';
import type { App } from '../core/http/server.ts';
import { pageOf } from '../core/page.ts';
import { billingRoutes } from './billing/routes.ts';
import { deskRoutes } from './desks/routes.ts';
import { addCost } from './facts/add-cost.ts';
import { chooseCostSharing } from './facts/choose-cost-sharing.ts';
import { listSubscriptions, listSurveyAnswers, listTickets, viewUsage } from './figures/view-account.ts';
import { viewCosts } from './figures/view-costs.ts';
import { viewMrr } from './figures/view-mrr.ts';
import { viewSatisfaction } from './figures/view-satisfaction.ts';
import { NewSource, Source } from './schema/source.ts';
import {
  CostEntry,
  CostSharingChoice,
  CostView,
  MoneyPeriodQuery,
  MrrView,
  NewCost,
  PeriodQuery,
  SatisfactionView,
  Subscription,
  SubscriptionQuery,
  SurveyAnswer,
  SurveyAnswerQuery,
  Ticket,
  TicketQuery,
  UsageQuery,
  UsageView,
} from './schema/views.ts';
import { createSource } from './sources/create-source.ts';
import { deleteSource } from './sources/delete-source.ts';
import { selectSources } from './store/sources.ts';
import { surveyRoutes } from './surveys/routes.ts';

const IdParams = z.object({ id: z.string().max(100) });
const readable = { permission: 'signals.read' };
const writable = { permission: 'signals.write' };

export function signalsRoutes(app: App, config: Config): void {
  accountRoutes(app);
  reportRoutes(app);
  sourceRoutes(app);
  billingRoutes(app, config);
  deskRoutes(app, config);
  surveyRoutes(app);
}

function accountRoutes(app: App): void {
  const tags = ['Accounts'];
  app.get(
    '/api/v1/accounts/:id/usage',
    {
      schema: { params: IdParams, querystring: UsageQuery, response: { 200: UsageView }, tags },
      config: readable,
    },
    ({ actor, params, query }) => viewUsage(actor, params.id, query),
  );
  app.get(
    '/api/v1/accounts/:id/tickets',
    {
      schema: { params: IdParams, querystring: TicketQuery, response: { 200: pageOf(Ticket) }, tags },
      config: readable,
    },
    ({ actor, params, query }) => listTickets(actor, params.id, query),
  );
  app.get(
    '/api/v1/accounts/:id/subscriptions',
    {
      schema: {
        params: IdParams,
        querystring: SubscriptionQuery,
        response: { 200: pageOf(Subscription) },
        tags,
      },
      config: readable,
    },
    ({ actor, params, query }) => listSubscriptions(actor, params.id, query),
  );
  app.get(
    '/api/v1/accounts/:id/survey-answers',
    {
      schema: {
        params: IdParams,
        querystring: SurveyAnswerQuery,
        response: { 200: pageOf(SurveyAnswer) },
        tags,
      },
      config: readable,
    },
    ({ actor, params, query }) => listSurveyAnswers(actor, params.id, query),
  );
}

function reportRoutes(app: App): void {
  const tags = ['Signals'];
  app.get(
    '/api/v1/signals/mrr',
    { schema: { querystring: MoneyPeriodQuery, response: { 200: MrrView }, tags }, config: readable },
    ({ actor, query }) => viewMrr(actor, query),
  );
  app.get(
    '/api/v1/signals/satisfaction',
    { schema: { querystring: PeriodQuery, response: { 200: SatisfactionView }, tags }, config: readable },
    ({ actor, query }) => viewSatisfaction(actor, query),
  );
  app.get(
    '/api/v1/signals/costs',
    {
      schema: { querystring: MoneyPeriodQuery, response: { 200: CostView }, tags },
      config: { ...readable, needsAllRows: true },
    },
    ({ actor, query }) => viewCosts(actor, query),
  );
  app.post(
    '/api/v1/signals/costs',
    { schema: { body: NewCost, response: { 201: CostEntry }, tags }, config: writable },
    (request, reply) => {
      reply.code(201);
      return addCost(request.actor, request.body);
    },
  );
  app.put(
    '/api/v1/signals/cost-sharing',
    { schema: { body: CostSharingChoice, response: { 200: CostSharingChoice }, tags }, config: writable },
    async ({ actor, body }) => {
      await chooseCostSharing(actor, body.sharedBy);
      return body;
    },
  );
}

function sourceRoutes(app: App): void {
  const tags = ['Sources'];
  app.get(
    '/api/v1/sources',
    { schema: { response: { 200: z.object({ data: z.array(Source) }) }, tags }, config: readable },
    async ({ actor }) => {
      authorize(actor, 'signals.read');
      return { data: await selectSources(actor.workspaceId) };
    },
  );
  app.post(
    '/api/v1/sources',
    { schema: { body: NewSource, response: { 201: Source }, tags }, config: writable },
    (request, reply) => {
      reply.code(201);
      return createSource(request.actor, request.body);
    },
  );
  app.delete(
    '/api/v1/sources/:id',
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config: writable },
    async (request, reply) => {
      await deleteSource(request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
