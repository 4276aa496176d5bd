import { z } from 'zod';
import { getOwnAffiliate } from '../../affiliates/index.ts';
import { dayIn } from '../../core/calendar.ts';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { readPortalFigures } from '../read-figures.ts';
import { PortalFigures } from '../schema/conversion.ts';
import { Coupon, Link, NewPortalLink } from '../schema/link.ts';
import { listActiveCouponsOf } from '../store/coupons.ts';
import { listActiveLinksOf } from '../store/links.ts';
import { addressOf } from './address.ts';
import { getLink } from './change-link.ts';
import { drawSvg } from './draw-qr.ts';
import { saveLink } from './save-link.ts';
import { viewLink } from './view-link.ts';

const PortalLinks = z.object({ links: z.array(Link), coupons: z.array(Coupon) });
const tags = ['Portal'];
const options = { permission: 'portal.use' };

/** What an affiliate sees and makes of their own. */
export function portalRoutes(app: App, { publicUrl }: Config): void {
  app.get(
    '/api/v1/portal/links',
    { schema: { response: { 200: PortalLinks }, tags }, config: options },
    async ({ actor }) => {
      const affiliate = await getOwnAffiliate(actor);
      const links = await listActiveLinksOf(actor.workspaceId, affiliate.id);
      const coupons = await listActiveCouponsOf(actor.workspaceId, affiliate.id);
      return { links: links.map((link) => viewLink(publicUrl, link)), coupons };
    },
  );
  app.post(
    '/api/v1/portal/links',
    { schema: { body: NewPortalLink, response: { 201: Link }, tags }, config: options },
    async (request, reply) => {
      const affiliate = await getOwnAffiliate(request.actor);
      if (affiliate.status !== 'active')
        throw conflict('affiliate_not_active', 'Links can be made once you are an active affiliate.');
      reply.code(201);
      const wanted = { ...request.body, affiliateId: affiliate.id };
      return viewLink(publicUrl, await saveLink(request.actor.workspaceId, wanted));
    },
  );
  app.get(
    '/api/v1/portal/links/:id/qr.svg',
    { schema: { params: z.object({ id: z.string() }), tags }, config: options },
    async (request, reply) => {
      const affiliate = await getOwnAffiliate(request.actor);
      const link = await getLink(request.actor.workspaceId, request.params.id);
      if (link.affiliateId !== affiliate.id) throw notFound('link');
      return reply.type('image/svg+xml').send(await drawSvg(addressOf(publicUrl, link)));
    },
  );
  app.get(
    '/api/v1/portal/figures',
    { schema: { response: { 200: PortalFigures }, tags }, config: options },
    async ({ actor }) => {
      const affiliate = await getOwnAffiliate(actor);
      const timeZone = (await findWorkspace(actor.workspaceId))?.timeZone ?? 'UTC';
      return readPortalFigures(actor.workspaceId, affiliate.id, timeZone, dayIn(timeZone, actor.now));
    },
  );
}
