import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { Currency } from '../../core/money.ts';
import { pageOf } from '../../core/page.ts';
import { changeGroupTerms, listGroupTerms } from './group-terms.ts';
import { changeOwnMinimum, requestPayout, viewOutlook } from './outlook.ts';
import { changeSchedule, viewSchedule } from './schedule.ts';
import {
  GroupTerms,
  GroupTermsChange,
  OwnMinimumChange,
  PayoutOutlook,
  PayoutRequest,
  PayoutTiming,
  Schedule,
  ScheduleChange,
} from './schema.ts';
import { viewOwnTiming, viewTiming } from './view-timing.ts';

const IdParams = z.object({ id: z.string() });

/** When affiliates are paid: their own minimums, their requests, and the monthly schedule. */
export function timingRoutes(app: App): void {
  portalRoutes(app);
  groupRoutes(app);
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

/** What a group has of its own, and what comes of it for an affiliate. */
function groupRoutes(app: App): void {
  const tags = ['Payouts'];
  app.get(
    '/api/v1/payout-group-terms',
    { schema: { response: { 200: pageOf(GroupTerms) }, tags }, config: { permission: 'payouts.read' } },
    async ({ actor }) => ({ data: await listGroupTerms(actor), nextCursor: null }),
  );
  app.put(
    '/api/v1/affiliate-groups/:id/payout-terms',
    {
      schema: { params: IdParams, body: GroupTermsChange, response: { 200: GroupTerms }, tags },
      config: { permission: 'payouts.create' },
    },
    ({ actor, params, body }) => changeGroupTerms(actor, params.id, body),
  );
  app.get(
    '/api/v1/affiliates/:id/payout-timing',
    {
      schema: { params: IdParams, response: { 200: PayoutTiming }, tags },
      config: { permission: 'payouts.read' },
    },
    ({ actor, params }) => viewTiming(actor, params.id),
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
  app.get(
    '/api/v1/portal/payout-timing',
    { schema: { response: { 200: PayoutTiming }, tags }, config },
    ({ actor }) => viewOwnTiming(actor),
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
