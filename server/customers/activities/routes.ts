import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { IdParams } from '../schema/query.ts';
import { changeActivity } from './change-activity.ts';
import { createActivity } from './create-activity.ts';
import { deleteActivity, restoreActivity } from './delete-activity.ts';
import { getActivity, listActivities, listVersions } from './read-activities.ts';
import { Activity, ActivityChange, ActivityQuery, ActivityVersion, NewActivity } from './schema.ts';

const tags = ['Activities'];
const canRead = { permission: 'accounts.read' };
const canWrite = { permission: 'accounts.write' };
const answersActivity = { response: { 200: Activity }, tags };

export function activityRoutes(app: App): void {
  readRoutes(app);
  writeRoutes(app);
}

function readRoutes(app: App): void {
  app.get(
    '/api/v1/activities',
    { schema: { querystring: ActivityQuery, response: { 200: pageOf(Activity) }, tags }, config: canRead },
    ({ actor, query }) => listActivities(actor, query),
  );
  app.get(
    '/api/v1/activities/:id',
    { schema: { params: IdParams, ...answersActivity }, config: canRead },
    ({ actor, params }) => getActivity(actor, params.id),
  );
  app.get(
    '/api/v1/activities/:id/versions',
    {
      schema: { params: IdParams, response: { 200: z.object({ data: z.array(ActivityVersion) }) }, tags },
      config: canRead,
    },
    ({ actor, params }) => listVersions(actor, params.id),
  );
}

function writeRoutes(app: App): void {
  app.post(
    '/api/v1/activities',
    { schema: { body: NewActivity, response: { 201: Activity }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createActivity(actor, body);
    },
  );
  app.patch(
    '/api/v1/activities/:id',
    { schema: { params: IdParams, body: ActivityChange, ...answersActivity }, config: canWrite },
    ({ actor, params, body }) => changeActivity(actor, params.id, body),
  );
  app.delete(
    '/api/v1/activities/:id',
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config: canWrite },
    async ({ actor, params }, reply) => {
      await deleteActivity(actor, params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/v1/activities/:id/restoration',
    { schema: { params: IdParams, ...answersActivity }, config: canWrite },
    ({ actor, params }) => restoreActivity(actor, params.id),
  );
}
