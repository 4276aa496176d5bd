import { z } from 'zod';
import { authorize } from '../../core/actor.ts';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { IdParams } from '../schema/query.ts';
import { dismissPair, mergePairs } from './decide-on-pairs.ts';
import { queueAll } from './jobs.ts';
import { listDuplicates, listLikely } from './list-duplicates.ts';
import { BulkMerged, Duplicate, DuplicateQuery, Likely, LikelyQuery, PairIds } from './schema.ts';
import { countPairs } from './store/pairs.ts';

const tags = ['Merges'];
const canRead = { permission: 'accounts.read' };
const canWrite = { permission: 'accounts.write' };
const PairCounts = z.object({ open: z.number(), sure: z.number() });

export function duplicateRoutes(app: App): void {
  app.get(
    '/api/v1/duplicates',
    { schema: { querystring: DuplicateQuery, response: { 200: pageOf(Duplicate) }, tags }, config: canRead },
    ({ actor, query }) => listDuplicates(actor, query),
  );
  app.get(
    '/api/v1/duplicates/counts',
    { schema: { response: { 200: PairCounts }, tags }, config: canRead },
    ({ actor }) => countPairs(actor),
  );
  app.get(
    '/api/v1/duplicates/likely',
    {
      schema: { querystring: LikelyQuery, response: { 200: z.object({ data: z.array(Likely) }) }, tags },
      config: canRead,
    },
    async ({ actor, query }) => ({ data: await listLikely(actor, query) }),
  );
  app.post(
    '/api/v1/duplicates/merges',
    { schema: { body: PairIds, response: { 200: BulkMerged }, tags }, config: canWrite },
    ({ actor, body }) => mergePairs(actor, body.pairIds),
  );
  app.post(
    '/api/v1/duplicates/scans',
    {
      schema: { response: { 202: z.object({ isQueued: z.literal(true) }) }, tags },
      config: { ...canWrite, needsAllRows: true },
    },
    async ({ actor }, reply) => {
      authorize(actor, 'accounts.write');
      await queueAll(actor.workspaceId);
      reply.code(202);
      return { isQueued: true as const };
    },
  );
  app.put(
    '/api/v1/duplicates/:id/dismissal',
    { schema: { params: IdParams, response: { 200: Duplicate }, tags }, config: canWrite },
    ({ actor, params }) => dismissPair(actor, params.id, true),
  );
  app.delete(
    '/api/v1/duplicates/:id/dismissal',
    { schema: { params: IdParams, response: { 200: Duplicate }, tags }, config: canWrite },
    ({ actor, params }) => dismissPair(actor, params.id, false),
  );
}
