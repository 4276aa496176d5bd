import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { sendProblem } from './core/http/errors.ts';
import type { App } from './core/http/server.ts';
import { notFound } from './core/problem.ts';

const WEB_DIR = fileURLToPath(new URL('../dist/web/', import.meta.url));
const SERVER_ADDRESSES = /^\/(api|dub|v1|r|track|postback|webhooks|metrics|healthz|readyz)(\/|$|\?)/;
const HASHED_FILES = '/assets/';

/** The built web app: hashed files for ever, and its one page for every address that the server does not answer. */
export async function serveWeb(app: App): Promise<void> {
  if (!existsSync(WEB_DIR)) return;
  await app.register(fastifyStatic, {
    root: WEB_DIR,
    serve: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, file) => {
      const isHashed = file.includes(HASHED_FILES);
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const files = listFiles();
  // A screen is dozens of files, and an office of people looks like one address: files are cheap, so nobody counts them.
  const options = { schema: { hide: true }, config: { permission: 'public', rateLimit: false as const } };
  app.get('/*', options, (request, reply) => {
    const address = request.url.replace(/[?#].*$/, '');
    const isMissing = address.startsWith(HASHED_FILES) && !files.has(address);
    if (isMissing || SERVER_ADDRESSES.test(request.url))
      return sendProblem(notFound('address'), request, reply);
    return reply.sendFile(files.has(address) ? address : '/index.html');
  });
}

/** The built files as addresses. */
function listFiles(): ReadonlySet<string> {
  const entries = readdirSync(WEB_DIR, { recursive: true, withFileTypes: true });
  return new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => `/${path.relative(WEB_DIR, path.join(entry.parentPath, entry.name))}`),
  );
}
