import { billingJobs } from './adapters/billing/jobs.ts';
import { billingWebhookRoutes } from './adapters/billing/routes.ts';
import { dubRoutes } from './adapters/dub/routes.ts';
import { jsonBillingRoutes } from './adapters/json-billing/routes.ts';
import { postbackRoutes } from './adapters/postback/routes.ts';
import { defineSalesImport } from './adapters/sales-file/define-sales-import.ts';
import { segmentRoutes } from './adapters/segment/routes.ts';
import { affiliatesJobs } from './affiliates/jobs.ts';
import { affiliatesRoutes } from './affiliates/routes.ts';
import { commissionJobs } from './commissions/jobs.ts';
import { commissionRoutes } from './commissions/routes.ts';
import { connectionsJobs } from './connections/jobs.ts';
import { connectionsRoutes } from './connections/routes.ts';
import type { Config } from './core/config.ts';
import { eventJobs } from './core/events.ts';
import type { App } from './core/http/server.ts';
import { importJobs } from './customers/imports/jobs.ts';
import { importRoutes } from './customers/imports/routes.ts';
import { customersJobs } from './customers/jobs.ts';
import { customersRoutes } from './customers/routes.ts';
import { fraudJobs } from './fraud/jobs.ts';
import { fraudRoutes } from './fraud/routes.ts';
import { messagesRoutes } from './messages/routes.ts';
import { pagesRoutes } from './pages/routes.ts';
import { payoutJobs } from './payouts/jobs.ts';
import { payoutRoutes } from './payouts/routes.ts';
import { qualityRoutes } from './quality/routes.ts';
import { sampleJobs } from './sample/jobs.ts';
import { sampleRoutes } from './sample/routes.ts';
import { signalsJobs } from './signals/jobs.ts';
import { signalsRoutes } from './signals/routes.ts';
import { strategyJobs } from './strategy/jobs.ts';
import { strategyRoutes } from './strategy/routes.ts';
import { successJobs } from './success/jobs.ts';
import { successRoutes } from './success/routes.ts';
import { defineTakeoverObjects } from './takeovers/index.ts';
import { takeoverRoutes } from './takeovers/routes.ts';
import { trackingJobs } from './tracking/jobs.ts';
import { trackingRoutes } from './tracking/routes.ts';
import { exportRoutes } from './workspace/exports/routes.ts';
import { workspaceRoutes } from './workspace/routes.ts';

/** Every room's addresses, lowest floor first. */
export function registerRoutes(app: App, config: Config): void {
  workspaceRoutes(app, config);
  customersRoutes(app, config);
  importRoutes(app, config);
  signalsRoutes(app, config);
  affiliatesRoutes(app, config);
  successRoutes(app);
  trackingRoutes(app, config);
  commissionRoutes(app, config);
  payoutRoutes(app);
  qualityRoutes(app);
  fraudRoutes(app, config);
  messagesRoutes(app);
  pagesRoutes(app);
  strategyRoutes(app);
  connectionsRoutes(app, config);
  sampleRoutes(app);
  segmentRoutes(app, config);
  postbackRoutes(app);
  billingWebhookRoutes(app);
  jsonBillingRoutes(app);
  dubRoutes(app, config);
  takeoverRoutes(app, config);
  exportRoutes(app, config);
}

/** Every room's subscriptions, tasks and schedules. Call once a process. */
export function registerJobs(config: Config): void {
  eventJobs();
  customersJobs(config);
  importJobs(config);
  signalsJobs();
  affiliatesJobs(config);
  successJobs();
  trackingJobs(config);
  commissionJobs(config);
  payoutJobs(config);
  connectionsJobs(config);
  strategyJobs(config);
  fraudJobs(config);
  sampleJobs();
  billingJobs(config);
  defineSalesImport();
  defineTakeoverObjects();
}
