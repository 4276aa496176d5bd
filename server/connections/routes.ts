import type { App } from '../core/http/server.ts';
import { webhookRoutes } from './webhooks/routes.ts';

export function connectionsRoutes(app: App): void {
  webhookRoutes(app);
}
