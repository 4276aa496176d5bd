import { z } from 'zod';
import type { App } from '../core/http/server.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { approvePayout, withdrawApproval } from './approve-payout.ts';
import { cancelPayout } from './cancel-payout.ts';
import { companyRoutes } from './company/routes.ts';
import { createPayout } from './create-payout.ts';
import { fileRoutes } from './files/routes.ts';
import { listPayoutLines } from './list-payouts.ts';
import { methodRoutes } from './methods/routes.ts';
import { paperRoutes } from './papers/routes.ts';
import { failLine, payPayout } from './pay-payout.ts';
import { previewPayouts } from './preview-payouts.ts';
import { recoveryRoutes } from './recoveries/routes.ts';
import { resultRoutes } from './results/routes.ts';
import {
  LineFailure,
  NewPayout,
  Payment,
  Payout,
  PayoutDetail,
  PayoutLine,
  PayoutQuery,
  Preview,
  PreviewQuery,
} from './schema.ts';
import { statementRoutes } from './statement-routes.ts';
import { pageOfPayouts } from './store/payouts.ts';
import { taxRoutes } from './tax/routes.ts';
import { timingRoutes } from './timing/routes.ts';
import { viewPayout } from './view-payout.ts';
import { yearRoutes } from './years/routes.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Payouts'];
const reading = { permission: 'payouts.read' };
const creating = { permission: 'payouts.create' };
const approving = { permission: 'payouts.approve' };

export function payoutRoutes(app: App): void {
  batchRoutes(app);
  decisionRoutes(app);
  paymentRoutes(app);
  fileRoutes(app);
  methodRoutes(app);
  resultRoutes(app);
  timingRoutes(app);
  statementRoutes(app);
  companyRoutes(app);
  taxRoutes(app);
  paperRoutes(app);
  yearRoutes(app);
  recoveryRoutes(app);
}

function batchRoutes(app: App): void {
  app.get(
    '/api/v1/payouts',
    { schema: { querystring: PayoutQuery, response: { 200: pageOf(Payout) }, tags }, config: reading },
    ({ actor, query }) => pageOfPayouts(actor.workspaceId, query),
  );
  app.get(
    '/api/v1/payouts/preview',
    { schema: { querystring: PreviewQuery, response: { 200: Preview }, tags }, config: reading },
    ({ actor, query }) => previewPayouts(actor, query),
  );
  app.post(
    '/api/v1/payouts',
    { schema: { body: NewPayout, response: { 201: PayoutDetail }, tags }, config: creating },
    (request, reply) => {
      reply.code(201);
      return createPayout(request.actor, request.body);
    },
  );
  app.get(
    '/api/v1/payouts/:id',
    { schema: { params: IdParams, response: { 200: PayoutDetail }, tags }, config: reading },
    ({ actor, params }) => viewPayout(actor, params.id),
  );
  app.get(
    '/api/v1/payouts/:id/lines',
    {
      schema: { params: IdParams, querystring: PageQuery, response: { 200: pageOf(PayoutLine) }, tags },
      config: reading,
    },
    ({ actor, params, query }) => listPayoutLines(actor, params.id, query),
  );
  app.delete(
    '/api/v1/payouts/:id',
    { schema: { params: IdParams, response: { 200: PayoutDetail }, tags }, config: creating },
    ({ actor, params }) => cancelPayout(actor, params.id),
  );
}

function decisionRoutes(app: App): void {
  app.post(
    '/api/v1/payouts/:id/approval',
    { schema: { params: IdParams, response: { 201: PayoutDetail }, tags }, config: approving },
    (request, reply) => {
      reply.code(201);
      return approvePayout(request.actor, request.params.id);
    },
  );
  app.delete(
    '/api/v1/payouts/:id/approval',
    { schema: { params: IdParams, response: { 200: PayoutDetail }, tags }, config: approving },
    ({ actor, params }) => withdrawApproval(actor, params.id),
  );
}

function paymentRoutes(app: App): void {
  app.post(
    '/api/v1/payouts/:id/payment',
    {
      schema: { params: IdParams, body: Payment.nullish(), response: { 201: PayoutDetail }, tags },
      config: creating,
    },
    (request, reply) => {
      reply.code(201);
      return payPayout(request.actor, request.params.id, request.body ?? {});
    },
  );
  app.post(
    '/api/v1/payouts/:id/lines/:lineId/failure',
    {
      schema: {
        params: IdParams.extend({ lineId: z.string() }),
        body: LineFailure,
        response: { 201: PayoutDetail },
        tags,
      },
      config: creating,
    },
    (request, reply) => {
      reply.code(201);
      const { id, lineId } = request.params;
      return failLine(request.actor, id, lineId, request.body.reason);
    },
  );
}
