import type { App } from '../core/http/server.ts';
import { reportRoutes } from './reports/routes.ts';
import { scheduleRoutes } from './schedules/routes.ts';

export function strategyRoutes(app: App): void {
  reportRoutes(app);
  scheduleRoutes(app);
}
