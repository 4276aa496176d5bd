import type { Config } from '../core/config.ts';
import type { App } from '../core/http/server.ts';
import { checkRoutes } from './check/routes.ts';
import { intakeRoutes } from './intake/routes.ts';
import { postbackRoutes } from './postbacks/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

export function connectionsRoutes(app: App, config: Config): void {
  checkRoutes(app, config);
  webhookRoutes(app);
  intakeRoutes(app, config);
  postbackRoutes(app);
}
