import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { createContest, endContest } from './manage-contests.ts';
import { ContestCancellation, ContestInput, ContestView, OwnContest } from './schema.ts';
import { viewContest, viewContests, viewOwnContests } from './view-contests.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Contests'];

export function contestRoutes(app: App): void {
  app.get(
    '/api/v1/contests',
    {
      schema: { response: { 200: z.object({ data: z.array(ContestView) }) }, tags },
      config: { permission: 'commissions.read' },
    },
    async ({ actor }) => ({ data: await viewContests(actor) }),
  );
  app.post(
    '/api/v1/contests',
    {
      schema: { body: ContestInput, response: { 201: ContestView }, tags },
      config: { permission: 'commissions.write' },
    },
    async ({ actor, body }, reply) => {
      const id = await createContest(actor, body);
      reply.code(201);
      return viewContest(actor, id);
    },
  );
  app.post(
    '/api/v1/contests/:id/cancellation',
    {
      schema: { params: IdParams, body: ContestCancellation, response: { 200: ContestView }, tags },
      config: { permission: 'commissions.write' },
    },
    async ({ actor, params, body }) => {
      await endContest(actor, params.id, body.reason);
      return viewContest(actor, params.id);
    },
  );
  app.get(
    '/api/v1/portal/contests',
    {
      schema: { response: { 200: z.object({ data: z.array(OwnContest) }) }, tags: ['Portal'] },
      config: { permission: 'portal.use' },
    },
    async ({ actor }) => ({ data: await viewOwnContests(actor) }),
  );
}
