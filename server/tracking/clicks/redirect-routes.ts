import type { FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { now } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { toLocale, words } from '../../core/words.ts';
import { destinationOf } from '../links/address.ts';
import { domainOf, findLiveLink, hasExpired, readLinkDomains } from '../links/link-cache.ts';
import { openCountries } from './read-client.ts';
import { type RecordedClick, recordClick } from './record-click.ts';
import { finishSettling } from './settle-clicks.ts';
import { subsOf } from './track-visit.ts';

/** Known again for a year; read by this server alone. The page learns the click from its own address. */
const VISITOR_COOKIE = 'gw_visitor';
const VISITOR_COOKIE_SECONDS = 31_536_000;
const GET_AND_HEAD: HTTPMethods[] = ['GET', 'HEAD'];
/** Programs are sent on without a click id: nothing that they do is a conversion. */
const PROGRAMS = new Set(['bot', 'scanner']);

/** `/r/{key}` on our own address, and `/{key}` on host names that links live on. */
export function redirectRoutes(app: App, config: Config): void {
  const options = { schema: { hide: true }, config: { permission: 'public', rateLimit: false as const } };
  const handler = (request: FastifyRequest, reply: FastifyReply) => redirect(request, reply, config);
  app.addHook('onReady', async () => {
    await Promise.all([readLinkDomains(), openCountries()]);
  });
  app.addHook('onClose', finishSettling);
  app.addConstraintStrategy({
    name: 'linkDomain',
    storage: () => new OneHandlerStore(),
    deriveConstraint: (request) => (domainOf(request.headers.host) ? 'yes' : undefined),
    validate: () => true,
  });
  app.route({ method: GET_AND_HEAD, url: '/r/:key', ...options, handler });
  app.route({ method: GET_AND_HEAD, url: '/:key', constraints: { linkDomain: 'yes' }, ...options, handler });
}

/** Requests on link domains find these routes first, all others never. */
class OneHandlerStore<Handler> {
  private handler: Handler | null = null;

  get(value: unknown): Handler | null {
    return value === 'yes' ? this.handler : null;
  }

  set(_value: unknown, handler: Handler): void {
    this.handler = handler;
  }
}

async function redirect(request: FastifyRequest, reply: FastifyReply, config: Config) {
  const at = now();
  const { key } = request.params as { key: string };
  const link = await findLiveLink(domainOf(request.headers.host), key, at);
  if (!link) return answerUnknown(request, reply);
  if (hasExpired(link, at))
    return link.expiredUrl ? sendOn(reply, link.expiredUrl) : answerUnknown(request, reply);
  const { headers } = request;
  const query = new URLSearchParams(request.url.split('?', 2)[1] ?? '');
  const wantsPrivacy = headers['sec-gpc'] === '1';
  const click = await recordClick(
    link,
    {
      method: request.method,
      purpose: purposeOf(request),
      at,
      ip: request.ip,
      userAgent: headers['user-agent'],
      referrer: headers.referer ?? null,
      pageUrl: null,
      visitorId: wantsPrivacy ? null : readVisitor(headers.cookie),
      wantsPrivacy,
      subs: subsOf(query),
    },
    config.secret,
  );
  const clickId = PROGRAMS.has(click.verdict) ? null : click.clickId;
  if (clickId && !wantsPrivacy) reply.header('set-cookie', visitorCookie(click, config));
  const { destination } = link.targets.find(({ id }) => id === click.targetId) ?? link;
  return sendOn(reply, destinationOf({ destination, appendsDubId: link.appendsDubId }, query, clickId));
}

function sendOn(reply: FastifyReply, location: string) {
  return reply
    .code(302)
    .header('location', location)
    .header('cache-control', 'no-store, private')
    .header('referrer-policy', 'strict-origin-when-cross-origin')
    .header('x-robots-tag', 'noindex')
    .send();
}

function purposeOf({ headers }: FastifyRequest): string {
  return `${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''} ${headers['x-purpose'] ?? ''} ${headers['x-moz'] ?? ''}`;
}

const VISITOR_IN_COOKIES = new RegExp(`(?:^|;\\s*)${VISITOR_COOKIE}=([^;]+)`);

function readVisitor(cookies: string | undefined): string | null {
  return (cookies && VISITOR_IN_COOKIES.exec(cookies)?.[1]) || null;
}

function visitorCookie({ visitorId }: RecordedClick, config: Config): string {
  const secure = config.publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${VISITOR_COOKIE}=${visitorId}; Max-Age=${VISITOR_COOKIE_SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

function answerUnknown(request: FastifyRequest, reply: FastifyReply) {
  const locale = toLocale(request.headers['accept-language']);
  const title = words(locale, 'tracking:unknown.title');
  const sentence = words(locale, 'tracking:unknown.sentence');
  return reply
    .code(404)
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="${locale}"><meta charset="utf-8">` +
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">' +
        `<title>${title}</title><h1>${title}</h1><p>${sentence}</p></html>`,
    );
}
