import { z } from 'zod';
import type { Config } from '../core/config.ts';
import type { App } from '../core/http/server.ts';
import { pageOf } from '../core/page.ts';
import { changeOffer, createOffer } from './change-offer.ts';
import { changeAffiliate, createAffiliate } from './create-affiliate.ts';
import { decideOnAffiliate } from './decide-on-affiliate.ts';
import { groupRoutes } from './groups/routes.ts';
import { inviteAffiliates } from './invitations/invite-affiliates.ts';
import { previewInvitation } from './invitations/preview-invitation.ts';
import { viewAffiliate, withReachedRecords } from './reached-records.ts';
import { getOffer } from './save-offer.ts';
import { sayDiscount } from './say-discount.ts';
import {
  Affiliate,
  AffiliateChange,
  AffiliateCounts,
  AffiliateQuery,
  NewAffiliate,
  StatusReason,
} from './schema/affiliate.ts';
import {
  Invitation,
  InvitationDraft,
  InvitationOutcome,
  InvitationPreview,
  InvitationQuery,
  NewInvitations,
} from './schema/invitation.ts';
import { NewOffer, type Offer, OfferChange, OfferView } from './schema/offer.ts';
import { countAffiliatesByStatus, pageOfAffiliates } from './store/affiliates.ts';
import { pageOfInvitations } from './store/invitations.ts';
import { selectAllOffers } from './store/offers.ts';
import { portalRoutes, publicRoutes } from './visitor-routes.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Affiliates'];

export function affiliatesRoutes(app: App, config: Config): void {
  affiliateRoutes(app, config);
  exportRoute(app);
  groupRoutes(app);
  decisionRoutes(app, config);
  invitationRoutes(app, config);
  offerRoutes(app);
  publicRoutes(app, config);
  portalRoutes(app);
}

function affiliateRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/affiliates',
    {
      schema: { querystring: AffiliateQuery, response: { 200: pageOf(Affiliate) }, tags },
      config: { permission: 'affiliates.read' },
    },
    async ({ actor, query }) => {
      const page = await pageOfAffiliates(actor.workspaceId, query);
      return { ...page, data: await withReachedRecords(actor, page.data) };
    },
  );
  app.get(
    '/api/v1/affiliates/counts',
    {
      schema: { response: { 200: AffiliateCounts }, tags },
      config: { permission: 'affiliates.read' },
    },
    (request) => countAffiliatesByStatus(request.actor.workspaceId),
  );
  app.post(
    '/api/v1/affiliates',
    {
      schema: { body: NewAffiliate, response: { 201: Affiliate }, tags },
      config: { permission: 'affiliates.write' },
    },
    async (request, reply) => {
      reply.code(201);
      return createAffiliate(request.actor, config, request.body);
    },
  );
  app.get(
    '/api/v1/affiliates/:id',
    {
      schema: { params: IdParams, response: { 200: Affiliate }, tags },
      config: { permission: 'affiliates.read', shows: 'affiliate' },
    },
    ({ actor, params }) => viewAffiliate(actor, params.id),
  );
  app.patch(
    '/api/v1/affiliates/:id',
    {
      schema: { params: IdParams, body: AffiliateChange, response: { 200: Affiliate }, tags },
      config: { permission: 'affiliates.write' },
    },
    async ({ actor, params, body }) => {
      await changeAffiliate(actor, params.id, body);
      return viewAffiliate(actor, params.id);
    },
  );
}

function exportRoute(_app: App): void {}

/** Approval and suspension are resources: making one decides, deleting one takes the decision back. */
function decisionRoutes(app: App, config: Config): void {
  const decisions = [
    { method: 'POST', url: '/api/v1/affiliates/:id/approval', decision: 'approve' },
    { method: 'DELETE', url: '/api/v1/affiliates/:id/approval', decision: 'decline' },
    { method: 'POST', url: '/api/v1/affiliates/:id/suspension', decision: 'suspend' },
    { method: 'DELETE', url: '/api/v1/affiliates/:id/suspension', decision: 'reinstate' },
  ] as const;
  for (const { method, url, decision } of decisions) {
    app.route({
      method,
      url,
      schema: { params: IdParams, body: StatusReason.nullish(), response: { 200: Affiliate }, tags },
      config: { permission: 'affiliates.approve' },
      handler: (request) =>
        decideOnAffiliate(request.actor, config, {
          affiliateId: request.params.id,
          decision,
          reason: request.body?.reason,
        }),
    });
  }
}

function invitationRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/affiliate-invitations',
    {
      schema: { querystring: InvitationQuery, response: { 200: pageOf(Invitation) }, tags },
      config: { permission: 'affiliates.read' },
    },
    ({ actor, query }) => pageOfInvitations(actor, query, actor.now),
  );
  app.post(
    '/api/v1/affiliate-invitations',
    {
      schema: {
        body: NewInvitations,
        response: { 201: z.object({ data: z.array(InvitationOutcome) }) },
        tags,
      },
      config: { permission: 'affiliates.write' },
    },
    async (request, reply) => {
      reply.code(201);
      return { data: await inviteAffiliates(request.actor, config, request.body) };
    },
  );
  app.post(
    '/api/v1/affiliate-invitations/preview',
    {
      schema: { body: InvitationDraft, response: { 200: InvitationPreview }, tags },
      config: { permission: 'affiliates.write' },
    },
    (request) => previewInvitation(request.actor, request.body),
  );
}

function offerRoutes(app: App): void {
  app.get(
    '/api/v1/offers',
    {
      schema: { response: { 200: pageOf(OfferView) }, tags },
      config: { permission: 'affiliates.read' },
    },
    async ({ actor }) => ({
      data: (await selectAllOffers(actor.workspaceId)).map((offer) => viewOffer(offer, actor.locale)),
      nextCursor: null,
    }),
  );
  app.post(
    '/api/v1/offers',
    {
      schema: { body: NewOffer, response: { 201: OfferView }, tags },
      config: { permission: 'offers.write' },
    },
    async (request, reply) => {
      reply.code(201);
      return viewOffer(await createOffer(request.actor, request.body), request.actor.locale);
    },
  );
  app.get(
    '/api/v1/offers/:id',
    {
      schema: { params: IdParams, response: { 200: OfferView }, tags },
      config: { permission: 'affiliates.read' },
    },
    async ({ actor, params }) => viewOffer(await getOffer(actor.workspaceId, params.id), actor.locale),
  );
  app.patch(
    '/api/v1/offers/:id',
    {
      schema: { params: IdParams, body: OfferChange, response: { 200: OfferView }, tags },
      config: { permission: 'offers.write' },
    },
    async ({ actor, params, body }) => viewOffer(await changeOffer(actor, params.id, body), actor.locale),
  );
}

function viewOffer(offer: Offer, locale: string): OfferView {
  return { ...offer, friendGets: sayDiscount(offer.friendDiscount, locale) };
}
