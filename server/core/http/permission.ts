import type { FastifyRequest } from 'fastify';
import { type Actor, authorize } from '../actor.ts';
import type { Config } from '../config.ts';
import { needingAllRows, Problem, unauthorized } from '../problem.ts';
import type { App } from './server.ts';

// A library registers these; the document they show is public anyway.
export const REFERENCE_PAGE = '/api/docs';
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whom the request comes from, or null for a stranger. */
export type Authenticate = (request: FastifyRequest) => Promise<Actor | null>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Required on every route. `public`: strangers too. `signed-in`: any actor. Else a permission's name.
     */
    permission?: string;
    /** What it answers is of the whole company: refused to roles that reach some rows only. */
    needsAllRows?: boolean;
  }
  interface FastifyRequest {
    /** Present on every route that is not public. */
    actor: Actor;
  }
}

/** Refuses to start with a route that names no permission, and checks it on every request. */
export function guardRoutes(app: App, authenticate: Authenticate, config: Config): void {
  app.decorateRequest('actor');
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith(REFERENCE_PAGE)) route.config = { ...route.config, permission: 'public' };
    if (!route.config?.permission) throw new Error(`${route.method} ${route.url} declares no permission`);
  });
  app.addHook('onRequest', (request, _reply, done) => {
    const permission = request.routeOptions.config.permission;
    // Unknown addresses carry no configuration and answer 404 to everybody.
    if (!permission || permission === 'public') return done();
    const { needsAllRows = false } = request.routeOptions.config;
    admit(request, permission, needsAllRows).then(() => done(), done);
  });

  async function admit(request: FastifyRequest, permission: string, needsAllRows: boolean): Promise<void> {
    const actor = await authenticate(request);
    if (!actor) throw unauthorized();
    if (actor.kind === 'user') refuseForeignOrigin(request, config);
    if (permission !== 'signed-in') authorize(actor, permission);
    if (needsAllRows && actor.rows) throw needingAllRows();
    request.actor = actor;
  }
}

/**
 * Protects browser sessions from cross-site request forgery: a changing request must come from our own pages,
 * as the browser itself says in `Sec-Fetch-Site` or `Origin`. API keys are not sent by browsers on their own.
 */
function refuseForeignOrigin(request: FastifyRequest, config: Config): void {
  if (SAFE_METHODS.has(request.method)) return;
  if (request.headers['sec-fetch-site'] === 'same-origin') return;
  const { origin } = request.headers;
  if (origin && (origin === new URL(config.publicUrl).origin || new URL(origin).host === request.host))
    return;
  throw new Problem(403, 'foreign_origin', 'Not allowed', 'A changing request must come from our own pages.');
}
