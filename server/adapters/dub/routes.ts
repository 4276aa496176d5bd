import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { analyticsRoutes } from './analytics/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import { embedPageRoutes, embedTokenRoutes } from './embed/routes.ts';
import { answerErrors } from './errors.ts';
import { linkRoutes } from './links/routes.ts';
import { moneyRoutes } from './money/routes.ts';
import { partnerRoutes } from './partners/routes.ts';
import { trackRoutes } from './track/routes.ts';

/** Everything below `/dub`: what the official SDK calls, with its ids, shapes and errors; and the page it makes tokens for. */
export function dubRoutes(app: App, config: Config): void {
  app.register(
    async (scope) => {
      const dub = scope.withTypeProvider<ZodTypeProvider>();
      answerErrors(dub);
      trackRoutes(dub, config);
      linkRoutes(dub, config);
      partnerRoutes(dub, config);
      customerRoutes(dub);
      moneyRoutes(dub);
      analyticsRoutes(dub, config);
      embedTokenRoutes(dub, config);
    },
    { prefix: '/dub' },
  );
  embedPageRoutes(app, config);
}
