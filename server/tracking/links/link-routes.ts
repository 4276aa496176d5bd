import { z } from 'zod';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { readTargetFigures } from '../read-figures.ts';
import { Link, LinkChange, LinkQuery, NewLink, TargetFigures } from '../schema/link.ts';
import { pageOfLinks } from '../store/links.ts';
import { addressOf } from './address.ts';
import { changeLink, deleteLink, getLink } from './change-link.ts';
import { createLink } from './create-link.ts';
import { drawPng, drawSvg } from './draw-qr.ts';
import { viewLink } from './view-link.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Links'];
const QR_FORMATS = { svg: 'image/svg+xml', png: 'image/png' } as const;

export function linkRoutes(app: App, { publicUrl }: Config): void {
  app.get(
    '/api/v1/links',
    {
      schema: { querystring: LinkQuery, response: { 200: pageOf(Link) }, tags },
      config: { permission: 'links.read' },
    },
    async ({ actor, query }) => {
      const { data, nextCursor } = await pageOfLinks(actor.workspaceId, query);
      return { data: data.map((link) => viewLink(publicUrl, link)), nextCursor };
    },
  );
  app.post(
    '/api/v1/links',
    { schema: { body: NewLink, response: { 201: Link }, tags }, config: { permission: 'links.write' } },
    async (request, reply) => {
      reply.code(201);
      return viewLink(publicUrl, await createLink(request.actor, request.body));
    },
  );
  app.get(
    '/api/v1/links/:id',
    { schema: { params: IdParams, response: { 200: Link }, tags }, config: { permission: 'links.read' } },
    async ({ actor, params }) => viewLink(publicUrl, await getLink(actor.workspaceId, params.id)),
  );
  app.get(
    '/api/v1/links/:id/targets',
    {
      schema: { params: IdParams, response: { 200: TargetFigures }, tags },
      config: { permission: 'links.read' },
    },
    ({ actor, params }) => readTargetFigures(actor.workspaceId, params.id),
  );
  app.patch(
    '/api/v1/links/:id',
    {
      schema: { params: IdParams, body: LinkChange, response: { 200: Link }, tags },
      config: { permission: 'links.write' },
    },
    async ({ actor, params, body }) => viewLink(publicUrl, await changeLink(actor, params.id, body)),
  );
  app.delete(
    '/api/v1/links/:id',
    {
      schema: { params: IdParams, response: { 204: z.null() }, tags },
      config: { permission: 'links.write' },
    },
    async (request, reply) => {
      await deleteLink(request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
  for (const format of ['svg', 'png'] as const) {
    app.get(
      `/api/v1/links/:id/qr.${format}`,
      {
        schema: { params: IdParams, tags, produces: [QR_FORMATS[format]] },
        config: { permission: 'links.read' },
      },
      async (request, reply) => {
        const link = await getLink(request.actor.workspaceId, request.params.id);
        const address = addressOf(publicUrl, link);
        return reply
          .type(QR_FORMATS[format])
          .send(format === 'svg' ? await drawSvg(address) : await drawPng(address));
      },
    );
  }
}
