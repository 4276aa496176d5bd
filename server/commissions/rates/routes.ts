import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { enterRate, importRates, removeRate } from './enter-rates.ts';
import { listRates } from './list-rates.ts';
import {
  ExchangeRate,
  PairOfDay,
  RateFile,
  RateImport,
  RateInput,
  RateListQuery,
  SavedRate,
} from './schema.ts';

const BODY_LIMIT_BYTES = 8_000_000;

export function rateRoutes(app: App): void {
  const tags = ['Commissions'];
  const config = { permission: 'rates.write' };
  app.get(
    '/api/v1/exchange-rates',
    {
      schema: { querystring: RateListQuery, response: { 200: pageOf(ExchangeRate) }, tags },
      config: { permission: 'commissions.read' },
    },
    ({ actor, query }) => listRates(actor, query),
  );
  app.put(
    '/api/v1/exchange-rates',
    { schema: { body: RateInput, response: { 200: SavedRate }, tags }, config },
    ({ actor, body }) => enterRate(actor, body),
  );
  app.post(
    '/api/v1/exchange-rates/import',
    { bodyLimit: BODY_LIMIT_BYTES, schema: { body: RateFile, response: { 200: RateImport }, tags }, config },
    ({ actor, body }) => importRates(actor, body.csv),
  );
  app.delete(
    '/api/v1/exchange-rates/:base/:quote/:day',
    { schema: { params: PairOfDay, response: { 204: z.null() }, tags }, config },
    async ({ actor, params }, reply) => {
      await removeRate(actor, params);
      return reply.code(204).send(null);
    },
  );
}
