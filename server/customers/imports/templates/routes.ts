import { z } from 'zod';
import type { App } from '../../../core/http/server.ts';
import { ImportRun } from '../schema.ts';
import { viewImport } from '../view-import.ts';
import {
  changeTemplate,
  createTemplate,
  deleteTemplate,
  restoreTemplate,
  viewTemplates,
} from './keep-templates.ts';
import { ImportTemplate, NewTemplate, TemplateChange, TemplateUse } from './schema.ts';
import { applyTemplate } from './use-template.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Imports'];
const config = { permission: 'imports.write' } as const;

export function templateRoutes(app: App): void {
  app.get(
    '/api/v1/import-templates',
    { schema: { response: { 200: z.object({ data: z.array(ImportTemplate) }) }, tags }, config },
    ({ actor }) => viewTemplates(actor),
  );
  app.post(
    '/api/v1/import-templates',
    {
      schema: {
        body: NewTemplate,
        response: { 201: ImportTemplate },
        description: 'Keeps where the columns of a file go, for the next file with the same header row.',
        tags,
      },
      config,
    },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createTemplate(actor, body);
    },
  );
  app.put(
    '/api/v1/imports/:id/template',
    { schema: { params: IdParams, body: TemplateUse, response: { 200: ImportRun }, tags }, config },
    async ({ actor, params, body }) => {
      await applyTemplate(actor, params.id, body.templateId);
      return viewImport(actor, params.id);
    },
  );
  keepingRoutes(app);
}

function keepingRoutes(app: App): void {
  const schema = { params: IdParams, response: { 200: ImportTemplate }, tags };
  app.patch(
    '/api/v1/import-templates/:id',
    { schema: { ...schema, body: TemplateChange }, config },
    ({ actor, params, body }) => changeTemplate(actor, params.id, body),
  );
  app.delete('/api/v1/import-templates/:id', { schema, config }, ({ actor, params }) =>
    deleteTemplate(actor, params.id),
  );
  app.post('/api/v1/import-templates/:id/restoration', { schema, config }, ({ actor, params }) =>
    restoreTemplate(actor, params.id),
  );
}
