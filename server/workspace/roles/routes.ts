import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { changeRole, createRole, listRoles, removeRole } from './keep-roles.ts';
import { NewRole, Role, RoleChange } from './schema.ts';

const KeyParams = z.object({ key: z.string() });

export function roleRoutes(app: App): void {
  app.get(
    '/api/v1/roles',
    {
      schema: { response: { 200: z.object({ data: z.array(Role) }) }, tags: ['Workspace'] },
      config: { permission: 'members.read' },
    },
    (request) => listRoles(request.actor),
  );
  app.post(
    '/api/v1/roles',
    {
      schema: { body: NewRole, response: { 201: Role }, tags: ['Workspace'] },
      config: { permission: 'roles.write' },
    },
    async (request, reply) => {
      reply.code(201);
      return createRole(request.actor, request.body);
    },
  );
  app.patch(
    '/api/v1/roles/:key',
    {
      schema: { params: KeyParams, body: RoleChange, response: { 200: Role }, tags: ['Workspace'] },
      config: { permission: 'roles.write' },
    },
    (request) => changeRole(request.actor, request.params.key, request.body),
  );
  app.delete(
    '/api/v1/roles/:key',
    {
      schema: {
        params: KeyParams,
        querystring: z.object({
          replacement: z.string().optional().describe('The role that its members get'),
        }),
        response: { 204: z.null() },
        tags: ['Workspace'],
      },
      config: { permission: 'roles.write' },
    },
    async (request, reply) => {
      await removeRole(request.actor, request.params.key, request.query.replacement);
      return reply.code(204).send(null);
    },
  );
}
