import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { IdParams } from '../schema/query.ts';
import { mergeRecords } from './merge-records.ts';
import { Merge, MergePair, MergePreview, MergeQuery, NewMerge } from './schema.ts';
import { undoMerge } from './undo-merge.ts';
import { getMerge, listMerges, previewMerge } from './view-merges.ts';

const tags = ['Merges'];
const canRead = { permission: 'accounts.read' };
const canWrite = { permission: 'accounts.write' };

export function mergeRoutes(app: App): void {
  app.get(
    '/api/v1/merges',
    { schema: { querystring: MergeQuery, response: { 200: pageOf(Merge) }, tags }, config: canRead },
    ({ actor, query }) => listMerges(actor, query),
  );
  app.get(
    '/api/v1/merges/preview',
    { schema: { querystring: MergePair, response: { 200: MergePreview }, tags }, config: canRead },
    ({ actor, query }) => previewMerge(actor, query),
  );
  app.post(
    '/api/v1/merges',
    { schema: { body: NewMerge, response: { 200: Merge }, tags }, config: canWrite },
    ({ actor, body }) => mergeRecords(actor, body),
  );
  app.get(
    '/api/v1/merges/:id',
    { schema: { params: IdParams, response: { 200: Merge }, tags }, config: canRead },
    ({ actor, params }) => getMerge(actor, params.id),
  );
  app.delete(
    '/api/v1/merges/:id',
    { schema: { params: IdParams, response: { 200: Merge }, tags }, config: canWrite },
    ({ actor, params }) => undoMerge(actor, params.id),
  );
}
