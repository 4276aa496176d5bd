import type { App } from '../../../core/http/server.ts';
import { encodeCursor } from '../../../core/page.ts';
import { changeReferredCustomer, pageOfReferredCustomers } from '../../../tracking/index.ts';
import { getPartner } from '../find-partner.ts';
import { fromWireId, toWireId } from '../wire-ids.ts';
import { describeCustomers, getCustomer } from './describe-customer.ts';
import { CustomerCorrection, CustomerParams, CustomerQuery, ExpandQuery } from './schema.ts';

export function customerRoutes(app: App): void {
  app.get(
    '/customers',
    { schema: { querystring: CustomerQuery, hide: true }, config: { permission: 'links.read' } },
    async ({ actor: { workspaceId }, query }) => {
      const { partnerId, programId, startingAfter } = query;
      const { data } = await pageOfReferredCustomers(workspaceId, {
        limit: query.pageSize,
        cursor: startingAfter && encodeCursor({ value: null, id: fromWireId('customer', startingAfter) }),
        affiliateId: partnerId && (await getPartner(workspaceId, { partnerId })).id,
        offerId: programId && fromWireId('offer', programId),
        email: query.email?.toLowerCase(),
        externalId: query.externalId,
      });
      return describeCustomers(workspaceId, data, query.includeExpandedFields);
    },
  );
  app.get(
    '/customers/:id',
    {
      schema: { params: CustomerParams, querystring: ExpandQuery, hide: true },
      config: { permission: 'links.read' },
    },
    async ({ actor: { workspaceId }, params, query }) => {
      const customer = await getCustomer(workspaceId, params.id);
      const [described] = await describeCustomers(workspaceId, [customer], query.includeExpandedFields);
      return described;
    },
  );
  app.patch(
    '/customers/:id',
    {
      schema: { params: CustomerParams, querystring: ExpandQuery, body: CustomerCorrection, hide: true },
      config: { permission: 'events.write' },
    },
    async ({ actor, params, query, body }) => {
      const { id } = await getCustomer(actor.workspaceId, params.id);
      const { avatar, ...rest } = body;
      const change = { ...rest, ...(avatar === undefined ? {} : { avatarUrl: avatar }) };
      const customer = await changeReferredCustomer(actor, id, change);
      const [described] = await describeCustomers(actor.workspaceId, [customer], query.includeExpandedFields);
      return described;
    },
  );
  app.delete(
    '/customers/:id',
    { schema: { params: CustomerParams, hide: true }, config: { permission: 'events.write' } },
    async ({ actor, params }) => {
      const { id } = await getCustomer(actor.workspaceId, params.id);
      // What the books and the affiliates' figures rest on stays; who it was goes.
      await changeReferredCustomer(actor, id, { name: null, email: null, avatarUrl: null });
      return { id: toWireId('customer', id) };
    },
  );
}
