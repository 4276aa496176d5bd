import type { FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { now } from '../../core/clock.ts';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { Problem } from '../../core/problem.ts';
import { domainOf, findLiveLink, hasExpired, type LiveLink, readLinkDomains } from '../links/link-cache.ts';
import { isPass, isPassword, PASS_SECONDS, passFor } from '../links/password.ts';
import { cookieOf, followLink, readCookie, sendOn } from './follow-link.ts';
import { openCountries } from './read-client.ts';
import { finishSettling } from './settle-clicks.ts';
import { answerUnknown, askForPassword } from './visitor-pages.ts';

const PASS_COOKIE = 'gw_pass';
const TRIES_PER_MINUTE = 10;
const MAX_FORM_BYTES = 4_096;
const TOO_MANY = 429;
const GET_AND_HEAD: HTTPMethods[] = ['GET', 'HEAD'];
/** Where links are: the second on host names of links alone. */
type Place = { url: string; constraints?: { linkDomain: string } };

const hidden = { schema: { hide: true } };

/** `/r/{key}` on our own address, and `/{key}` on host names that links live on. */
export function redirectRoutes(app: App, config: Config): void {
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
  const places: Place[] = [{ url: '/r/:key' }, { url: '/:key', constraints: { linkDomain: 'yes' } }];
  const options = { ...hidden, config: { permission: 'public', rateLimit: false as const } };
  const handler = (request: FastifyRequest, reply: FastifyReply) => redirect(request, reply, config);
  for (const place of places) app.route({ method: GET_AND_HEAD, ...place, ...options, handler });
  passwordRoutes(app, config, places);
}

/** Where the form of a link with a password is sent. */
function passwordRoutes(app: App, config: Config, places: Place[]): void {
  const rateLimit = {
    max: TRIES_PER_MINUTE,
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => `${request.ip} ${request.host}${pathOf(request)}`,
  };
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
      async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
    );
    for (const place of places)
      scope.route({
        ...{ method: 'POST', ...place, ...hidden, config: { permission: 'public', rateLimit } },
        handler: (request, reply) => takePassword(request, reply, config),
        errorHandler: (error, request, reply) => {
          if (!(error instanceof Problem && error.status === TOO_MANY)) throw error;
          return askForPassword(request, reply, 'tooMany');
        },
      });
  });
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
  const link = await findLink(request, at);
  if (!link) return answerUnknown(request, reply);
  if (hasExpired(link, at)) return answerExpired(link, request, reply);
  if (link.passwordHash) {
    const pass = readCookie(PASS_COOKIE, request.headers.cookie);
    if (!pass || !isPass(pass, link, at, config.secret)) return askForPassword(request, reply, null);
  }
  return followLink(link, at, request, reply, config);
}

/** Nothing is counted before the right answer; it opens the link for a while, for this browser and this link alone. */
async function takePassword(request: FastifyRequest, reply: FastifyReply, config: Config) {
  const at = now();
  const link = await findLink(request, at);
  if (!link) return answerUnknown(request, reply);
  if (hasExpired(link, at)) return answerExpired(link, request, reply);
  const said = (request.body instanceof URLSearchParams && request.body.get('password')) || '';
  if (link.passwordHash) {
    if (!(await isPassword(said, link.passwordHash))) return askForPassword(request, reply, 'wrong');
    const { publicUrl, secret } = config;
    const options = { seconds: PASS_SECONDS, path: pathOf(request), publicUrl };
    reply.header('set-cookie', cookieOf(PASS_COOKIE, passFor(link, at, secret), options));
  }
  return followLink(link, at, request, reply, config);
}

function findLink(request: FastifyRequest, at: Date): Promise<LiveLink | null> {
  const { key } = request.params as { key: string };
  return findLiveLink(domainOf(request.headers.host), key, at);
}

function answerExpired({ expiredUrl }: LiveLink, request: FastifyRequest, reply: FastifyReply) {
  return expiredUrl ? sendOn(request, reply, expiredUrl) : answerUnknown(request, reply);
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? '/';
}
