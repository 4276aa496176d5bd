import { z } from 'zod';
import type { Config } from '../core/config.ts';
import type { App } from '../core/http/server.ts';
import { PageQuery } from '../core/page.ts';
import { PLATFORM_KEYS, platformOf } from './platforms/platforms.ts';
import { NewTakeover, PlatformView, TakeoverPage, TakeoverView } from './schema.ts';
import { startTakeover } from './start-takeover.ts';
import { undoTakeover } from './undo-takeover.ts';
import { listTakeovers, viewTakeover } from './view-takeover.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Take-overs'];

export function takeoverRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/takeover-platforms',
    {
      schema: { response: { 200: z.object({ data: z.array(PlatformView) }) }, tags },
      config: { permission: 'affiliates.approve' },
    },
    async () => ({ data: PLATFORM_KEYS.map((key) => ({ key, ...platformOf(key) })).map(toView) }),
  );
  app.get(
    '/api/v1/takeovers',
    {
      schema: { querystring: PageQuery, response: { 200: TakeoverPage }, tags },
      config: { permission: 'affiliates.read', needsAllRows: true },
    },
    ({ actor, query }) => listTakeovers(actor, query),
  );
  app.get(
    '/api/v1/takeovers/:id',
    {
      schema: { params: IdParams, response: { 200: TakeoverView }, tags },
      config: { permission: 'affiliates.read', needsAllRows: true },
    },
    ({ actor, params }) => viewTakeover(actor, params.id),
  );
  app.post(
    '/api/v1/takeovers',
    {
      schema: {
        body: NewTakeover,
        response: { 201: TakeoverView },
        description:
          'The import is an upload with `family` set to the platform; it is tried and run as every import.',
        tags,
      },
      config: { permission: 'affiliates.approve' },
    },
    async ({ actor, body }, reply) => {
      const id = await startTakeover(actor, body);
      reply.code(201);
      return viewTakeover(actor, id);
    },
  );
  app.post(
    '/api/v1/takeovers/:id/undo',
    {
      schema: { params: IdParams, response: { 200: TakeoverView }, tags },
      config: { permission: 'affiliates.approve' },
    },
    async ({ actor, params }) => {
      await undoTakeover(actor, config, params.id);
      return viewTakeover(actor, params.id);
    },
  );
}

function toView({
  key,
  name,
  files,
}: { key: PlatformView['key'] } & ReturnType<typeof platformOf>): PlatformView {
  const { affiliates, links, customers, commissions } = files;
  return {
    key,
    name,
    files: {
      affiliates: [...affiliates],
      links: [...links],
      customers: [...customers],
      commissions: [...commissions],
    },
  };
}
