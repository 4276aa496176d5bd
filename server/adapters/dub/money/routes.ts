import { z } from 'zod';
import type { App } from '../../../core/http/server.ts';
import { changeCommission, changeCommissions } from './change-commission.ts';
import { createCommission } from './create-commission.ts';
import { listWireCommissions } from './list-commissions.ts';
import { listWirePayouts } from './list-payouts.ts';
import {
  CommissionChange,
  CommissionQuery,
  CommissionsDecision,
  NewWireCommission,
  PayoutQuery,
} from './schema.ts';

const CommissionParams = z.object({ id: z.string() });

export function moneyRoutes(app: App): void {
  app.get(
    '/commissions',
    { schema: { querystring: CommissionQuery, hide: true }, config: { permission: 'commissions.read' } },
    ({ actor, query }) => listWireCommissions(actor, query),
  );
  app.post(
    '/commissions',
    { schema: { body: NewWireCommission, hide: true }, config: { permission: 'affiliates.approve' } },
    async ({ actor, body }, reply) => {
      reply.code(202);
      await createCommission(actor, body);
      return { success: true, message: 'The commission is booked.' };
    },
  );
  app.patch(
    '/commissions/bulk',
    { schema: { body: CommissionsDecision, hide: true }, config: { permission: 'commissions.write' } },
    ({ actor, body }) => changeCommissions(actor, body.commissionIds, body.status),
  );
  app.patch(
    '/commissions/:id',
    {
      schema: { params: CommissionParams, body: CommissionChange, hide: true },
      config: { permission: 'commissions.write' },
    },
    ({ actor, params, body }) => changeCommission(actor, params.id, body),
  );
  app.get(
    '/payouts',
    { schema: { querystring: PayoutQuery, hide: true }, config: { permission: 'payouts.read' } },
    ({ actor, query }) => listWirePayouts(actor, query),
  );
}
