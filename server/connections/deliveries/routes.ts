import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { type FindScope, getReceiver } from '../receivers/get-receiver.ts';
import { pageOfDeliveries } from '../store/deliveries.ts';
import { replayDelivery, replayFailed, sendTest, viewDelivery } from './replay.ts';
import { Delivery, DeliveryDetail, DeliveryQuery, ReplayAnswer, ReplayRequest } from './schema.ts';

const IdParams = z.object({ id: z.string().max(100) });

interface Receivers {
  /** Where they are, below `/api/v1`: `/webhooks`. */
  path: string;
  /** Where their deliveries are: `/webhook-deliveries`. */
  deliveriesPath: string;
  permission: string;
  tags: string[];
  findScope: FindScope;
  test: { type: string; data: object };
}

/** What was sent to receivers of one kind, and sending it again. */
export function deliveryRoutes(app: App, receivers: Receivers): void {
  const { path, permission, tags, findScope, test } = receivers;
  app.get(
    `/api/v1${path}/:id/deliveries`,
    {
      schema: { params: IdParams, querystring: DeliveryQuery, response: { 200: pageOf(Delivery) }, tags },
      config: { permission },
    },
    async ({ actor, params, query }) => {
      const { id } = await getReceiver(actor, await findScope(actor), params.id);
      return pageOfDeliveries(actor.workspaceId, id, query);
    },
  );
  app.post(
    `/api/v1${path}/:id/replays`,
    {
      schema: { params: IdParams, body: ReplayRequest, response: { 201: ReplayAnswer }, tags },
      config: { permission },
    },
    async ({ actor, params, body }, reply) => {
      reply.code(201);
      return { count: await replayFailed(actor, await findScope(actor), params.id, body.since) };
    },
  );
  app.post(
    `/api/v1${path}/:id/tests`,
    { schema: { params: IdParams, response: { 201: Delivery }, tags }, config: { permission } },
    async ({ actor, params }, reply) => {
      reply.code(201);
      return sendTest(actor, await findScope(actor), params.id, test);
    },
  );
  oneDeliveryRoutes(app, receivers);
}

function oneDeliveryRoutes(app: App, { deliveriesPath, permission, tags, findScope }: Receivers): void {
  app.get(
    `/api/v1${deliveriesPath}/:id`,
    { schema: { params: IdParams, response: { 200: DeliveryDetail }, tags }, config: { permission } },
    async ({ actor, params }) => viewDelivery(actor, await findScope(actor), params.id),
  );
  app.post(
    `/api/v1${deliveriesPath}/:id/replays`,
    { schema: { params: IdParams, response: { 201: DeliveryDetail }, tags }, config: { permission } },
    async ({ actor, params }, reply) => {
      reply.code(201);
      return replayDelivery(actor, await findScope(actor), params.id);
    },
  );
}
