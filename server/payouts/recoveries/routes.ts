import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { changeRecoveryTerms, viewRecoveryTerms } from './change-terms.ts';
import { cancelRecovery, writeOffRecovery } from './end-recovery.ts';
import { openRecovery } from './open-recovery.ts';
import { recordRepayment, undoRepayment } from './record-repayment.ts';
import {
  NewRecovery,
  NewRepayment,
  OwnRecovery,
  Recovery,
  RecoveryDetail,
  RecoveryEnd,
  RecoveryQuery,
  RecoveryTerms,
} from './schema.ts';
import { viewOwnRecoveries, viewRecoveries, viewRecovery } from './view-recovery.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Payouts'];
const reading = { permission: 'payouts.read' };
const creating = { permission: 'payouts.create' };
const approving = { permission: 'payouts.approve' };

/** Balances below zero that are asked back in money. */
export function recoveryRoutes(app: App): void {
  readingRoutes(app);
  repaymentRoutes(app);
  endRoutes(app);
  app.post(
    '/api/v1/recoveries',
    { schema: { body: NewRecovery, response: { 201: RecoveryDetail }, tags }, config: creating },
    (request, reply) => {
      reply.code(201);
      return openRecovery(request.actor, request.body);
    },
  );
  app.get(
    '/api/v1/recovery-terms',
    { schema: { response: { 200: RecoveryTerms }, tags }, config: reading },
    ({ actor }) => viewRecoveryTerms(actor),
  );
  app.put(
    '/api/v1/recovery-terms',
    { schema: { body: RecoveryTerms, response: { 200: RecoveryTerms }, tags }, config: approving },
    ({ actor, body }) => changeRecoveryTerms(actor, body),
  );
  app.get(
    '/api/v1/portal/recoveries',
    {
      schema: { response: { 200: z.object({ data: z.array(OwnRecovery) }) }, tags: ['Portal'] },
      config: { permission: 'portal.use' },
    },
    async ({ actor }) => ({ data: await viewOwnRecoveries(actor) }),
  );
}

function readingRoutes(app: App): void {
  app.get(
    '/api/v1/recoveries',
    { schema: { querystring: RecoveryQuery, response: { 200: pageOf(Recovery) }, tags }, config: reading },
    ({ actor, query }) => viewRecoveries(actor, query),
  );
  app.get(
    '/api/v1/recoveries/:id',
    { schema: { params: IdParams, response: { 200: RecoveryDetail }, tags }, config: reading },
    ({ actor, params }) => viewRecovery(actor, params.id),
  );
}

function repaymentRoutes(app: App): void {
  app.post(
    '/api/v1/recoveries/:id/repayments',
    {
      schema: { params: IdParams, body: NewRepayment, response: { 201: RecoveryDetail }, tags },
      config: creating,
    },
    (request, reply) => {
      reply.code(201);
      return recordRepayment(request.actor, request.params.id, request.body);
    },
  );
  app.delete(
    '/api/v1/recoveries/:id/repayments/:repaymentId',
    {
      schema: {
        params: IdParams.extend({ repaymentId: z.string() }),
        response: { 200: RecoveryDetail },
        tags,
      },
      config: creating,
    },
    ({ actor, params }) => undoRepayment(actor, params.id, params.repaymentId),
  );
}

function endRoutes(app: App): void {
  app.post(
    '/api/v1/recoveries/:id/write-off',
    {
      schema: { params: IdParams, body: RecoveryEnd, response: { 200: RecoveryDetail }, tags },
      config: approving,
    },
    ({ actor, params, body }) => writeOffRecovery(actor, params.id, body.reason),
  );
  app.post(
    '/api/v1/recoveries/:id/cancellation',
    {
      schema: { params: IdParams, body: RecoveryEnd, response: { 200: RecoveryDetail }, tags },
      config: creating,
    },
    ({ actor, params, body }) => cancelRecovery(actor, params.id, body.reason),
  );
}
