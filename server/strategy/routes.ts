import type { App } from '../core/http/server.ts';
import { learningRoutes } from './learning/routes.ts';
import { processRoutes } from './processes/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { scheduleRoutes } from './schedules/routes.ts';

export function strategyRoutes(app: App): void {
  reportRoutes(app);
  processRoutes(app);
  learningRoutes(app);
  scheduleRoutes(app);
}
