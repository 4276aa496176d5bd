import type { FastifyReply, FastifyRequest } from 'fastify';
import { now } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { log } from '../../core/log.ts';
import { findSource, IntakeFull, takeMessages } from '../../signals/index.ts';
import { objectOf, textOf } from '../fields.ts';
import { BadBody, eventsOf, MAX_BATCH_BYTES, readBody } from './read-body.ts';
import { translate } from './translate.ts';
import { writeKeyOf } from './write-key.ts';

const RETRY_AFTER_S = '1';
const PREFLIGHT_MAX_AGE_S = '86400';
/** What each address takes; the short ones are the browser client's. `m` reports on the client itself. */
const TYPES: Record<string, string> = {
  identify: 'identify',
  track: 'track',
  page: 'page',
  screen: 'screen',
  group: 'group',
  alias: 'alias',
  batch: 'batch',
  import: 'batch',
  i: 'identify',
  t: 'track',
  p: 'page',
  s: 'screen',
  g: 'group',
  a: 'alias',
  b: 'batch',
  m: 'metrics',
};
/** Senders are limited by what is waiting to be written, not by a count of requests. */
const open = { schema: { hide: true }, config: { permission: 'public', rateLimit: false as const } };

/** The event intake that clients of Segment and RudderStack speak to. */
export function segmentRoutes(app: App, config: Config): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: MAX_BATCH_BYTES },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    scope.addHook('onRequest', allowEveryOrigin);
    scope.setErrorHandler(answerError);
    for (const [path, type] of Object.entries(TYPES)) {
      scope.options(`/v1/${path}`, open, async (_request, reply) => reply.code(204).send());
      scope.post(`/v1/${path}`, open, (request, reply) => take(type, request, reply));
    }
    scope.options('/v1/projects/:writeKey/settings', open, async (_request, reply) => reply.code(204).send());
    scope.get('/v1/projects/:writeKey/settings', open, (request, reply) => settings(config, request, reply));
  });
}

/** Pages of any site may send: the write key is no cookie, so nothing is given away. */
async function allowEveryOrigin(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.headers({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers':
      'Authorization, Content-Type, Content-Encoding, X-Retry-Count, AnonymousId',
    'access-control-expose-headers': 'Retry-After',
    'access-control-max-age': PREFLIGHT_MAX_AGE_S,
  });
}

async function take(type: string, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (type === 'metrics') return { success: true };
  const receivedAt = now();
  const body = await readBody(request.body, request.headers['content-encoding']);
  const events = eventsOf(body, type === 'batch');
  const source = await findSource(writeKeyOf(request.headers.authorization, body));
  if (!source) return reply.code(401).send({ success: false, message: 'The write key is not known.' });
  const isBatch = type === 'batch';
  const envelope = { sentAt: body.sentAt, context: isBatch ? objectOf(body.context) : {}, receivedAt };
  const messages = events.flatMap(
    (event) => translate(event, isBatch ? (textOf(event.type) ?? '') : type, envelope) ?? [],
  );
  await takeMessages(source, messages);
  return { success: true };
}

/**
 * 400 only for what can never be taken: clients drop such events for ever. Everything else is our fault and
 * temporary, and they come back with it.
 */
async function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { statusCode } = error as { statusCode?: number };
  if (error instanceof BadBody) return reply.code(400).send({ success: false, message: error.message });
  if (statusCode === 413) {
    return reply.code(400).send({ success: false, message: 'The body is larger than 500 KB.' });
  }
  reply.header('retry-after', RETRY_AFTER_S);
  if (error instanceof IntakeFull) {
    return reply
      .code(429)
      .send({ success: false, message: 'Too many events are waiting. Come back shortly.' });
  }
  log().error({ err: error, requestId: request.id }, 'events were not taken');
  return reply.code(503).send({ success: false, message: 'Not available at the moment. Come back shortly.' });
}

/** What the browser client asks for first: where its events go, and that it reports on itself to nobody. */
async function settings(config: Config, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { writeKey } = request.params as { writeKey: string };
  if (!(await findSource(writeKey))) {
    return reply.code(404).send({ success: false, message: 'The write key is not known.' });
  }
  const { protocol, host } = new URL(config.publicUrl);
  return {
    integrations: {
      'Segment.io': { apiKey: writeKey, apiHost: `${host}/v1`, protocol: protocol.replace(':', '') },
    },
    metrics: { sampleRate: 0 },
    plan: { track: {}, identify: {}, group: {} },
  };
}
