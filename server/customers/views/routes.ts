import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { IdParams } from '../schema/query.ts';
import { NewSavedView, SavedView, SavedViewChange, SavedViewQuery } from '../schema/saved-view.ts';
import { changeSavedView, createSavedView, deleteSavedView, listSavedViews } from './saved-views.ts';

const tags = ['Saved views'];
const config = { permission: 'accounts.read' };

/** A view is its author's own: whoever may read the lists may keep views of them. */
export function savedViewRoutes(app: App): void {
  app.get(
    '/api/v1/saved-views',
    {
      schema: {
        querystring: SavedViewQuery,
        response: { 200: z.object({ data: z.array(SavedView) }) },
        tags,
      },
      config,
    },
    ({ actor, query }) => listSavedViews(actor, query.list),
  );
  app.post(
    '/api/v1/saved-views',
    { schema: { body: NewSavedView, response: { 201: SavedView }, tags }, config },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createSavedView(actor, body);
    },
  );
  app.patch(
    '/api/v1/saved-views/:id',
    { schema: { params: IdParams, body: SavedViewChange, response: { 200: SavedView }, tags }, config },
    ({ actor, params, body }) => changeSavedView(actor, params.id, body),
  );
  app.delete(
    '/api/v1/saved-views/:id',
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config },
    async ({ actor, params }, reply) => {
      await deleteSavedView(actor, params.id);
      return reply.code(204).send(null);
    },
  );
}
