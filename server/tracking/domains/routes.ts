import { z } from 'zod';
import type { Config } from '../../core/config.ts';
import type { App } from '../../core/http/server.ts';
import { Domain, DomainList, NewDomain } from '../schema/domain.ts';
import { LinkDomain } from '../schema/link.ts';
import { addDomain, getDomain, removeDomain } from './change-domains.ts';
import { checkDomain } from './check-domain.ts';
import { listDomainsWithRecords } from './list-domains.ts';

const HostParams = z.object({ host: LinkDomain });
const CHECKS_PER_MINUTE = 20;
const tags = ['Link domains'];

export function domainRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/link-domains',
    { schema: { response: { 200: DomainList }, tags }, config: { permission: 'links.read' } },
    async ({ actor }) => ({ data: await listDomainsWithRecords(actor.workspaceId, config) }),
  );
  app.post(
    '/api/v1/link-domains',
    { schema: { body: NewDomain, response: { 201: Domain }, tags }, config: { permission: 'links.write' } },
    ({ actor, body }, reply) => {
      reply.code(201);
      return addDomain(actor, config, body.host);
    },
  );
  app.post(
    '/api/v1/link-domains/:host/check',
    {
      schema: { params: HostParams, response: { 200: Domain }, tags },
      config: {
        permission: 'links.write',
        rateLimit: { max: CHECKS_PER_MINUTE, timeWindow: '1 minute' },
      },
    },
    async ({ actor, params: { host } }) => {
      await checkDomain(actor, config, host);
      return getDomain(actor.workspaceId, config, host);
    },
  );
  app.delete(
    '/api/v1/link-domains/:host',
    {
      schema: { params: HostParams, response: { 204: z.null() }, tags },
      config: { permission: 'links.write' },
    },
    async (request, reply) => {
      await removeDomain(request.actor, request.params.host);
      return reply.code(204).send(null);
    },
  );
}
