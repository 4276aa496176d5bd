import type { FastifyReply, FastifyRequest } from 'fastify';
import { buildSnippet } from '../../../snippet/build.ts';
import { now } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { Visit, VisitAnswer } from '../schema/click.ts';
import { trackVisit } from './track-visit.ts';

const VISITS_PER_MINUTE = 120;
const SCRIPT_MAX_AGE_S = 3_600;
const PREFLIGHT_MAX_AGE_S = 86_400;

/** What pages load and call from other hosts: the script, and the visits that it reports. */
export function visitRoutes(app: App, config: Config): void {
  const hidden = { schema: { hide: true }, config: { permission: 'public' } };
  app.get('/track.js', hidden, async (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', `public, max-age=${SCRIPT_MAX_AGE_S}`)
      .header('access-control-allow-origin', '*')
      .send(await buildSnippet('goodword')),
  );
  app.options('/track/click', hidden, async (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-origin', '*')
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'content-type')
      .header('access-control-max-age', String(PREFLIGHT_MAX_AGE_S))
      .send(null),
  );
  app.post(
    '/track/click',
    {
      schema: { body: Visit, response: { 200: VisitAnswer }, hide: true },
      config: { permission: 'public', rateLimit: { max: VISITS_PER_MINUTE, timeWindow: '1 minute' } },
      onRequest: allowEveryOrigin,
      preValidation: readPlainText,
    },
    (request) =>
      trackVisit(
        request.body,
        {
          at: now(),
          ip: request.ip,
          userAgent: request.headers['user-agent'],
          origin: request.headers.origin ?? null,
          wantsPrivacy: request.headers['sec-gpc'] === '1',
        },
        config.secret,
      ),
  );
}

/** No cookie is sent or set here, and which hosts may report is checked against the link's offer. */
async function allowEveryOrigin(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('access-control-allow-origin', '*').header('cache-control', 'no-store');
}

/** Browsers send `text/plain` without asking first, so the script saves a round trip. */
async function readPlainText(request: FastifyRequest): Promise<void> {
  if (typeof request.body !== 'string') return;
  try {
    request.body = JSON.parse(request.body);
  } catch {
    request.body = null;
  }
}
