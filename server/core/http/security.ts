import rateLimit from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import type { App } from './server.ts';

const REQUESTS_PER_MINUTE = 1_200;
const STAY_WITH_HTTPS_SECONDS = 31_536_000;

/**
 * Security headers with a strict content policy, and a rate limit by key or address. An answer without content,
 * such as a redirect, needs no policy for it.
 */
export async function secureHeaders(app: App, config: Config): Promise<void> {
  const isHttps = config.publicUrl.startsWith('https:');
  // Made once: the policy is the same for every answer.
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Mantine sets element styles from React; no style can run code.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    // The tracker's script and click endpoint are loaded from other sites on purpose.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginEmbedderPolicy: false,
  });
  app.addHook('onSend', (request, reply, content, done) => {
    if (isHttps) reply.header('strict-transport-security', `max-age=${STAY_WITH_HTTPS_SECONDS}`);
    if (content) setHeaders(request.raw, reply.raw, () => done(null, content));
    else done(null, content);
  });
  await app.register(rateLimit, {
    global: true,
    max: REQUESTS_PER_MINUTE,
    timeWindow: '1 minute',
    enableDraftSpec: true,
    keyGenerator: (request) => request.headers.authorization ?? request.ip,
    errorResponseBuilder: (_request, context) =>
      new Problem(429, 'rate_limited', 'Too many requests', `Try again in ${context.after}.`),
  });
}

/** A route's `onSend`, for the few pages that are meant to be shown within others; their policy says by whom. */
export async function allowFrames(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.raw.removeHeader('x-frame-options');
}
