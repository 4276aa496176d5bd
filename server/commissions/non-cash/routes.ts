import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { PageQuery, pageOf } from '../../core/page.ts';
import { grantByHand } from './grant-by-hand.ts';
import { cancelReward, handOver, undoHandover } from './hand-over.ts';
import { listRewards, viewOwnRewards, viewReward } from './list-rewards.ts';
import {
  listRedemptions,
  redeemPoints,
  undoRedemption,
  viewOwnRedemptions,
  viewPoints,
} from './redeem-points.ts';
import {
  Handover,
  HandoverResult,
  OwnRedemption,
  OwnReward,
  OwnRewards,
  PointsBalance,
  Redemption,
  RedemptionInput,
  RedemptionQuery,
  Reward,
  RewardCancellation,
  RewardGrant,
  RewardQuery,
} from './schema.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Rewards'];
const read = { permission: 'commissions.read' };
const write = { permission: 'commissions.write' };

export function nonCashRoutes(app: App): void {
  rewardRoutes(app);
  handoverRoutes(app);
  pointRoutes(app);
  ownRoutes(app);
}

function rewardRoutes(app: App): void {
  app.get(
    '/api/v1/rewards',
    { schema: { querystring: RewardQuery, response: { 200: pageOf(Reward) }, tags }, config: read },
    ({ actor, query }) => listRewards(actor, query),
  );
  app.get(
    '/api/v1/rewards/:id',
    { schema: { params: IdParams, response: { 200: Reward }, tags }, config: read },
    ({ actor, params }) => viewReward(actor, params.id),
  );
  app.post(
    '/api/v1/rewards',
    { schema: { body: RewardGrant, response: { 201: Reward }, tags }, config: write },
    async ({ actor, body }, reply) => {
      const id = await grantByHand(actor, body);
      reply.code(201);
      return viewReward(actor, id);
    },
  );
}

function handoverRoutes(app: App): void {
  app.post(
    '/api/v1/rewards/handovers',
    { schema: { body: Handover, response: { 200: HandoverResult }, tags }, config: write },
    ({ actor, body }) => handOver(actor, body),
  );
  app.delete(
    '/api/v1/rewards/:id/handover',
    { schema: { params: IdParams, response: { 200: Reward }, tags }, config: write },
    async ({ actor, params }) => {
      await undoHandover(actor, params.id);
      return viewReward(actor, params.id);
    },
  );
  app.post(
    '/api/v1/rewards/:id/cancellation',
    {
      schema: { params: IdParams, body: RewardCancellation, response: { 200: Reward }, tags },
      config: write,
    },
    async ({ actor, params, body }) => {
      await cancelReward(actor, params.id, body.reason);
      return viewReward(actor, params.id);
    },
  );
}

function pointRoutes(app: App): void {
  app.get(
    '/api/v1/points',
    { schema: { response: { 200: z.object({ data: z.array(PointsBalance) }) }, tags }, config: read },
    async ({ actor }) => ({ data: await viewPoints(actor) }),
  );
  app.get(
    '/api/v1/redemptions',
    { schema: { querystring: RedemptionQuery, response: { 200: pageOf(Redemption) }, tags }, config: read },
    ({ actor, query }) => listRedemptions(actor, query),
  );
  app.post(
    '/api/v1/redemptions',
    { schema: { body: RedemptionInput, response: { 201: Redemption }, tags }, config: write },
    (request, reply) => {
      reply.code(201);
      return redeemPoints(request.actor, request.body);
    },
  );
  app.delete(
    '/api/v1/redemptions/:id',
    { schema: { params: IdParams, response: { 200: Redemption }, tags }, config: write },
    ({ actor, params }) => undoRedemption(actor, params.id),
  );
}

function ownRoutes(app: App): void {
  const config = { permission: 'portal.use' };
  app.get(
    '/api/v1/portal/rewards',
    {
      schema: {
        querystring: PageQuery,
        response: { 200: pageOf(OwnReward).extend(OwnRewards.shape) },
        tags: ['Portal'],
      },
      config,
    },
    ({ actor, query }) => viewOwnRewards(actor, query),
  );
  app.get(
    '/api/v1/portal/redemptions',
    {
      schema: { querystring: PageQuery, response: { 200: pageOf(OwnRedemption) }, tags: ['Portal'] },
      config,
    },
    ({ actor, query }) => viewOwnRedemptions(actor, query),
  );
}
