import type { Actor } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import type { App } from '../../../core/http/server.ts';
import { type LinkRow, listLinksOf } from '../../../tracking/index.ts';
import { getPartner } from '../find-partner.ts';
import { describeLinks, describePartnerLinks } from '../links/describe-link.ts';
import { createWireLink, upsertWireLink, type WantedLink } from '../links/write-link.ts';
import { getProgram } from '../program.ts';
import { toWireId } from '../wire-ids.ts';
import { approveApplication, listApplications, rejectApplication } from './applications.ts';
import { describePartners } from './describe-partner.ts';
import { listPartners } from './list-partners.ts';
import { savePartner, suspendPartner } from './save-partner.ts';
import {
  ApplicationApproval,
  ApplicationQuery,
  ApplicationRejection,
  NewPartner,
  NewPartnerLink,
  PartnerBan,
  PartnerDeactivation,
  PartnerLinkQuery,
  PartnerQuery,
} from './schema.ts';

export function partnerRoutes(app: App, config: Config): void {
  app.get(
    '/partners',
    { schema: { querystring: PartnerQuery, hide: true }, config: { permission: 'affiliates.read' } },
    ({ actor, query }) => listPartners(actor, config, query),
  );
  app.post(
    '/partners',
    { schema: { body: NewPartner, hide: true }, config: { permission: 'affiliates.write' } },
    async ({ actor, body }, reply) => {
      reply.code(201);
      const partner = await savePartner(actor, config, body);
      const [described] = await describePartners(actor.workspaceId, config, [partner]);
      return described;
    },
  );
  applicationRoutes(app, config);
  standingRoutes(app, config);
  partnerLinkRoutes(app, config);
}

function applicationRoutes(app: App, config: Config): void {
  app.get(
    '/partners/applications',
    { schema: { querystring: ApplicationQuery, hide: true }, config: { permission: 'affiliates.read' } },
    ({ actor, query }) => listApplications(actor, query),
  );
  app.post(
    '/partners/applications/approve',
    { schema: { body: ApplicationApproval, hide: true }, config: { permission: 'affiliates.approve' } },
    async ({ actor, body: { partnerId } }) => {
      await approveApplication(actor, config, partnerId);
      return { partnerId };
    },
  );
  app.post(
    '/partners/applications/reject',
    { schema: { body: ApplicationRejection, hide: true }, config: { permission: 'affiliates.approve' } },
    async ({ actor, body }) => {
      await rejectApplication(actor, config, body);
      return { partnerId: body.partnerId };
    },
  );
}

function standingRoutes(app: App, config: Config): void {
  app.post(
    '/partners/ban',
    { schema: { body: PartnerBan, hide: true }, config: { permission: 'affiliates.approve' } },
    async ({ actor, body }) => {
      const partner = await getPartner(actor.workspaceId, body);
      await suspendPartner(actor, config, partner, body.reason);
      return { partnerId: toWireId('affiliate', partner.id) };
    },
  );
  app.post(
    '/partners/deactivate',
    { schema: { body: PartnerDeactivation, hide: true }, config: { permission: 'affiliates.approve' } },
    async ({ actor, body }) => {
      const partner = await getPartner(actor.workspaceId, body);
      await suspendPartner(actor, config, partner, undefined);
      return { partnerId: toWireId('affiliate', partner.id) };
    },
  );
}

function partnerLinkRoutes(app: App, config: Config): void {
  app.get(
    '/partners/links',
    { schema: { querystring: PartnerLinkQuery, hide: true }, config: { permission: 'links.read' } },
    async ({ actor, query }) => {
      const partner = await getPartner(actor.workspaceId, query);
      const links = await listLinksOf(actor.workspaceId, partner.id);
      return describePartnerLinks(actor.workspaceId, config, links);
    },
  );
  app.post(
    '/partners/links',
    { schema: { body: NewPartnerLink, hide: true }, config: { permission: 'links.write' } },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return one(actor, config, await createWireLink(actor, config, await toWanted(actor, body)));
    },
  );
  app.put(
    '/partners/links/upsert',
    { schema: { body: NewPartnerLink, hide: true }, config: { permission: 'links.write' } },
    async ({ actor, body }) =>
      one(actor, config, await upsertWireLink(actor, config, await toWanted(actor, body))),
  );
}

async function toWanted(actor: Actor, { url, key, linkProps, ...ids }: NewPartnerLink): Promise<WantedLink> {
  const partner = await getPartner(actor.workspaceId, ids);
  return { ...linkProps, url, key, partner, program: await getProgram(actor.workspaceId) };
}

async function one(actor: Actor, config: Config, link: LinkRow) {
  const [described] = await describeLinks(actor.workspaceId, config, [link]);
  return described;
}
