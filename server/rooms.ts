import { commissionJobs } from './commissions/jobs.ts';
import { commissionRoutes } from './commissions/routes.ts';
import type { Config } from './core/config.ts';
import { eventJobs } from './core/events.ts';
import type { App } from './core/http/server.ts';
import { workspaceRoutes } from './workspace/routes.ts';

/** Every room's addresses, lowest floor first. */
export function registerRoutes(app: App, config: Config): void {
  workspaceRoutes(app, config);
  commissionRoutes(app);
}

/** Every room's subscriptions, tasks and schedules. Call once a process. */
export function registerJobs(_config: Config): void {
  eventJobs();
  commissionJobs();
}
