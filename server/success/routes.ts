import { z } from 'zod';
import type { App } from '../core/http/server.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { growthRoutes } from './growth/routes.ts';
import { overrideHealth, recordPulse, removeOverride, removePulse } from './health/judge-health.ts';
import { pageOfAccountsAtRisk } from './health/read-at-risk.ts';
import { getHealth } from './health/read-health.ts';
import { viewProfiles } from './health/read-profiles.ts';
import { saveProfiles } from './health/save-profiles.ts';
import { getLifetimeSettings, getLifetimeValue } from './lifetime/read-lifetime.ts';
import { setGrossMargin } from './lifetime/set-gross-margin.ts';
import { getRanking, pageOfExcluded, pageOfRanking } from './ranking/read-ranking.ts';
import {
  AccountHealth,
  HealthProfilesChange,
  HealthProfilesView,
  OverrideChange,
  PulseChange,
} from './schema/health.ts';
import { LifetimeSettings, LifetimeSettingsChange, LifetimeValue } from './schema/lifetime.ts';
import {
  AccountAtRisk,
  ExcludedAccount,
  ExcludedQuery,
  RankingDetail,
  RankingPage,
  RankingQuery,
} from './schema/ranking.ts';

const IdParams = z.object({ id: z.string() });
const READ = { permission: 'success.read' };
const WRITE = { permission: 'success.write' };

export function successRoutes(app: App): void {
  rankingRoutes(app);
  healthRoutes(app);
  profileRoutes(app);
  lifetimeRoutes(app);
  growthRoutes(app);
}

function rankingRoutes(app: App): void {
  const tags = ['Ranking'];
  app.get(
    '/api/v1/ranking',
    { schema: { querystring: RankingQuery, response: { 200: RankingPage }, tags }, config: READ },
    (request) => pageOfRanking(request.actor, request.query),
  );
  app.get(
    '/api/v1/ranking/excluded',
    {
      schema: { querystring: ExcludedQuery, response: { 200: pageOf(ExcludedAccount) }, tags },
      config: READ,
    },
    (request) => pageOfExcluded(request.actor, request.query),
  );
  app.get(
    '/api/v1/ranking/:accountId',
    {
      schema: { params: z.object({ accountId: z.string() }), response: { 200: RankingDetail }, tags },
      config: READ,
    },
    (request) => getRanking(request.actor, request.params.accountId),
  );
}

function healthRoutes(app: App): void {
  const tags = ['Health'];
  const schema = { params: IdParams, response: { 200: AccountHealth }, tags };
  app.get('/api/v1/accounts/:id/health', { schema, config: READ }, ({ actor, params }) =>
    getHealth(actor.workspaceId, params.id, actor.locale),
  );
  app.put(
    '/api/v1/accounts/:id/health/override',
    { schema: { ...schema, body: OverrideChange }, config: WRITE },
    ({ actor, params, body }) => overrideHealth(actor, params.id, body),
  );
  app.delete('/api/v1/accounts/:id/health/override', { schema, config: WRITE }, ({ actor, params }) =>
    removeOverride(actor, params.id),
  );
  app.put(
    '/api/v1/accounts/:id/health/pulse',
    { schema: { ...schema, body: PulseChange }, config: WRITE },
    ({ actor, params, body }) => recordPulse(actor, params.id, body),
  );
  app.delete('/api/v1/accounts/:id/health/pulse', { schema, config: WRITE }, ({ actor, params }) =>
    removePulse(actor, params.id),
  );
  app.get(
    '/api/v1/accounts-at-risk',
    { schema: { querystring: PageQuery, response: { 200: pageOf(AccountAtRisk) }, tags }, config: READ },
    (request) => pageOfAccountsAtRisk(request.actor, request.query),
  );
}

function profileRoutes(app: App): void {
  const schema = { response: { 200: HealthProfilesView }, tags: ['Health'] };
  app.get('/api/v1/health-profiles', { schema, config: READ }, ({ actor }) =>
    viewProfiles(actor.workspaceId, actor.locale),
  );
  app.put(
    '/api/v1/health-profiles',
    { schema: { ...schema, body: HealthProfilesChange }, config: WRITE },
    ({ actor, body }) => saveProfiles(actor, body.profiles),
  );
}

function lifetimeRoutes(app: App): void {
  const tags = ['Lifetime value'];
  app.get(
    '/api/v1/accounts/:id/lifetime-value',
    { schema: { params: IdParams, response: { 200: LifetimeValue }, tags }, config: READ },
    ({ actor, params }) => getLifetimeValue(actor.workspaceId, params.id, actor.locale),
  );
  const schema = { response: { 200: LifetimeSettings }, tags };
  app.get('/api/v1/lifetime-value-settings', { schema, config: READ }, ({ actor }) =>
    getLifetimeSettings(actor.workspaceId),
  );
  app.put(
    '/api/v1/lifetime-value-settings',
    { schema: { ...schema, body: LifetimeSettingsChange }, config: WRITE },
    ({ actor, body }) => setGrossMargin(actor, body.grossMargin),
  );
}
