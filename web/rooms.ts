import { affiliatesNav, affiliatesRoutes } from './affiliates/routes.tsx';
import { billingNav, billingRoutes } from './billing/routes.tsx';
import { commissionsNav, commissionsRoutes } from './commissions/routes.tsx';
import { connectionsNav, connectionsRoutes } from './connections/routes.tsx';
import { customersNav } from './customers/navigation.ts';
import { customersRoutes } from './customers/routes.tsx';
import { deskNav, deskRoutes } from './desks/routes.tsx';
import { fraudNav, fraudRoutes } from './fraud/routes.tsx';
import { homeNav, homeRoutes } from './home/routes.tsx';
import { journeysNav, journeysRoutes } from './journeys/routes.tsx';
import { messagesNav, messagesRoutes } from './messages/routes.tsx';
import { pagesNav, pagesRoutes } from './pages/routes.tsx';
import { payoutsNav, payoutsRoutes } from './payouts/routes.tsx';
import { portalNav, portalRoutes } from './portal/routes.tsx';
import { qualityNav, qualityRoutes } from './quality/routes.tsx';
import { rankingNav, rankingRoutes } from './ranking/routes.tsx';
import { settingsNav, settingsRoutes } from './settings/routes.tsx';
import type { NavEntry } from './shell/navigation.ts';
import { signalsNav, signalsRoutes } from './signals/routes.tsx';
import { strategyNav, strategyRoutes } from './strategy/routes.tsx';
import { successNav, successRoutes } from './success/routes.tsx';
import { surveysNav, surveysRoutes } from './surveys/routes.tsx';
import { takeoversNav, takeoversRoutes } from './takeovers/routes.tsx';
import { trackingNav, trackingRoutes } from './tracking/routes.tsx';

/** Every room's pages inside the shell. */
export const roomRoutes = [
  ...homeRoutes,
  ...customersRoutes,
  ...signalsRoutes,
  ...surveysRoutes,
  ...journeysRoutes,
  ...successRoutes,
  ...rankingRoutes,
  ...affiliatesRoutes,
  ...takeoversRoutes,
  ...trackingRoutes,
  ...pagesRoutes,
  ...qualityRoutes,
  ...strategyRoutes,
  ...fraudRoutes,
  ...commissionsRoutes,
  ...payoutsRoutes,
  ...portalRoutes,
  ...messagesRoutes,
  ...settingsRoutes,
  ...billingRoutes,
  ...deskRoutes,
  ...connectionsRoutes,
] as const;

/** Every room's lines in the left navigation; within a section they stand in this order. */
export const navigation: NavEntry[] = [
  ...homeNav,
  ...customersNav,
  ...successNav,
  ...rankingNav,
  ...affiliatesNav,
  ...trackingNav,
  ...pagesNav,
  ...takeoversNav,
  ...strategyNav,
  ...qualityNav,
  ...fraudNav,
  ...commissionsNav,
  ...payoutsNav,
  ...portalNav,
  ...signalsNav,
  ...surveysNav,
  ...journeysNav,
  ...messagesNav,
  ...settingsNav,
  ...billingNav,
  ...deskNav,
  ...connectionsNav,
];
