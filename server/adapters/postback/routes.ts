import type { FastifyReply, FastifyRequest } from 'fastify';
import { findPostbackKey, receivePostback } from '../../connections/index.ts';
import type { App } from '../../core/http/server.ts';
import { notFound } from '../../core/problem.ts';
import { pixelRoutes } from './pixel-routes.ts';
import { textsOf } from './texts-of.ts';

const MAX_BODY_BYTES = 32_768;
/** A tracker reports for many visitors from one address. */
const open = {
  schema: { hide: true },
  config: { permission: 'public', rateLimit: { max: 6_000, timeWindow: '1 minute' } },
};

/** Where trackers of others report conversions, with parameters in the address or in the body. */
export function postbackRoutes(app: App): void {
  pixelRoutes(app);
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MAX_BODY_BYTES },
      async (_request: FastifyRequest, body: string) => Object.fromEntries(new URLSearchParams(body)),
    );
    scope.get('/postback/:key', open, (request, reply) => take('GET', request, reply));
    scope.post('/postback/:key', { ...open, bodyLimit: MAX_BODY_BYTES }, (request, reply) =>
      take('POST', request, reply),
    );
  });
}

/** Answered when it is committed: 200 for what was understood, 422 for what never will be. */
async function take(method: 'GET' | 'POST', request: FastifyRequest, reply: FastifyReply) {
  const { key } = request.params as { key: string };
  const known = await findPostbackKey(key, 'postback');
  if (!known) throw notFound('postback address');
  const told = await receivePostback(known, method, {
    ...textsOf(request.query),
    ...textsOf(request.body),
  });
  return reply.code(told.outcome === 'refused' ? 422 : 200).send(told);
}
