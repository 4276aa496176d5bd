import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { IdParams } from '../schema/query.ts';
import {
  changeTag,
  createTag,
  deleteTag,
  listTags,
  mergeTag,
  restoreTag,
  undoMergeOfTag,
} from './keep-tags.ts';
import { NewTag, Tag, TagChange, Tagging, TaggingAnswer, TagMerge, TagWithUse } from './schema.ts';
import { tagRecords } from './tag-records.ts';

const tags = ['Tags'];
const canKeep = { permission: 'fields.write' };

export function tagRoutes(app: App): void {
  keepingRoutes(app);
  returnRoutes(app);
  const schema = { body: Tagging, response: { 200: TaggingAnswer }, tags };
  app.post('/api/v1/accounts/tags', { schema, config: { permission: 'accounts.write' } }, ({ actor, body }) =>
    tagRecords(actor, 'account', body),
  );
  app.post('/api/v1/people/tags', { schema, config: { permission: 'accounts.write' } }, ({ actor, body }) =>
    tagRecords(actor, 'person', body),
  );
  app.post('/api/v1/deals/tags', { schema, config: { permission: 'deals.write' } }, ({ actor, body }) =>
    tagRecords(actor, 'deal', body),
  );
}

function keepingRoutes(app: App): void {
  app.get(
    '/api/v1/tags',
    {
      schema: { response: { 200: z.object({ data: z.array(TagWithUse) }) }, tags },
      config: { permission: 'accounts.read' },
    },
    ({ actor }) => listTags(actor),
  );
  app.post(
    '/api/v1/tags',
    { schema: { body: NewTag, response: { 201: Tag }, tags }, config: canKeep },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createTag(actor, body);
    },
  );
  app.patch(
    '/api/v1/tags/:id',
    { schema: { params: IdParams, body: TagChange, response: { 200: Tag }, tags }, config: canKeep },
    ({ actor, params, body }) => changeTag(actor, params.id, body),
  );
}

function returnRoutes(app: App): void {
  const schema = { params: IdParams, response: { 200: Tag }, tags };
  app.delete('/api/v1/tags/:id', { schema, config: canKeep }, ({ actor, params }) =>
    deleteTag(actor, params.id),
  );
  app.post('/api/v1/tags/:id/restoration', { schema, config: canKeep }, ({ actor, params }) =>
    restoreTag(actor, params.id),
  );
  app.put(
    '/api/v1/tags/:id/merge',
    { schema: { ...schema, body: TagMerge }, config: canKeep },
    ({ actor, params, body }) => mergeTag(actor, params.id, body.intoId),
  );
  app.delete('/api/v1/tags/:id/merge', { schema, config: canKeep }, ({ actor, params }) =>
    undoMergeOfTag(actor, params.id),
  );
}
