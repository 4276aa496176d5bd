import type { Config } from '../../../core/config.ts';
import type { App } from '../../../core/http/server.ts';
import { LinkFile, LinkFileAnswer, LinksChange, LinksChangeAnswer } from '../../schema/link-bulk.ts';
import { changeLinks } from './change-links.ts';
import { makeLinks, previewLinks } from './make-links.ts';

/** Four bytes for each character that a table may have, and the quotes around them. */
const BODY_LIMIT_BYTES = 9_000_000;
const tags = ['Links'];
const write = { permission: 'links.write' };

export function linkBulkRoutes(app: App, config: Config): void {
  const fileSchema = { body: LinkFile, tags };
  app.post(
    '/api/v1/links/bulk/preview',
    {
      bodyLimit: BODY_LIMIT_BYTES,
      schema: { ...fileSchema, response: { 200: LinkFileAnswer } },
      config: write,
    },
    ({ actor, body }) => previewLinks(actor, config, body.content),
  );
  app.post(
    '/api/v1/links/bulk',
    {
      bodyLimit: BODY_LIMIT_BYTES,
      schema: { ...fileSchema, response: { 201: LinkFileAnswer } },
      config: write,
    },
    (request, reply) => {
      reply.code(201);
      return makeLinks(request.actor, config, request.body.content);
    },
  );
  app.post(
    '/api/v1/links/bulk/change',
    { schema: { body: LinksChange, response: { 200: LinksChangeAnswer }, tags }, config: write },
    async ({ actor, body }) => ({ changedCount: await changeLinks(actor, body) }),
  );
}
