import { z } from 'zod';
import { now } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import type { App } from '../core/http/server.ts';
import { applyToProgram, viewProgram } from './apply-to-program.ts';
import { acceptInvitation, viewInvitation } from './invitations/accept-invitation.ts';
import { acceptTerms, changePortalProfile, viewPortalProfile } from './portal-profile.ts';
import { Application } from './schema/affiliate.ts';
import { Acceptance, Accepted, InvitationPage, ProgramPage, TokenParams } from './schema/invitation.ts';
import { PortalProfile, PortalProfileChange, TermsAcceptance } from './schema/portal.ts';

const tags = ['Portal'];
const SlugParams = z.object({ slug: z.string().min(1).max(100) });
/** By address: guessing a token or filling the list of applications takes for ever. */
const forms = { permission: 'public', rateLimit: { max: 20, timeWindow: '1 minute' } };

/** For people without a login: an invitation's page and the program's form. */
export function publicRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/public/invitations/:token',
    {
      schema: { params: TokenParams, response: { 200: InvitationPage }, tags },
      config: { permission: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } },
    },
    (request) => viewInvitation(request.params.token, now()),
  );
  app.post(
    '/api/v1/public/invitations/:token/acceptance',
    { schema: { params: TokenParams, body: Acceptance, response: { 200: Accepted }, tags }, config: forms },
    (request) => acceptInvitation(config, request.params.token, request.body, now()),
  );
  app.get(
    '/api/v1/public/programs/:slug',
    {
      schema: { params: SlugParams, response: { 200: ProgramPage }, tags },
      config: { permission: 'public' },
    },
    (request) => viewProgram(request.params.slug),
  );
  app.post(
    '/api/v1/public/programs/:slug/applications',
    {
      schema: {
        params: SlugParams,
        body: Application,
        response: { 202: z.object({ status: z.literal('received') }) },
        tags,
      },
      config: forms,
    },
    async (request, reply) => {
      await applyToProgram(config, request.params.slug, request.body, now());
      reply.code(202);
      return { status: 'received' as const };
    },
  );
}

/** For the affiliate who is signed in. */
export function portalRoutes(app: App): void {
  app.get(
    '/api/v1/portal/me',
    { schema: { response: { 200: PortalProfile }, tags }, config: { permission: 'portal.use' } },
    (request) => viewPortalProfile(request.actor),
  );
  app.patch(
    '/api/v1/portal/me',
    {
      schema: { body: PortalProfileChange, response: { 200: PortalProfile }, tags },
      config: { permission: 'portal.use' },
    },
    (request) => changePortalProfile(request.actor, request.body),
  );
  app.post(
    '/api/v1/portal/terms-acceptances',
    {
      schema: { body: TermsAcceptance, response: { 200: PortalProfile }, tags },
      config: { permission: 'portal.use' },
    },
    (request) => acceptTerms(request.actor, request.body),
  );
}
