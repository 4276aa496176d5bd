import { z } from 'zod';
import { now } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import type { App } from '../core/http/server.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { LOCALES } from '../core/words.ts';
import { contestRoutes } from './contests/routes.ts';
import { decideOnCommission, withdrawDecision } from './decide-on-commission.ts';
import { explainCommission } from './explain-commission.ts';
import { journalRoutes } from './journal/routes.ts';
import { listCommissions, viewBalances, viewOwnCommissions } from './list-commissions.ts';
import { nonCashRoutes } from './non-cash/routes.ts';
import { choosePlan } from './plans/assign-plan.ts';
import { listPlans, viewPlan } from './plans/list-plans.ts';
import { planSentence } from './plans/plan-sentence.ts';
import { changePlan, createPlan } from './plans/save-plan.ts';
import { DraftTerms, NewPlan, Plan, PlanChange, PlanSentence, PlanWithVersions } from './plans/schema.ts';
import { viewProgramPromises, viewPromise } from './plans/view-promise.ts';
import { rateRoutes } from './rates/routes.ts';
import { recruitRoutes } from './recruits/routes.ts';
import {
  ApprovalRequest,
  Balance,
  Commission,
  CommissionDetail,
  CommissionListQuery,
  InvitationPromise,
  LedgerEntry,
  LedgerQuery,
  OfferPlan,
  PortalBalance,
  PortalCommission,
  ProgramPromises,
} from './schema.ts';
import { simulationRoutes } from './simulation/routes.ts';
import { listEntries } from './store/ledger.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Commissions'];

export function commissionRoutes(app: App, config: Config): void {
  planRoutes(app);
  simulationRoutes(app);
  rateRoutes(app);
  promiseRoutes(app);
  bookRoutes(app);
  journalRoutes(app);
  decisionRoutes(app);
  recruitRoutes(app, config);
  contestRoutes(app);
  nonCashRoutes(app);
}

function planRoutes(app: App): void {
  app.get(
    '/api/v1/plans',
    {
      schema: { response: { 200: z.object({ data: z.array(Plan) }) }, tags },
      config: { permission: 'commissions.read' },
    },
    async ({ actor }) => ({ data: await listPlans(actor) }),
  );
  app.post(
    '/api/v1/plans',
    {
      schema: { body: NewPlan, response: { 201: Plan }, tags },
      config: { permission: 'commissions.write' },
    },
    (request, reply) => {
      reply.code(201);
      return createPlan(request.actor, request.body);
    },
  );
  app.post(
    '/api/v1/plans/sentence',
    {
      schema: { body: DraftTerms, response: { 200: PlanSentence }, tags },
      config: { permission: 'commissions.read' },
    },
    ({ actor, body }) => ({ sentence: planSentence(body, actor.locale) }),
  );
  app.get(
    '/api/v1/plans/:id',
    {
      schema: { params: IdParams, response: { 200: PlanWithVersions }, tags },
      config: { permission: 'commissions.read' },
    },
    ({ actor, params }) => viewPlan(actor, params.id),
  );
  app.patch(
    '/api/v1/plans/:id',
    {
      schema: { params: IdParams, body: PlanChange, response: { 200: Plan }, tags },
      config: { permission: 'commissions.write' },
    },
    ({ actor, params, body }) => changePlan(actor, params.id, body),
  );
  app.put(
    '/api/v1/offers/:id/plan',
    {
      schema: {
        params: IdParams,
        body: z.object({ planId: z.string() }),
        response: { 200: OfferPlan },
        tags,
      },
      config: { permission: 'commissions.write' },
    },
    ({ actor, params, body }) => choosePlan(actor, params.id, body.planId),
  );
}

/** For people without a login, beside the invitation and the program's page themselves, which a lower room shows. */
function promiseRoutes(app: App): void {
  app.get(
    '/api/v1/public/invitations/:token/promise',
    {
      schema: {
        params: z.object({ token: z.string().min(10).max(100) }),
        querystring: z.object({ locale: z.enum(LOCALES).default('en') }),
        response: { 200: InvitationPromise },
        tags: ['Portal'],
      },
      config: { permission: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } },
    },
    ({ params, query }) => viewPromise(params.token, query.locale, now()),
  );
  app.get(
    '/api/v1/public/programs/:slug/promises',
    {
      schema: {
        params: z.object({ slug: z.string().min(1).max(100) }),
        querystring: z.object({ locale: z.enum(LOCALES).default('en') }),
        response: { 200: ProgramPromises },
        tags: ['Portal'],
      },
      config: { permission: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } },
    },
    ({ params, query }) => viewProgramPromises(params.slug, query.locale, now()),
  );
}

function bookRoutes(app: App): void {
  const config = { permission: 'commissions.read' };
  app.get(
    '/api/v1/commissions',
    { schema: { querystring: CommissionListQuery, response: { 200: pageOf(Commission) }, tags }, config },
    ({ actor, query }) => listCommissions(actor, query),
  );
  app.get(
    '/api/v1/commissions/:id',
    { schema: { params: IdParams, response: { 200: CommissionDetail }, tags }, config },
    ({ actor, params }) => explainCommission(actor, params.id),
  );
  app.get(
    '/api/v1/balances',
    {
      schema: {
        querystring: z.object({ affiliateId: z.string().optional() }),
        response: { 200: z.object({ data: z.array(Balance) }) },
        tags,
      },
      config,
    },
    async ({ actor, query }) => ({ data: await viewBalances(actor, query.affiliateId) }),
  );
  app.get(
    '/api/v1/ledger-entries',
    { schema: { querystring: LedgerQuery, response: { 200: pageOf(LedgerEntry) }, tags }, config },
    ({ actor, query }) => listEntries(actor.workspaceId, query),
  );
  app.get(
    '/api/v1/portal/commissions',
    {
      schema: {
        querystring: PageQuery,
        response: { 200: pageOf(PortalCommission).extend({ balances: z.array(PortalBalance) }) },
        tags: ['Portal'],
      },
      config: { permission: 'portal.use' },
    },
    ({ actor, query }) => viewOwnCommissions(actor, query),
  );
}

function decisionRoutes(app: App): void {
  app.post(
    '/api/v1/commissions/:id/approval',
    {
      schema: { params: IdParams, body: ApprovalRequest, response: { 201: CommissionDetail }, tags },
      config: { permission: 'commissions.write' },
    },
    (request, reply) => {
      reply.code(201);
      return decideOnCommission(request.actor, request.params.id, request.body);
    },
  );
  app.delete(
    '/api/v1/commissions/:id/approval',
    {
      schema: { params: IdParams, response: { 200: CommissionDetail }, tags },
      config: { permission: 'commissions.write' },
    },
    ({ actor, params }) => withdrawDecision(actor, params.id),
  );
}
