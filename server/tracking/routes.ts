import type { Config } from '../core/config.ts';
import type { App } from '../core/http/server.ts';
import { capRoutes } from './caps/routes.ts';
import { redirectRoutes } from './clicks/redirect-routes.ts';
import { visitRoutes } from './clicks/visit-routes.ts';
import { conversionRoutes } from './conversions/routes.ts';
import { creditRequestRoutes } from './credit-requests/routes.ts';
import { domainRoutes } from './domains/routes.ts';
import { linkBulkRoutes } from './links/bulk/routes.ts';
import { couponRoutes } from './links/coupon-routes.ts';
import { linkRoutes } from './links/link-routes.ts';
import { portalRoutes } from './links/portal-routes.ts';
import { registrationRoutes } from './registrations/routes.ts';

export function trackingRoutes(app: App, config: Config): void {
  redirectRoutes(app, config);
  visitRoutes(app, config);
  linkBulkRoutes(app, config);
  linkRoutes(app, config);
  domainRoutes(app, config);
  couponRoutes(app);
  capRoutes(app);
  conversionRoutes(app);
  creditRequestRoutes(app);
  registrationRoutes(app);
  portalRoutes(app, config);
}
