import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { IdParams } from '../schema/query.ts';
import { acceptHandOff, returnHandOff, withdrawHandOff } from './decide-on-hand-off.ts';
import { proposeHandOff } from './propose-hand-off.ts';
import { getHandOff, listHandOffs, readHandOffFigures } from './read-hand-offs.ts';
import {
  Acceptance,
  HandOff,
  HandOffFigures,
  HandOffQuery,
  HandOffView,
  NewHandOff,
  Return,
} from './schema.ts';

const tags = ['Hand-offs'];
const canRead = { permission: 'accounts.read' };
const canWrite = { permission: 'accounts.write' };
const one = { params: IdParams, response: { 200: HandOffView }, tags };

export function handOffRoutes(app: App): void {
  app.get(
    '/api/v1/hand-offs',
    { schema: { querystring: HandOffQuery, response: { 200: pageOf(HandOff) }, tags }, config: canRead },
    ({ actor, query }) => listHandOffs(actor, query),
  );
  app.get(
    '/api/v1/hand-offs/figures',
    { schema: { response: { 200: HandOffFigures }, tags }, config: canRead },
    ({ actor }) => readHandOffFigures(actor),
  );
  app.get('/api/v1/hand-offs/:id', { schema: one, config: canRead }, ({ actor, params }) =>
    getHandOff(actor, params.id),
  );
  app.post(
    '/api/v1/hand-offs',
    { schema: { body: NewHandOff, response: { 201: HandOffView }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return proposeHandOff(actor, body);
    },
  );
  decisionRoutes(app);
}

function decisionRoutes(app: App): void {
  app.post(
    '/api/v1/hand-offs/:id/acceptance',
    { schema: { ...one, body: Acceptance }, config: canWrite },
    ({ actor, params, body }) => acceptHandOff(actor, params.id, body),
  );
  app.post(
    '/api/v1/hand-offs/:id/return',
    { schema: { ...one, body: Return }, config: canWrite },
    ({ actor, params, body }) => returnHandOff(actor, params.id, body),
  );
  app.post('/api/v1/hand-offs/:id/withdrawal', { schema: one, config: canWrite }, ({ actor, params }) =>
    withdrawHandOff(actor, params.id),
  );
}
