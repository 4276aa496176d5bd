import { z } from 'zod';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { BillingBackfill, NewBillingBackfill } from '../schema/backfill.ts';
import {
  BillingConnection,
  BillingConnectionChange,
  BillingEvent,
  BillingEventQuery,
  NewBillingConnection,
} from '../schema/billing.ts';
import { cancelBackfill, startBackfill, viewBackfill } from './backfill.ts';
import {
  changeConnection,
  createConnection,
  deleteConnection,
  getConnection,
  listConnections,
  listEvents,
} from './connections.ts';
import { replayEvent } from './settle-event.ts';

const IdParams = z.object({ id: z.string().max(100) });
const tags = ['Billing'];
const readable = { permission: 'signals.read' };
const writable = { permission: 'workspace.write' };

/** Connections with billing systems, and what came in over them. */
export function billingRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/billing-connections',
    { schema: { response: { 200: z.object({ data: z.array(BillingConnection) }) }, tags }, config: readable },
    async ({ actor }) => ({ data: await listConnections(actor, config) }),
  );
  app.post(
    '/api/v1/billing-connections',
    {
      schema: { body: NewBillingConnection, response: { 201: BillingConnection }, tags },
      config: writable,
    },
    ({ actor, body }, reply) => {
      reply.code(201);
      return createConnection(actor, config, body);
    },
  );
  app.get(
    '/api/v1/billing-connections/:id',
    { schema: { params: IdParams, response: { 200: BillingConnection }, tags }, config: readable },
    ({ actor, params }) => getConnection(actor, config, params.id),
  );
  app.patch(
    '/api/v1/billing-connections/:id',
    {
      schema: {
        params: IdParams,
        body: BillingConnectionChange,
        response: { 200: BillingConnection },
        tags,
      },
      config: writable,
    },
    ({ actor, params, body }) => changeConnection(actor, config, params.id, body),
  );
  app.delete(
    '/api/v1/billing-connections/:id',
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config: writable },
    async ({ actor, params }, reply) => {
      await deleteConnection(actor, params.id);
      return reply.code(204).send(null);
    },
  );
  eventRoutes(app, config);
  backfillRoutes(app, config);
}

function eventRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/billing-connections/:id/events',
    {
      schema: {
        params: IdParams,
        querystring: BillingEventQuery,
        response: { 200: pageOf(BillingEvent) },
        tags,
      },
      config: { ...readable, needsAllRows: true },
    },
    ({ actor, params, query }) => listEvents(actor, config, params.id, query),
  );
  app.post(
    '/api/v1/billing-events/:id/replays',
    { schema: { params: IdParams, response: { 201: BillingEvent }, tags }, config: writable },
    ({ actor, params }, reply) => {
      reply.code(201);
      return replayEvent(actor, params.id);
    },
  );
}

/** What happened before the connection, fetched with a key of the billing system's API. */
function backfillRoutes(app: App, config: Config): void {
  const url = '/api/v1/billing-connections/:id/backfill';
  const answer = z.object({ data: BillingBackfill.nullable() });
  app.get(
    url,
    { schema: { params: IdParams, response: { 200: answer }, tags }, config: readable },
    async ({ actor, params }) => ({ data: await viewBackfill(actor, config, params.id) }),
  );
  app.post(
    url,
    {
      schema: { params: IdParams, body: NewBillingBackfill, response: { 202: BillingBackfill }, tags },
      config: writable,
    },
    ({ actor, params, body }, reply) => {
      reply.code(202);
      return startBackfill(actor, config, params.id, body);
    },
  );
  app.delete(
    url,
    { schema: { params: IdParams, response: { 200: BillingBackfill }, tags }, config: writable },
    ({ actor, params }) => cancelBackfill(actor, params.id),
  );
}
