import rateLimit from '@fastify/rate-limit';
import helmet from 'helmet';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import type { App } from './server.ts';

const REQUESTS_PER_MINUTE = 1_200;

/** Security headers with a strict content policy, and a rate limit by key or address. */
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
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000 } : false,
    // The tracker's script and click endpoint are loaded from other sites on purpose.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginEmbedderPolicy: false,
  });
  app.addHook('onRequest', (request, reply, done) => setHeaders(request.raw, reply.raw, () => done()));
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
