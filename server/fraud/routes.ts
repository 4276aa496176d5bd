import { z } from 'zod';
import type { Config } from '../core/config.ts';
import type { App } from '../core/http/server.ts';
import { decideOnCase, decideOnCases, undoDecision } from './cases/decide-case.ts';
import { listCases, viewCase } from './cases/view-case.ts';
import { changeSettings, viewSettings } from './change-settings.ts';
import { examineNow } from './examine.ts';
import { rememberPortalVisits } from './remember-portal-visits.ts';
import {
  BulkDecision,
  BulkOutcome,
  CaseDecision,
  CaseDetail,
  CasePage,
  CaseQuery,
  Examination,
  FraudSummary,
  SettingsChange,
  SettingsView,
} from './schema.ts';
import { viewSummary } from './view-summary.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Fraud'];
const reading = { permission: 'fraud.read' };
const deciding = { permission: 'fraud.decide' };

export function fraudRoutes(app: App, config: Config): void {
  rememberPortalVisits(app, config);
  caseRoutes(app);
  decisionRoutes(app);
  ruleRoutes(app);
}

function caseRoutes(app: App): void {
  app.get(
    '/api/v1/fraud-cases',
    { schema: { querystring: CaseQuery, response: { 200: CasePage }, tags }, config: reading },
    ({ actor, query }) => listCases(actor, query),
  );
  app.get(
    '/api/v1/fraud-cases/:id',
    { schema: { params: IdParams, response: { 200: CaseDetail }, tags }, config: reading },
    ({ actor, params }) => viewCase(actor, params.id),
  );
}

function decisionRoutes(app: App): void {
  app.post(
    '/api/v1/fraud-cases/:id/decision',
    {
      schema: { params: IdParams, body: CaseDecision, response: { 201: CaseDetail }, tags },
      config: deciding,
    },
    (request, reply) => {
      reply.code(201);
      return decideOnCase(request.actor, request.params.id, request.body);
    },
  );
  app.delete(
    '/api/v1/fraud-cases/:id/decision',
    { schema: { params: IdParams, response: { 200: CaseDetail }, tags }, config: deciding },
    ({ actor, params }) => undoDecision(actor, params.id),
  );
  app.post(
    '/api/v1/fraud-cases/decisions',
    { schema: { body: BulkDecision, response: { 200: BulkOutcome }, tags }, config: deciding },
    ({ actor, body }) => decideOnCases(actor, body),
  );
}

function ruleRoutes(app: App): void {
  app.get(
    '/api/v1/fraud/summary',
    { schema: { response: { 200: FraudSummary }, tags }, config: reading },
    ({ actor }) => viewSummary(actor),
  );
  app.get(
    '/api/v1/fraud/settings',
    { schema: { response: { 200: SettingsView }, tags }, config: reading },
    ({ actor }) => viewSettings(actor),
  );
  app.put(
    '/api/v1/fraud/settings',
    { schema: { body: SettingsChange, response: { 200: SettingsView }, tags }, config: deciding },
    ({ actor, body }) => changeSettings(actor, body),
  );
  app.post(
    '/api/v1/fraud/examinations',
    { schema: { response: { 202: Examination }, tags }, config: deciding },
    (request, reply) => {
      reply.code(202);
      return examineNow(request.actor);
    },
  );
}
