import multipart from '@fastify/multipart';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { IdParams } from '../schema/query.ts';
import { addFile, deleteFile, renameFile, restoreFile } from './keep-files.ts';
import { listFiles, readContent } from './read-files.ts';
import { FILE_LIMITS, receiveFile } from './receive-file.ts';
import { FileChange, FilePlace, FileQuery, StoredFile } from './schema.ts';

const tags = ['Files'];
const canRead = { permission: 'accounts.read' };
const canWrite = { permission: 'accounts.write' };
const answersFile = { response: { 200: StoredFile }, tags };

export function fileRoutes(app: App): void {
  uploadRoute(app);
  app.get(
    '/api/v1/files',
    { schema: { querystring: FileQuery, response: { 200: pageOf(StoredFile) }, tags }, config: canRead },
    ({ actor, query }) => listFiles(actor, query),
  );
  app.get(
    '/api/v1/files/:id/content',
    { schema: { params: IdParams, tags }, config: canRead },
    async ({ actor, params }, reply) => {
      const { file, content } = await readContent(actor, params.id);
      // Never shown in our own page: what somebody uploaded may hold scripts.
      return reply
        .type(file.mediaType)
        .header('content-security-policy', 'sandbox')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .send(content);
    },
  );
  app.patch(
    '/api/v1/files/:id',
    { schema: { params: IdParams, body: FileChange, ...answersFile }, config: canWrite },
    ({ actor, params, body }) => renameFile(actor, params.id, body),
  );
  app.delete(
    '/api/v1/files/:id',
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config: canWrite },
    async ({ actor, params }, reply) => {
      await deleteFile(actor, params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/v1/files/:id/restoration',
    { schema: { params: IdParams, ...answersFile }, config: canWrite },
    ({ actor, params }) => restoreFile(actor, params.id),
  );
}

/** The body is read as it comes in, so no other route gets to know this kind of body. */
function uploadRoute(app: App): void {
  app.register(async (scope) => {
    await scope.register(multipart, { limits: FILE_LIMITS, throwFileSizeLimit: false });
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/api/v1/files',
      {
        schema: {
          querystring: FilePlace,
          response: { 201: StoredFile },
          consumes: ['multipart/form-data'],
          description:
            'One file of up to 25 MB. Sent again to the same place under the same name, it is the one that is there.',
          tags,
        },
        config: canWrite,
      },
      async (request, reply) => {
        const file = await addFile(request.actor, request.query, await receiveFile(request));
        reply.code(201);
        return file;
      },
    );
  });
}
