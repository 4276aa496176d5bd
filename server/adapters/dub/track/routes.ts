import type { FastifyReply, FastifyRequest } from 'fastify';
import { buildSnippet } from '../../../../snippet/build.ts';
import { now } from '../../../core/clock.ts';
import type { Config } from '../../../core/config.ts';
import type { App } from '../../../core/http/server.ts';
import { Problem } from '../../../core/problem.ts';
import { reportClick } from './report-click.ts';
import { reportLead } from './report-lead.ts';
import { reportSale } from './report-sale.ts';
import { ClickReport, LeadReport, SaleReport } from './schema.ts';

const CLICKS_PER_MINUTE = 120;
/** A busy seller's server reports as one. */
const EVENTS_PER_MINUTE = 120_000;
const PUBLISHABLE_KEY = /^Bearer\s+gw_pk_/i;
const PREFLIGHT_MAX_AGE_S = 86_400;
const SCRIPT_MAX_AGE_S = 3_600;

const hidden = { schema: { hide: true }, config: { permission: 'public' } };
const events = {
  permission: 'events.write',
  rateLimit: { max: EVENTS_PER_MINUTE, timeWindow: '1 minute' },
};

export function trackRoutes(app: App, config: Config): void {
  pageRoutes(app, config);
  app.post('/track/lead', { schema: { body: LeadReport, hide: true }, config: events }, (request) =>
    reportLead(request.actor, config, request.body),
  );
  app.post(
    '/track/sale',
    { schema: { body: SaleReport, hide: true }, config: events, onRequest: refusePublishableKey },
    (request) => reportSale(request.actor, request.body),
  );
}

/** Called by browsers on other hosts: which of them may is checked against the offer of the link. */
function pageRoutes(app: App, config: Config): void {
  for (const url of ['/track/click', '/track/lead/client'])
    app.options(url, { ...hidden, onRequest: allowPages }, async (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', 'POST')
        .header('access-control-allow-headers', 'content-type, authorization')
        .header('access-control-max-age', String(PREFLIGHT_MAX_AGE_S))
        .send(null),
    );
  app.post(
    '/track/click',
    {
      schema: { body: ClickReport, hide: true },
      config: { permission: 'public', rateLimit: { max: CLICKS_PER_MINUTE, timeWindow: '1 minute' } },
      onRequest: allowPages,
    },
    (request) =>
      reportClick(config, request.body, {
        at: now(),
        ip: request.ip,
        userAgent: request.headers['user-agent'],
        origin: request.headers.origin ?? null,
        wantsPrivacy: request.headers['sec-gpc'] === '1',
      }),
  );
  app.post(
    '/track/lead/client',
    { schema: { body: LeadReport, hide: true }, config: events, onRequest: allowPages },
    (request) => reportLead(request.actor, config, request.body),
  );
  app.get('/analytics/script.js', hidden, async (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', `public, max-age=${SCRIPT_MAX_AGE_S}`)
      .header('access-control-allow-origin', '*')
      .send(await buildSnippet('dub')),
  );
}

/** No cookie is sent or set there. */
async function allowPages(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('access-control-allow-origin', '*').header('cache-control', 'no-store');
}

/** Everybody can read the key of a web page, so it never tells of money. */
async function refusePublishableKey({ headers }: FastifyRequest): Promise<void> {
  if (PUBLISHABLE_KEY.test(headers.authorization ?? ''))
    throw new Problem(403, 'secret_key_needed', 'Not allowed', 'Sales are told with a secret key.');
}
