import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import {
  AffiliateGroup,
  GroupAssigned,
  GroupAssignment,
  GroupName,
  GroupView,
  RemovedGroup,
} from '../schema/group.ts';
import { listGroupViews } from '../store/groups.ts';
import { assignGroups } from './assign-groups.ts';
import { createGroup, removeGroup, renameGroup } from './keep-groups.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Affiliates'];
const canWrite = { permission: 'affiliates.write' } as const;

export function groupRoutes(app: App): void {
  app.get(
    '/api/v1/affiliate-groups',
    { schema: { response: { 200: pageOf(GroupView) }, tags }, config: { permission: 'affiliates.read' } },
    async ({ actor }) => ({ data: await listGroupViews(actor.workspaceId), nextCursor: null }),
  );
  app.post(
    '/api/v1/affiliate-groups',
    { schema: { body: GroupName, response: { 201: AffiliateGroup }, tags }, config: canWrite },
    (request, reply) => {
      reply.code(201);
      return createGroup(request.actor, request.body);
    },
  );
  app.patch(
    '/api/v1/affiliate-groups/:id',
    {
      schema: { params: IdParams, body: GroupName, response: { 200: AffiliateGroup }, tags },
      config: canWrite,
    },
    ({ actor, params, body }) => renameGroup(actor, params.id, body),
  );
  app.delete(
    '/api/v1/affiliate-groups/:id',
    { schema: { params: IdParams, response: { 200: RemovedGroup }, tags }, config: canWrite },
    ({ actor, params }) => removeGroup(actor, params.id),
  );
  app.post(
    '/api/v1/affiliates/groups',
    { schema: { body: GroupAssignment, response: { 200: GroupAssigned }, tags }, config: canWrite },
    ({ actor, body }) => assignGroups(actor, body),
  );
}
