import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { changeTeam, createTeam, listTeams, removeTeam } from './keep-teams.ts';
import { NewTeam, Team, TeamChange } from './schema.ts';

const IdParams = z.object({ id: z.string() });

export function teamRoutes(app: App): void {
  app.get(
    '/api/v1/teams',
    {
      schema: { response: { 200: z.object({ data: z.array(Team) }) }, tags: ['Workspace'] },
      config: { permission: 'members.read' },
    },
    (request) => listTeams(request.actor),
  );
  app.post(
    '/api/v1/teams',
    {
      schema: { body: NewTeam, response: { 201: Team }, tags: ['Workspace'] },
      config: { permission: 'teams.write' },
    },
    async (request, reply) => {
      reply.code(201);
      return createTeam(request.actor, request.body);
    },
  );
  app.patch(
    '/api/v1/teams/:id',
    {
      schema: { params: IdParams, body: TeamChange, response: { 200: Team }, tags: ['Workspace'] },
      config: { permission: 'teams.write' },
    },
    (request) => changeTeam(request.actor, request.params.id, request.body),
  );
  app.delete(
    '/api/v1/teams/:id',
    {
      schema: { params: IdParams, response: { 204: z.null() }, tags: ['Workspace'] },
      config: { permission: 'teams.write' },
    },
    async (request, reply) => {
      await removeTeam(request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
