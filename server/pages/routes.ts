import { z } from 'zod';
import type { App } from '../core/http/server.ts';
import { pageOf } from '../core/page.ts';
import { addMaterial, changeMaterial, removeMaterial } from './edit-materials.ts';
import { Material, MaterialChange, MaterialQuery, NewMaterial } from './schema.ts';
import { pageOfMaterials } from './store.ts';
import { viewOwnMaterials } from './view-own-materials.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Materials'];

export function pagesRoutes(app: App): void {
  app.get(
    '/api/v1/materials',
    {
      schema: { querystring: MaterialQuery, response: { 200: pageOf(Material) }, tags },
      config: { permission: 'affiliates.read' },
    },
    (request) => pageOfMaterials(request.actor.workspaceId, request.query),
  );
  app.post(
    '/api/v1/materials',
    {
      schema: { body: NewMaterial, response: { 201: Material }, tags },
      config: { permission: 'materials.write' },
    },
    async (request, reply) => {
      reply.code(201);
      return addMaterial(request.actor, request.body);
    },
  );
  app.patch(
    '/api/v1/materials/:id',
    {
      schema: { params: IdParams, body: MaterialChange, response: { 200: Material }, tags },
      config: { permission: 'materials.write' },
    },
    (request) => changeMaterial(request.actor, request.params.id, request.body),
  );
  app.delete(
    '/api/v1/materials/:id',
    {
      schema: { params: IdParams, response: { 204: z.null() }, tags },
      config: { permission: 'materials.write' },
    },
    async (request, reply) => {
      await removeMaterial(request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/api/v1/portal/materials',
    {
      schema: { querystring: MaterialQuery, response: { 200: pageOf(Material) }, tags },
      config: { permission: 'portal.use' },
    },
    (request) => viewOwnMaterials(request.actor, request.query),
  );
}
