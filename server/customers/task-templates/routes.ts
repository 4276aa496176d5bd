import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { IdParams } from '../schema/query.ts';
import { applyTaskTemplate, undoTemplateUse } from './apply-template.ts';
import {
  archiveTaskTemplate,
  changeTaskTemplate,
  createTaskTemplate,
  listTaskTemplates,
} from './keep-templates.ts';
import {
  NewTaskTemplate,
  NewTemplateUse,
  TaskTemplate,
  TaskTemplateChange,
  TaskTemplateQuery,
  TemplateUse,
  UndoneUse,
} from './schema.ts';

const tags = ['Tasks'];
const canRead = { permission: 'tasks.read' };
const canWrite = { permission: 'tasks.write' };
const ofTemplate = { params: IdParams, response: { 200: TaskTemplate }, tags };

export function taskTemplateRoutes(app: App): void {
  recordRoutes(app);
  useRoutes(app);
}

function recordRoutes(app: App): void {
  const answersAll = { response: { 200: z.object({ data: z.array(TaskTemplate) }) }, tags };
  app.get(
    '/api/v1/task-templates',
    { schema: { querystring: TaskTemplateQuery, ...answersAll }, config: canRead },
    async ({ actor, query }) => ({ data: await listTaskTemplates(actor, query) }),
  );
  app.post(
    '/api/v1/task-templates',
    { schema: { body: NewTaskTemplate, response: { 201: TaskTemplate }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createTaskTemplate(actor, body);
    },
  );
  app.put(
    '/api/v1/task-templates/:id',
    { schema: { ...ofTemplate, body: TaskTemplateChange }, config: canWrite },
    ({ actor, params, body }) => changeTaskTemplate(actor, params.id, body),
  );
  app.post(
    '/api/v1/task-templates/:id/archival',
    { schema: ofTemplate, config: canWrite },
    ({ actor, params }) => archiveTaskTemplate(actor, params.id, true),
  );
  app.delete(
    '/api/v1/task-templates/:id/archival',
    { schema: ofTemplate, config: canWrite },
    ({ actor, params }) => archiveTaskTemplate(actor, params.id, false),
  );
}

function useRoutes(app: App): void {
  app.post(
    '/api/v1/task-templates/:id/applications',
    {
      schema: { params: IdParams, body: NewTemplateUse, response: { 201: TemplateUse }, tags },
      config: canWrite,
    },
    async ({ actor, params, body }, reply) => {
      reply.code(201);
      return applyTaskTemplate(actor, params.id, body);
    },
  );
  app.delete(
    '/api/v1/task-template-applications/:id',
    { schema: { params: IdParams, response: { 200: UndoneUse }, tags }, config: canWrite },
    ({ actor, params }) => undoTemplateUse(actor, params.id),
  );
}
