import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { deliveryRoutes } from '../deliveries/routes.ts';
import { changeReceiver, deleteReceiver } from '../receivers/change-receiver.ts';
import { getReceiver, scopeOfStaff } from '../receivers/get-receiver.ts';
import { listReceivers } from '../store/receivers.ts';
import { createWebhook, rotateSecret } from './create-webhook.ts';
import { EVENT_TYPES, TEST_EVENT } from './event-types.ts';
import { NewWebhook, Webhook, WebhookChange, WebhookWithSecret } from './schema.ts';

const IdParams = z.object({ id: z.string().max(100) });
const tags = ['Webhooks'];
const config = { permission: 'workspace.write' };
const findScope = scopeOfStaff('webhook');

const EventShape = z.object({ type: z.string(), schema: z.record(z.string(), z.unknown()) });

/** Endpoints of the company's own systems, which are told what happens. */
export function webhookRoutes(app: App): void {
  app.get(
    '/api/v1/webhook-event-types',
    { schema: { response: { 200: z.object({ data: z.array(EventShape) }) }, tags }, config },
    async () => ({
      data: Object.entries(EVENT_TYPES).map(([type, shape]) => ({ type, schema: z.toJSONSchema(shape) })),
    }),
  );
  app.get(
    '/api/v1/webhooks',
    { schema: { response: { 200: z.object({ data: z.array(Webhook) }) }, tags }, config },
    async ({ actor }) => ({ data: await listReceivers(actor.workspaceId, await findScope(actor)) }),
  );
  app.post(
    '/api/v1/webhooks',
    {
      schema: { body: NewWebhook, response: { 201: WebhookWithSecret }, tags },
      config: { ...config, hasSecretAnswer: true },
    },
    ({ actor, body }, reply) => {
      reply.code(201);
      return createWebhook(actor, body);
    },
  );
  oneWebhookRoutes(app);
  const test = {
    type: TEST_EVENT,
    data: { note: 'This event did not happen: it was sent to try the endpoint.' },
  };
  deliveryRoutes(app, {
    ...{ path: '/webhooks', deliveriesPath: '/webhook-deliveries', permission: config.permission },
    ...{ tags, findScope, test },
  });
}

function oneWebhookRoutes(app: App): void {
  app.get(
    '/api/v1/webhooks/:id',
    { schema: { params: IdParams, response: { 200: Webhook }, tags }, config },
    async ({ actor, params }) => getReceiver(actor, await findScope(actor), params.id),
  );
  app.patch(
    '/api/v1/webhooks/:id',
    { schema: { params: IdParams, body: WebhookChange, response: { 200: Webhook }, tags }, config },
    async ({ actor, params, body }) => changeReceiver(actor, await findScope(actor), params.id, body),
  );
  app.delete(
    '/api/v1/webhooks/:id',
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config },
    async ({ actor, params }, reply) => {
      await deleteReceiver(actor, await findScope(actor), params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/v1/webhooks/:id/secret-rotations',
    {
      schema: { params: IdParams, response: { 201: WebhookWithSecret }, tags },
      config: { ...config, hasSecretAnswer: true },
    },
    ({ actor, params }, reply) => {
      reply.code(201);
      return rotateSecret(actor, params.id);
    },
  );
}
