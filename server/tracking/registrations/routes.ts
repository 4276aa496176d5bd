import { z } from 'zod';
import { getOwnAffiliate } from '../../affiliates/index.ts';
import type { App } from '../../core/http/server.ts';
import { PageQuery, pageOf } from '../../core/page.ts';
import {
  NewRegistration,
  NewRegistrationFor,
  OwnRegistration,
  Registration,
  RegistrationDetail,
  RegistrationQuery,
  RegistrationsAnswer,
  RegistrationsWish,
  RegistrationWish,
} from '../schema/registration.ts';
import { getRegistration, pageOfRegistrations } from '../store/registrations.ts';
import { decideRegistration, decideRegistrations } from './decide-registration.ts';
import { findEvidence } from './find-evidence.ts';
import { submitRegistration, submitRegistrationFor } from './submit-registration.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Registered customers'];
// The evidence names whoever in the company's records is like the registered one.
const read = { permission: 'links.read', needsAllRows: true };
const decide = { permission: 'affiliates.approve' };

export function registrationRoutes(app: App): void {
  readRoutes(app);
  decideRoutes(app);
  ownRoutes(app);
}

function readRoutes(app: App): void {
  app.get(
    '/api/v1/deal-registrations',
    {
      schema: { querystring: RegistrationQuery, response: { 200: pageOf(Registration) }, tags },
      config: read,
    },
    ({ actor, query }) => pageOfRegistrations(actor.workspaceId, query),
  );
  app.get(
    '/api/v1/deal-registrations/:id',
    { schema: { params: IdParams, response: { 200: RegistrationDetail }, tags }, config: read },
    async ({ actor, params }) => {
      const registration = await getRegistration(actor.workspaceId, params.id);
      return { ...registration, evidence: await findEvidence(actor.workspaceId, registration) };
    },
  );
}

function decideRoutes(app: App): void {
  app.post(
    '/api/v1/deal-registrations',
    {
      schema: { body: NewRegistrationFor, response: { 201: Registration }, tags },
      config: { permission: 'links.write' },
    },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return submitRegistrationFor(actor, body);
    },
  );
  app.post(
    '/api/v1/deal-registrations/:id/decision',
    {
      schema: { params: IdParams, body: RegistrationWish, response: { 200: Registration }, tags },
      config: decide,
    },
    ({ actor, params, body }) => decideRegistration(actor, params.id, body),
  );
  app.post(
    '/api/v1/deal-registrations/bulk/decision',
    { schema: { body: RegistrationsWish, response: { 200: RegistrationsAnswer }, tags }, config: decide },
    ({ actor, body }) => decideRegistrations(actor, body),
  );
}

function ownRoutes(app: App): void {
  const config = { permission: 'portal.use' };
  app.get(
    '/api/v1/portal/deal-registrations',
    {
      schema: { querystring: PageQuery, response: { 200: pageOf(OwnRegistration) }, tags: ['Portal'] },
      config,
    },
    async ({ actor, query }) => {
      const affiliate = await getOwnAffiliate(actor);
      const ofOwn = { ...query, affiliateId: affiliate.id, sort: 'created', direction: 'desc' } as const;
      return pageOfRegistrations(actor.workspaceId, ofOwn);
    },
  );
  app.post(
    '/api/v1/portal/deal-registrations',
    { schema: { body: NewRegistration, response: { 201: OwnRegistration }, tags: ['Portal'] }, config },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return submitRegistration(actor, body);
    },
  );
}
