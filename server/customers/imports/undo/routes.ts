import { z } from 'zod';
import type { App } from '../../../core/http/server.ts';
import { pageOf } from '../../../core/page.ts';
import { ImportUndo, KeptQuery, KeptRecord, UndoForecast } from './schema.ts';
import { startUndo } from './start-undo.ts';
import { forecastUndo, listKept, viewUndo } from './view-undo.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Imports'];
const config = { permission: 'imports.write' } as const;

export function undoRoutes(app: App): void {
  app.get(
    '/api/v1/imports/:id/undo',
    { schema: { params: IdParams, response: { 200: ImportUndo }, tags }, config },
    ({ actor, params }) => viewUndo(actor, params.id),
  );
  app.post(
    '/api/v1/imports/:id/undo',
    {
      schema: {
        params: IdParams,
        response: { 202: ImportUndo },
        description:
          'Takes back what the import did to accounts and people, within 30 days. What was changed since stays.',
        tags,
      },
      config,
    },
    async ({ actor, params }, reply) => {
      await startUndo(actor, params.id);
      reply.code(202);
      return viewUndo(actor, params.id);
    },
  );
  app.get(
    '/api/v1/imports/:id/undo/forecast',
    { schema: { params: IdParams, response: { 200: UndoForecast }, tags }, config },
    ({ actor, params }) => forecastUndo(actor, params.id),
  );
  app.get(
    '/api/v1/imports/:id/undo/kept',
    {
      schema: { params: IdParams, querystring: KeptQuery, response: { 200: pageOf(KeptRecord) }, tags },
      config,
    },
    ({ actor, params, query }) => listKept(actor, params.id, query),
  );
}
