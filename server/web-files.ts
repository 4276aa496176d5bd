import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { sendProblem } from './core/http/errors.ts';
import type { App } from './core/http/server.ts';
import { notFound } from './core/problem.ts';

const WEB_DIR = fileURLToPath(new URL('../dist/web/', import.meta.url));
const SERVER_ADDRESSES = /^\/(api|dub|v1|r|track|postback|webhooks|metrics|healthz|readyz)(\/|$|\?)/;

/** The built web app: hashed files for ever, and its one page for every address that the server does not answer. */
export async function serveWeb(app: App): Promise<void> {
  if (!existsSync(WEB_DIR)) return;
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission: 'public' };
      route.schema = { ...route.schema, hide: true };
    });
    await scope.register(fastifyStatic, {
      root: WEB_DIR,
      prefix: '/',
      wildcard: false,
      index: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, file) => {
        reply.header(
          'cache-control',
          file.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  });
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !SERVER_ADDRESSES.test(request.url);
    if (!isPage) return sendProblem(notFound('address'), request, reply);
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}
