import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { deliveryRoutes } from '../deliveries/routes.ts';
import { changeReceiver, deleteReceiver } from '../receivers/change-receiver.ts';
import { type FindScope, scopeOfStaff } from '../receivers/get-receiver.ts';
import { listReceivers } from '../store/receivers.ts';
import { TEST_EVENT } from '../webhooks/event-types.ts';
import { createPostback, scopeOfAffiliate } from './create-postback.ts';
import { NewPostback, OwnPostback, Postback, PostbackChange, PostbackQuery } from './schema.ts';

const IdParams = z.object({ id: z.string().max(100) });
const PostbackList = z.object({ data: z.array(Postback) });
const staff = { permission: 'workspace.write', tags: ['Postbacks'], findScope: scopeOfStaff('postback') };
const own = { permission: 'portal.use', tags: ['Portal'], findScope: scopeOfAffiliate };

/** Addresses of affiliates' own trackers, set by staff or by the affiliate. */
export function postbackRoutes(app: App): void {
  app.get(
    '/api/v1/postbacks',
    {
      schema: { querystring: PostbackQuery, response: { 200: PostbackList }, tags: staff.tags },
      config: staff,
    },
    async ({ actor, query }) => ({
      data: await listReceivers(actor.workspaceId, { ...(await staff.findScope(actor)), ...query }),
    }),
  );
  app.post(
    '/api/v1/postbacks',
    { schema: { body: NewPostback, response: { 201: Postback }, tags: staff.tags }, config: staff },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createPostback(actor, await staff.findScope(actor), body);
    },
  );
  app.get(
    '/api/v1/portal/postbacks',
    { schema: { response: { 200: PostbackList }, tags: own.tags }, config: own },
    async ({ actor }) => ({ data: await listReceivers(actor.workspaceId, await own.findScope(actor)) }),
  );
  app.post(
    '/api/v1/portal/postbacks',
    { schema: { body: OwnPostback, response: { 201: Postback }, tags: own.tags }, config: own },
    async ({ actor, body }, reply) => {
      reply.code(201);
      const scope = await own.findScope(actor);
      return createPostback(actor, scope, { ...body, affiliateId: scope.affiliateId ?? '' });
    },
  );
  onePostbackRoutes(app, '', staff);
  onePostbackRoutes(app, '/portal', own);
}

interface Side {
  permission: string;
  tags: string[];
  findScope: FindScope;
}

function onePostbackRoutes(app: App, prefix: string, { permission, tags, findScope }: Side): void {
  const path = `${prefix}/postbacks`;
  app.patch(
    `/api/v1${path}/:id`,
    {
      schema: { params: IdParams, body: PostbackChange, response: { 200: Postback }, tags },
      config: { permission },
    },
    async ({ actor, params, body }) => changeReceiver(actor, await findScope(actor), params.id, body),
  );
  app.delete(
    `/api/v1${path}/:id`,
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config: { permission } },
    async ({ actor, params }, reply) => {
      await deleteReceiver(actor, await findScope(actor), params.id);
      return reply.code(204).send(null);
    },
  );
  const test = { type: TEST_EVENT, data: { note: 'Sent to try the address, with sample values.' } };
  const deliveriesPath = `${prefix}/postback-deliveries`;
  deliveryRoutes(app, { path, deliveriesPath, permission, tags, findScope, test });
}
