import { z } from 'zod';
import type { App } from '../../../core/http/server.ts';
import { readConversion, readForecast } from './read-forecast.ts';
import { ConversionQuery, Forecast, ForecastQuery, StageConversion } from './schema.ts';

const tags = ['Deals'];
const config = { permission: 'deals.read' };

export function forecastRoutes(app: App): void {
  app.get(
    '/api/v1/deals/forecast',
    { schema: { querystring: ForecastQuery, response: { 200: Forecast }, tags }, config },
    ({ actor, query }) => readForecast(actor, query),
  );
  app.get(
    '/api/v1/deals/conversion',
    {
      schema: {
        querystring: ConversionQuery,
        response: { 200: z.object({ data: z.array(StageConversion) }) },
        tags,
      },
      config,
    },
    ({ actor, query }) => readConversion(actor, query),
  );
}
