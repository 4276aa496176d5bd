import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { Id, IdParams } from '../schema/query.ts';
import { changeDeal, setDealLines } from './change-deal.ts';
import { changeDeals } from './change-deals.ts';
import { loseDeal, winDeal } from './close-deal.ts';
import { createDeal } from './create-deal.ts';
import { forecastRoutes } from './forecast/routes.ts';
import { moveDeal } from './move-deal.ts';
import { pipelineRoutes } from './pipelines/routes.ts';
import { getDeal, listDeals, readBoard } from './read-deals.ts';
import { reopenDeal } from './reopen-deal.ts';
import {
  Deal,
  DealChange,
  DealLines,
  DealPart,
  DealView,
  Loss,
  NewDeal,
  StageWish,
  Win,
} from './schema/deal.ts';
import { Board, BoardQuery, DealQuery, DealsAnswer, DealsChange } from './schema/query.ts';
import { removeDealPerson, setDealPerson } from './set-deal-person.ts';

const tags = ['Deals'];
const canRead = { permission: 'deals.read' };
const canWrite = { permission: 'deals.write' };
const PartParams = z.object({ id: Id, personId: Id });
const answersDeal = { response: { 200: DealView }, tags };

export function dealRoutes(app: App): void {
  listRoutes(app);
  recordRoutes(app);
  stepRoutes(app);
  partRoutes(app);
  pipelineRoutes(app);
  forecastRoutes(app);
}

function listRoutes(app: App): void {
  app.get(
    '/api/v1/deals',
    { schema: { querystring: DealQuery, response: { 200: pageOf(Deal) }, tags }, config: canRead },
    ({ actor, query }) => listDeals(actor, query),
  );
  app.get(
    '/api/v1/deals/board',
    { schema: { querystring: BoardQuery, response: { 200: Board }, tags }, config: canRead },
    ({ actor, query }) => readBoard(actor, query),
  );
  app.post(
    '/api/v1/deals/bulk',
    { schema: { body: DealsChange, response: { 200: DealsAnswer }, tags }, config: canWrite },
    ({ actor, body }) => changeDeals(actor, body),
  );
}

function recordRoutes(app: App): void {
  app.post(
    '/api/v1/deals',
    { schema: { body: NewDeal, response: { 201: DealView }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createDeal(actor, body);
    },
  );
  app.get(
    '/api/v1/deals/:id',
    { schema: { params: IdParams, ...answersDeal }, config: { ...canRead, shows: 'deal' } },
    ({ actor, params }) => getDeal(actor, params.id),
  );
  app.patch(
    '/api/v1/deals/:id',
    { schema: { params: IdParams, body: DealChange, ...answersDeal }, config: canWrite },
    ({ actor, params, body }) => changeDeal(actor, params.id, body),
  );
}

function stepRoutes(app: App): void {
  app.post(
    '/api/v1/deals/:id/stage',
    { schema: { params: IdParams, body: StageWish, ...answersDeal }, config: canWrite },
    ({ actor, params, body }) => moveDeal(actor, params.id, body),
  );
  app.post(
    '/api/v1/deals/:id/win',
    { schema: { params: IdParams, body: Win, ...answersDeal }, config: canWrite },
    ({ actor, params, body }) => winDeal(actor, params.id, body),
  );
  app.delete(
    '/api/v1/deals/:id/win',
    { schema: { params: IdParams, ...answersDeal }, config: canWrite },
    ({ actor, params }) => reopenDeal(actor, params.id, 'won'),
  );
  app.post(
    '/api/v1/deals/:id/loss',
    { schema: { params: IdParams, body: Loss, ...answersDeal }, config: canWrite },
    ({ actor, params, body }) => loseDeal(actor, params.id, body),
  );
  app.delete(
    '/api/v1/deals/:id/loss',
    { schema: { params: IdParams, ...answersDeal }, config: canWrite },
    ({ actor, params }) => reopenDeal(actor, params.id, 'lost'),
  );
}

function partRoutes(app: App): void {
  app.put(
    '/api/v1/deals/:id/lines',
    { schema: { params: IdParams, body: DealLines, ...answersDeal }, config: canWrite },
    ({ actor, params, body }) => setDealLines(actor, params.id, body.data),
  );
  app.put(
    '/api/v1/deals/:id/people/:personId',
    { schema: { params: PartParams, body: DealPart, ...answersDeal }, config: canWrite },
    ({ actor, params, body }) => setDealPerson(actor, params.id, params.personId, body),
  );
  app.delete(
    '/api/v1/deals/:id/people/:personId',
    { schema: { params: PartParams, response: { 204: z.null() }, tags }, config: canWrite },
    async ({ actor, params }, reply) => {
      await removeDealPerson(actor, params.id, params.personId);
      return reply.code(204).send(null);
    },
  );
}
