import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { IdParams } from '../schema/query.ts';
import { archiveField, restoreField } from './archive-field.ts';
import { changeFieldOfMany } from './change-many.ts';
import { listFields } from './read-fields.ts';
import { changeField, createField, orderFields } from './save-field.ts';
import {
  Field,
  FieldChange,
  FieldOrder,
  FieldQuery,
  FieldValuesAnswer,
  FieldWithUse,
  ManyFieldValues,
  NewField,
} from './schema.ts';

const tags = ['Fields'];
const canWrite = { permission: 'fields.write' };

export function fieldRoutes(app: App): void {
  recordRoutes(app);
  app.post(
    '/api/v1/fields/values',
    {
      schema: { body: ManyFieldValues, response: { 200: FieldValuesAnswer }, tags },
      config: { permission: 'accounts.write' },
    },
    ({ actor, body }) => changeFieldOfMany(actor, body),
  );
  app.put(
    '/api/v1/fields/order',
    {
      schema: { body: FieldOrder, response: { 200: z.object({ data: z.array(Field) }) }, tags },
      config: canWrite,
    },
    ({ actor, body }) => orderFields(actor, body),
  );
  app.post(
    '/api/v1/fields/:id/archival',
    { schema: { params: IdParams, response: { 200: Field }, tags }, config: canWrite },
    ({ actor, params }) => archiveField(actor, params.id),
  );
  app.delete(
    '/api/v1/fields/:id/archival',
    { schema: { params: IdParams, response: { 200: Field }, tags }, config: canWrite },
    ({ actor, params }) => restoreField(actor, params.id),
  );
}

function recordRoutes(app: App): void {
  app.get(
    '/api/v1/fields',
    {
      schema: { querystring: FieldQuery, response: { 200: z.object({ data: z.array(FieldWithUse) }) }, tags },
      config: { permission: 'accounts.read' },
    },
    ({ actor, query }) => listFields(actor, query),
  );
  app.post(
    '/api/v1/fields',
    { schema: { body: NewField, response: { 201: Field }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createField(actor, body);
    },
  );
  app.patch(
    '/api/v1/fields/:id',
    { schema: { params: IdParams, body: FieldChange, response: { 200: Field }, tags }, config: canWrite },
    ({ actor, params, body }) => changeField(actor, params.id, body),
  );
}
