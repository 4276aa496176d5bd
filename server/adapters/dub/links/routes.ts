import { z } from 'zod';
import type { Actor } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import { inTransaction } from '../../../core/db.ts';
import type { App } from '../../../core/http/server.ts';
import { encodeCursor } from '../../../core/page.ts';
import { notFound } from '../../../core/problem.ts';
import {
  countLinks,
  findLinkByAddress,
  getLink,
  type LinkRow,
  pageOfLinks,
} from '../../../tracking/index.ts';
import { codeOf, toWireProblem } from '../errors.ts';
import { getPartner } from '../find-partner.ts';
import { fromWireId } from '../wire-ids.ts';
import { describeLinks } from './describe-link.ts';
import {
  NewWireLink,
  NewWireLinks,
  WireLinkChange,
  WireLinkIds,
  WireLinkKey,
  WireLinkQuery,
  WireLinksChange,
} from './schema.ts';
import {
  changeWireLink,
  createWireLink,
  removeWireLink,
  toWantedLink,
  upsertWireLink,
} from './write-link.ts';

const LinkParams = z.object({ linkId: z.string() });
const CountQuery = WireLinkQuery.omit({ startingAfter: true, pageSize: true });
const read = { permission: 'links.read' };
const write = { permission: 'links.write' };

export function linkRoutes(app: App, config: Config): void {
  readingRoutes(app, config);
  writingRoutes(app, config);
  bulkRoutes(app, config);
}

function readingRoutes(app: App, config: Config): void {
  app.get(
    '/links',
    { schema: { querystring: WireLinkQuery, hide: true }, config: read },
    async ({ actor, query }) => {
      const after = query.startingAfter && fromWireId('link', query.startingAfter);
      const { data } = await pageOfLinks(actor.workspaceId, {
        ...(await filterOf(actor, query)),
        limit: query.pageSize,
        cursor: after ? encodeCursor({ value: null, id: after }) : undefined,
      });
      return describeLinks(actor.workspaceId, config, data);
    },
  );
  app.get(
    '/links/count',
    { schema: { querystring: CountQuery, hide: true }, config: read },
    async ({ actor, query }) => countLinks(actor.workspaceId, await filterOf(actor, query)),
  );
  app.get(
    '/links/info',
    { schema: { querystring: WireLinkKey, hide: true }, config: read },
    async ({ actor, query }) => one(actor, config, await findByKey(actor, config, query)),
  );
}

function writingRoutes(app: App, config: Config): void {
  app.post('/links', { schema: { body: NewWireLink, hide: true }, config: write }, async ({ actor, body }) =>
    one(actor, config, await createWireLink(actor, config, await toWantedLink(actor, body))),
  );
  app.put(
    '/links/upsert',
    { schema: { body: NewWireLink, hide: true }, config: write },
    async ({ actor, body }) =>
      one(actor, config, await upsertWireLink(actor, config, await toWantedLink(actor, body))),
  );
  app.patch(
    '/links/:linkId',
    { schema: { params: LinkParams, body: WireLinkChange, hide: true }, config: write },
    async ({ actor, params, body }) =>
      one(actor, config, await changeWireLink(actor, fromWireId('link', params.linkId), body)),
  );
  app.delete(
    '/links/:linkId',
    { schema: { params: LinkParams, hide: true }, config: write },
    ({ actor, params }) => removeWireLink(actor, params.linkId),
  );
}

function bulkRoutes(app: App, config: Config): void {
  app.post(
    '/links/bulk',
    { schema: { body: NewWireLinks, hide: true }, config: write },
    async ({ actor, body }) => {
      const answers: unknown[] = [];
      for (const link of body) answers.push(await createOrSay(actor, config, link));
      return answers;
    },
  );
  app.patch(
    '/links/bulk',
    { schema: { body: WireLinksChange, hide: true }, config: write },
    async ({ actor, body }) => {
      const changed = await inTransaction(async () => {
        const links: LinkRow[] = [];
        for (const id of body.linkIds)
          links.push(await changeWireLink(actor, fromWireId('link', id), body.data));
        return links;
      });
      return describeLinks(actor.workspaceId, config, changed);
    },
  );
  app.delete(
    '/links/bulk',
    { schema: { querystring: WireLinkIds, hide: true }, config: write },
    async ({ actor, query }) => {
      const ids = query.linkIds.split(',').filter(Boolean);
      await inTransaction(async () => {
        for (const id of ids) await removeWireLink(actor, id);
      });
      return { deletedCount: ids.length };
    },
  );
}

async function one(actor: Actor, config: Config, link: LinkRow) {
  const [described] = await describeLinks(actor.workspaceId, config, [link]);
  return described;
}

async function createOrSay(actor: Actor, config: Config, link: unknown) {
  try {
    const wanted = await toWantedLink(actor, NewWireLink.parse(link));
    return await one(actor, config, await createWireLink(actor, config, wanted));
  } catch (error) {
    const problem = toWireProblem(error);
    return { link, error: problem.message, code: codeOf(problem) };
  }
}

async function filterOf(actor: Actor, query: z.infer<typeof CountQuery>) {
  const hasPartner = query.partnerId || query.tenantId;
  return {
    affiliateId: hasPartner ? (await getPartner(actor.workspaceId, query)).id : undefined,
    offerId: query.programId && fromWireId('offer', query.programId),
    status: query.showArchived ? undefined : ('active' as const),
  };
}

async function findByKey(
  actor: Actor,
  config: Config,
  { linkId, domain = '', key }: WireLinkKey,
): Promise<LinkRow> {
  if (linkId) return getLink(actor.workspaceId, fromWireId('link', linkId));
  const ownDomain = domain === new URL(config.publicUrl).host ? '' : domain.toLowerCase();
  const link = key ? await findLinkByAddress(ownDomain, key.toLowerCase(), actor.workspaceId) : null;
  if (!link) throw notFound('link');
  return link;
}
