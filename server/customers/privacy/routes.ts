import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { requireFreshSignIn } from '../../workspace/index.ts';
import { IdParams } from '../schema/query.ts';
import { erasePerson, previewErasure } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { endHold, holdPerson } from './hold-person.ts';
import { listErasures } from './list-erasures.ts';
import { listRules, previewRule, setRule } from './retention/keep-rules.ts';
import {
  RetentionChange,
  RetentionParams,
  RetentionPreview,
  RetentionQuery,
  RetentionRule,
} from './retention/schema.ts';
import {
  ErasurePreview,
  ErasureQuery,
  NewErasure,
  NewPersonHold,
  PersonErasure,
  PersonHold,
} from './schema.ts';
import { DATA_FORMATS, type DataFormat } from './write-data.ts';

const tags = ['People'];
const config = { permission: 'privacy.write' };

export function privacyRoutes(app: App): void {
  dataRoutes(app);
  erasureRoutes(app);
  retentionRoutes(app);
}

function erasureRoutes(app: App): void {
  const url = '/api/v1/people/:id/erasure';
  app.get(
    url,
    { schema: { params: IdParams, response: { 200: ErasurePreview }, tags }, config },
    ({ actor, params }) => previewErasure(actor, params.id),
  );
  app.post(
    url,
    { schema: { params: IdParams, body: NewErasure, response: { 200: PersonErasure }, tags }, config },
    async (request) => {
      if (request.actor.kind === 'user') await requireFreshSignIn(request);
      return erasePerson(request.actor, request.params.id, request.body);
    },
  );
  app.get(
    '/api/v1/erasures',
    {
      schema: { querystring: ErasureQuery, response: { 200: pageOf(PersonErasure) }, tags },
      config: { ...config, needsAllRows: true },
    },
    ({ actor, query }) => listErasures(actor, query),
  );
  app.put(
    '/api/v1/people/:id/hold',
    { schema: { params: IdParams, body: NewPersonHold, response: { 200: PersonHold }, tags }, config },
    ({ actor, params, body }) => holdPerson(actor, params.id, body),
  );
  app.delete(
    '/api/v1/people/:id/hold',
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config },
    async ({ actor, params }, reply) => {
      await endHold(actor, params.id);
      return reply.code(204).send(null);
    },
  );
}

function retentionRoutes(app: App): void {
  const ofAll = { ...config, needsAllRows: true };
  const url = '/api/v1/retention-rules';
  app.get(
    url,
    {
      schema: { response: { 200: z.object({ data: z.array(RetentionRule) }) }, tags: ['Privacy'] },
      config: ofAll,
    },
    async ({ actor }) => ({ data: await listRules(actor) }),
  );
  app.get(
    `${url}/:kind/preview`,
    {
      schema: {
        ...{ params: RetentionParams, querystring: RetentionQuery },
        ...{ response: { 200: RetentionPreview }, tags: ['Privacy'] },
      },
      config: ofAll,
    },
    ({ actor, params, query }) => previewRule(actor, params.kind, query),
  );
  app.put(
    `${url}/:kind`,
    {
      schema: {
        ...{ params: RetentionParams, body: RetentionChange },
        ...{ response: { 200: RetentionRule }, tags: ['Privacy'] },
      },
      config: ofAll,
    },
    ({ actor, params, body }) => setRule(actor, params.kind, body),
  );
}

/** Everything about a person, as JSON or as a page to read. */
function dataRoutes(app: App): void {
  for (const format of Object.keys(DATA_FORMATS) as DataFormat[]) {
    const type = DATA_FORMATS[format];
    app.get(
      `/api/v1/people/:id/data.${format}`,
      {
        schema: { params: IdParams, produces: [type.replace(/;.*/, '')], tags },
        config,
      },
      async ({ actor, params }, reply) => {
        const file = await exportPerson(actor, params.id, format);
        return reply
          .type(type)
          .header('cache-control', 'no-store')
          .header('content-disposition', `attachment; filename="${params.id}.${format}"`)
          .send(file);
      },
    );
  }
}
