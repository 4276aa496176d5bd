import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { endMemberSessions, endOtherSessions, endOwnSession } from './end-sessions.ts';
import { listMemberSessions, listOwnSessions } from './list-sessions.ts';
import { SignInSession } from './schema.ts';

const Sessions = z.object({ data: z.array(SignInSession) });
const Ended = z.object({ count: z.number().int() });
const IdParams = z.object({ id: z.string() });
const tags = ['Sessions'];

/** What people are signed in with: their own, and for those who manage members everybody's of the workspace. */
export function signInSessionRoutes(app: App): void {
  ownSessionRoutes(app);
  memberSessionRoutes(app);
}

function ownSessionRoutes(app: App): void {
  const config = { permission: 'signed-in' };
  app.get('/api/v1/sessions', { schema: { response: { 200: Sessions }, tags }, config }, async (request) => ({
    data: await listOwnSessions(request),
  }));
  app.delete(
    '/api/v1/sessions',
    {
      schema: { description: 'All but the one that asks.', response: { 200: Ended }, tags },
      config,
    },
    async (request) => ({ count: await endOtherSessions(request) }),
  );
  app.delete(
    '/api/v1/sessions/:id',
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config },
    async (request, reply) => {
      await endOwnSession(request, request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function memberSessionRoutes(app: App): void {
  const config = { permission: 'members.write' };
  app.get(
    '/api/v1/members/:id/sessions',
    { schema: { params: IdParams, response: { 200: Sessions }, tags }, config },
    async (request) => ({ data: await listMemberSessions(request.actor, request.params.id, request) }),
  );
  app.delete(
    '/api/v1/members/:id/sessions',
    { schema: { params: IdParams, response: { 200: Ended }, tags }, config },
    async ({ actor, params }) => ({ count: await endMemberSessions(actor, params.id, null) }),
  );
  app.delete(
    '/api/v1/members/:id/sessions/:sessionId',
    {
      schema: { params: IdParams.extend({ sessionId: z.string() }), response: { 204: z.null() }, tags },
      config,
    },
    async ({ actor, params }, reply) => {
      await endMemberSessions(actor, params.id, params.sessionId);
      return reply.code(204).send(null);
    },
  );
}
