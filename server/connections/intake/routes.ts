import { z } from 'zod';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { pageOfCalls } from '../store/postback-calls.ts';
import { decideConversion, listWaiting } from './decide-conversion.ts';
import { createPostbackKey, listPostbackKeys, revokePostbackKey } from './manage-keys.ts';
import {
  ConversionDecision,
  NewPostbackKey,
  PostbackCall,
  PostbackCallQuery,
  PostbackKey,
  WaitingConversion,
} from './schema.ts';

const IdParams = z.object({ id: z.string().max(100) });
const WaitingList = z.object({ data: z.array(WaitingConversion) });
const ConversionOutcome = PostbackCall.pick({ outcome: true, note: true });
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
  app.get(
    '/api/v1/waiting-conversions',
    { schema: { response: { 200: WaitingList }, tags }, config: permitted },
    async ({ actor }) => ({ data: await listWaiting(actor) }),
  );
  app.post(
    '/api/v1/waiting-conversions/decision',
    {
      schema: { body: ConversionDecision, response: { 200: ConversionOutcome }, tags },
      config: permitted,
    },
    ({ actor, body }) => decideConversion(actor, body),
  );
}
