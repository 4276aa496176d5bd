import multipart from '@fastify/multipart';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { invalidField } from '../../core/problem.ts';
import { cancelImport } from './cancel-import.ts';
import { changeImport } from './change-import.ts';
import { readErrorFile } from './error-file.ts';
import { discardFiles, receiveFiles, UPLOAD_LIMITS } from './receive-files.ts';
import { listImportObjects } from './registry.ts';
import { listResults, readResultFile } from './row-results.ts';
import { checkImport, runImport } from './run-import.ts';
import {
  FamilyQuery,
  ImportChange,
  ImportObjectView,
  ImportQuery,
  ImportRun,
  ImportSummary,
  ListedResult,
  ResultQuery,
} from './schema.ts';
import { startImport } from './start-import.ts';
import { templateRoutes } from './templates/routes.ts';
import { undoRoutes } from './undo/routes.ts';
import { listImports, viewImport, viewImportObjects } from './view-import.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Imports'];

export function importRoutes(app: App, config: Config): void {
  uploadRoute(app, config);
  actRoutes(app);
  app.get(
    '/api/v1/imports',
    {
      schema: { querystring: ImportQuery, response: { 200: pageOf(ImportSummary) }, tags },
      config: { permission: 'accounts.read', needsAllRows: true },
    },
    (request) => listImports(request.actor, request.query),
  );
  app.get(
    '/api/v1/imports/:id',
    {
      schema: { params: IdParams, response: { 200: ImportRun }, tags },
      config: { permission: 'accounts.read', needsAllRows: true },
    },
    (request) => viewImport(request.actor, request.params.id),
  );
  app.get(
    '/api/v1/imports/:id/errors.csv',
    { schema: { params: IdParams, tags }, config: { permission: 'imports.write' } },
    async (request, reply) => {
      const file = await readErrorFile(request.actor, request.params.id);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${request.params.id}-errors.csv"`)
        .send(file);
    },
  );
  resultRoutes(app);
  undoRoutes(app);
  templateRoutes(app);
  app.get(
    '/api/v1/import-objects',
    {
      schema: {
        querystring: FamilyQuery,
        response: { 200: z.object({ data: z.array(ImportObjectView) }) },
        tags,
      },
      config: { permission: 'imports.write' },
    },
    async ({ actor, query }) => ({ data: await viewImportObjects(actor, query.family ?? null) }),
  );
}

function resultRoutes(app: App): void {
  app.get(
    '/api/v1/imports/:id/results',
    {
      schema: {
        params: IdParams,
        querystring: ResultQuery,
        response: { 200: pageOf(ListedResult) },
        description: 'What became of each row, and why; of sales and of programs that are taken over.',
        tags,
      },
      config: { permission: 'imports.write' },
    },
    ({ actor, params, query }) => listResults(actor, params.id, query),
  );
  app.get(
    '/api/v1/imports/:id/results.csv',
    { schema: { params: IdParams, tags }, config: { permission: 'imports.write' } },
    async ({ actor, params }, reply) => {
      const file = await readResultFile(actor, params.id);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${params.id}-results.csv"`)
        .send(file);
    },
  );
}

/** The body is read as it comes in, so no other route gets to know this kind of body. */
function uploadRoute(app: App, config: Config): void {
  app.register(async (scope) => {
    await scope.register(multipart, { limits: UPLOAD_LIMITS, throwFileSizeLimit: false });
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/api/v1/imports',
      {
        schema: {
          querystring: FamilyQuery,
          response: { 201: ImportRun },
          consumes: ['multipart/form-data'],
          description:
            'CSV files of up to 2 GB, or JSON of up to 50 MB; what they hold is found out and answered as a draft.',
          tags,
        },
        config: { permission: 'imports.write' },
      },
      async (request, reply) => {
        const files = await receiveFiles(request, config);
        try {
          const { family = null } = request.query;
          if (listImportObjects(family).length === 0) throw invalidField('family', 'is not known');
          const runId = await startImport(request.actor, files, { family });
          reply.code(201);
          return await viewImport(request.actor, runId);
        } catch (error) {
          await discardFiles(files);
          throw error;
        }
      },
    );
  });
}

function actRoutes(app: App): void {
  app.patch(
    '/api/v1/imports/:id',
    {
      schema: { params: IdParams, body: ImportChange, response: { 200: ImportRun }, tags },
      config: { permission: 'imports.write' },
    },
    async ({ actor, params, body }) => {
      await changeImport(actor, params.id, body);
      return viewImport(actor, params.id);
    },
  );
  app.post(
    '/api/v1/imports/:id/dry-run',
    {
      schema: { params: IdParams, response: { 202: ImportRun }, tags },
      config: { permission: 'imports.write' },
    },
    async ({ actor, params }, reply) => {
      await checkImport(actor, params.id);
      reply.code(202);
      return viewImport(actor, params.id);
    },
  );
  app.post(
    '/api/v1/imports/:id/run',
    {
      schema: { params: IdParams, response: { 202: ImportRun }, tags },
      config: { permission: 'imports.write' },
    },
    async ({ actor, params }, reply) => {
      await runImport(actor, params.id);
      reply.code(202);
      return viewImport(actor, params.id);
    },
  );
  app.post(
    '/api/v1/imports/:id/cancel',
    {
      schema: {
        params: IdParams,
        response: { 200: ImportRun },
        description: 'Stops within a thousand rows; what is written stays, and the import can go on later.',
        tags,
      },
      config: { permission: 'imports.write' },
    },
    async ({ actor, params }) => {
      await cancelImport(actor, params.id);
      return viewImport(actor, params.id);
    },
  );
}
