import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { now } from '../../../core/clock.ts';
import type { Config } from '../../../core/config.ts';
import { allowFrames } from '../../../core/http/security.ts';
import type { App } from '../../../core/http/server.ts';
import { toLocale } from '../../../core/words.ts';
import { drawPage, EMBED_POLICY } from './draw-page.ts';
import { issueEmbedToken } from './issue-embed-token.ts';
import { EmbedQuery, WantedEmbedToken } from './schema.ts';
import { viewFigures } from './view-figures.ts';

export function embedTokenRoutes(app: App, config: Config): void {
  app.post(
    '/tokens/embed/referrals',
    { schema: { body: WantedEmbedToken, hide: true }, config: { permission: 'affiliates.write' } },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return issueEmbedToken(actor, config, body);
    },
  );
}

/** What the seller's product shows in a frame, at the address that frames of the Dub embed have. */
export function embedPageRoutes(app: App, config: Config): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/embed/referrals',
    {
      schema: { querystring: EmbedQuery, hide: true },
      config: { permission: 'public' },
      onSend: allowFrames,
    },
    async ({ query, headers }, reply) => {
      const figures = await viewFigures(config, query.token, now());
      return reply
        .code(figures ? 200 : 401)
        .header('cache-control', 'no-store')
        .header('x-robots-tag', 'noindex')
        .header('content-security-policy', EMBED_POLICY)
        .type('text/html; charset=utf-8')
        .send(drawPage(figures, toLocale(headers['accept-language']), query.theme));
    },
  );
}
