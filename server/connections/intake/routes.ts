import { z } from 'zod';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { pageOfCalls } from '../store/postback-calls.ts';
import { createPostbackKey, listPostbackKeys, revokePostbackKey } from './manage-keys.ts';
import { NewPostbackKey, PostbackCall, PostbackCallQuery, PostbackKey } from './schema.ts';

const IdParams = z.object({ id: z.string().max(100) });
const tags = ['Postbacks'];
const permitted = { permission: 'workspace.write' };

/** By which trackers of others report, and what they said. */
export function intakeRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/postback-keys',
    { schema: { response: { 200: z.object({ data: z.array(PostbackKey) }) }, tags }, config: permitted },
    async ({ actor }) => ({ data: await listPostbackKeys(actor, config) }),
  );
  app.post(
    '/api/v1/postback-keys',
    { schema: { body: NewPostbackKey, response: { 201: PostbackKey }, tags }, config: permitted },
    ({ actor, body }, reply) => {
      reply.code(201);
      return createPostbackKey(actor, config, body);
    },
  );
  app.delete(
    '/api/v1/postback-keys/:id',
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config: permitted },
    async ({ actor, params }, reply) => {
      await revokePostbackKey(actor, params.id);
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/api/v1/postback-calls',
    {
      schema: { querystring: PostbackCallQuery, response: { 200: pageOf(PostbackCall) }, tags },
      config: permitted,
    },
    ({ actor, query }) => pageOfCalls(actor.workspaceId, query),
  );
}
