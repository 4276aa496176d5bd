import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { Currency } from '../../core/money.ts';
import { changeOwnMinimum, requestPayout, viewOutlook } from './outlook.ts';
import { changeSchedule, viewSchedule } from './schedule.ts';
import { OwnMinimumChange, PayoutOutlook, PayoutRequest, Schedule, ScheduleChange } from './schema.ts';

/** When affiliates are paid: their own minimums, their requests, and the monthly schedule. */
export function timingRoutes(app: App): void {
  portalRoutes(app);
  app.get(
    '/api/v1/payout-schedule',
    { schema: { response: { 200: Schedule }, tags: ['Payouts'] }, config: { permission: 'payouts.read' } },
    ({ actor }) => viewSchedule(actor),
  );
  app.put(
    '/api/v1/payout-schedule',
    {
      schema: { body: ScheduleChange, response: { 200: Schedule }, tags: ['Payouts'] },
      config: { permission: 'payouts.create' },
    },
    ({ actor, body }) => changeSchedule(actor, body.dayOfMonth),
  );
}

function portalRoutes(app: App): void {
  const config = { permission: 'portal.use' };
  const tags = ['Portal'];
  app.get(
    '/api/v1/portal/payout-outlook',
    { schema: { response: { 200: PayoutOutlook }, tags }, config },
    ({ actor }) => viewOutlook(actor),
  );
  app.put(
    '/api/v1/portal/payout-minimums/:currency',
    {
      schema: {
        params: z.object({ currency: Currency }),
        body: OwnMinimumChange,
        response: { 200: PayoutOutlook },
        tags,
      },
      config,
    },
    ({ actor, params, body }) => changeOwnMinimum(actor, params.currency, body.amountMinor),
  );
  app.post(
    '/api/v1/portal/payout-requests',
    { schema: { body: PayoutRequest, response: { 201: PayoutOutlook }, tags }, config },
    (request, reply) => {
      reply.code(201);
      return requestPayout(request.actor, request.body.currency);
    },
  );
}
