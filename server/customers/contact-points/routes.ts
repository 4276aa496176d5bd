import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { IdParams } from '../schema/query.ts';
import { addPoint, changePoint, listPoints, makePrimary, removePoint } from './keep-points.ts';
import { ContactPoint, NewContactPoint, PointParams } from './schema.ts';

const tags = ['People'];
const canWrite = { permission: 'accounts.write' };
const ContactPoints = z.object({ data: z.array(ContactPoint) });

export function contactPointRoutes(app: App): void {
  app.get(
    '/api/v1/people/:id/contact-points',
    {
      schema: { params: IdParams, response: { 200: ContactPoints }, tags },
      config: { permission: 'accounts.read' },
    },
    ({ actor, params }) => listPoints(actor, params.id),
  );
  app.post(
    '/api/v1/people/:id/contact-points',
    {
      schema: { params: IdParams, body: NewContactPoint, response: { 201: ContactPoint }, tags },
      config: canWrite,
    },
    async ({ actor, params, body }, reply) => {
      reply.code(201);
      return addPoint(actor, params.id, body);
    },
  );
  app.put(
    '/api/v1/people/:id/contact-points/:pointId',
    {
      schema: { params: PointParams, body: NewContactPoint, response: { 200: ContactPoint }, tags },
      config: canWrite,
    },
    ({ actor, params, body }) => changePoint(actor, { personId: params.id, id: params.pointId }, body),
  );
  app.delete(
    '/api/v1/people/:id/contact-points/:pointId',
    { schema: { params: PointParams, response: { 204: z.null() }, tags }, config: canWrite },
    async ({ actor, params }, reply) => {
      await removePoint(actor, params.id, params.pointId);
      return reply.code(204).send(null);
    },
  );
  app.put(
    '/api/v1/people/:id/contact-points/:pointId/primary',
    { schema: { params: PointParams, response: { 200: ContactPoints }, tags }, config: canWrite },
    ({ actor, params }) => makePrimary(actor, params.id, params.pointId),
  );
}
