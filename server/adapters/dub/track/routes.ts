import type { FastifyRequest } from 'fastify';
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

export function trackRoutes(app: App, config: Config): void {
  clickRoutes(app, config);
  const events = {
    permission: 'events.write',
    rateLimit: { max: EVENTS_PER_MINUTE, timeWindow: '1 minute' },
  };
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
function clickRoutes(app: App, config: Config): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url?.endsWith('/track/click')) {
      reply.header('access-control-allow-origin', '*').header('cache-control', 'no-store');
    }
  });
  app.options(
    '/track/click',
    { schema: { hide: true }, config: { permission: 'public' } },
    async (_request, reply) =>
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
}

/** Everybody can read the key of a web page, so it never tells of money. */
async function refusePublishableKey({ headers }: FastifyRequest): Promise<void> {
  if (PUBLISHABLE_KEY.test(headers.authorization ?? ''))
    throw new Problem(403, 'secret_key_needed', 'Not allowed', 'Sales are told with a secret key.');
}
