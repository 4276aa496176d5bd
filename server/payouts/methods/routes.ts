import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { isFreshSignIn, requireFreshSignIn } from '../../workspace/index.ts';
import { changeOwnMethod } from './change-method.ts';
import { AffiliateMethods, NewMethod, OwnMethods } from './schema.ts';
import { viewAffiliateMethods, viewOwnMethods } from './view-methods.ts';

export function methodRoutes(app: App): void {
  app.get(
    '/api/v1/affiliates/:id/payout-methods',
    {
      schema: {
        params: z.object({ id: z.string() }),
        response: { 200: AffiliateMethods },
        tags: ['Payouts'],
      },
      config: { permission: 'payouts.read' },
    },
    ({ actor, params }) => viewAffiliateMethods(actor, params.id),
  );
  app.get(
    '/api/v1/portal/payout-methods',
    { schema: { response: { 200: OwnMethods }, tags: ['Portal'] }, config: { permission: 'portal.use' } },
    async (request) => ({
      ...(await viewOwnMethods(request.actor)),
      needsSignIn: !(await isFreshSignIn(request)),
    }),
  );
  app.put(
    '/api/v1/portal/payout-method',
    {
      schema: { body: NewMethod, response: { 200: AffiliateMethods }, tags: ['Portal'] },
      config: { permission: 'portal.use' },
    },
    async (request) => {
      await requireFreshSignIn(request);
      return changeOwnMethod(request.actor, request.body);
    },
  );
}
