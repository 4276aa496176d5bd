import type { FastifyReply, FastifyRequest } from 'fastify';
import { findPostbackKey, receivePixel } from '../../connections/index.ts';
import { allowFrames } from '../../core/http/security.ts';
import type { App } from '../../core/http/server.ts';
import { textsOf } from './texts-of.ts';

/** One transparent pixel, the smallest that browsers draw. */
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const PAGE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Goodword</title></head><body></body></html>';
/** Any shop may show it, and nothing in it can do anything. */
const PAGE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors *";
const VISITOR_COOKIE = 'gw_visitor';
const options = {
  schema: { hide: true },
  // Who asks for the address without drawing it has bought nothing.
  exposeHeadRoute: false,
  config: { permission: 'public', rateLimit: { max: 120, timeWindow: '1 minute' } },
};

/** What shops without a server of their own put into the page that thanks for an order: an image, or a frame. */
export function pixelRoutes(app: App): void {
  app.get('/pixel/:key', options, async (request, reply) => {
    await take(request);
    return keepNot(reply).type('image/gif').send(GIF);
  });
  app.get('/pixel/:key/page', { ...options, onSend: allowFrames }, async (request, reply) => {
    await take(request);
    return keepNot(reply)
      .header('content-security-policy', PAGE_POLICY)
      .type('text/html; charset=utf-8')
      .send(PAGE);
  });
}

/** A shop's page shows the same whatever became of it; the console says what did. */
async function take(request: FastifyRequest): Promise<void> {
  const { key } = request.params as { key: string };
  const known = await findPostbackKey(key, 'pixel');
  if (!known) return;
  const wantsPrivacy = request.headers['sec-gpc'] === '1';
  const visitorId = wantsPrivacy ? undefined : request.cookies[VISITOR_COOKIE];
  await receivePixel(known, textsOf(request.query), visitorId ?? null);
}

function keepNot(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
}
