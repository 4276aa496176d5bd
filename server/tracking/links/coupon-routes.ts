import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { Coupon, CouponChange, CouponQuery, NewCoupon } from '../schema/link.ts';
import { pageOfCoupons } from '../store/coupons.ts';
import { createCoupon } from './create-link.ts';
import { changeCoupon } from './save-coupon.ts';

const tags = ['Coupons'];

export function couponRoutes(app: App): void {
  app.get(
    '/api/v1/coupons',
    {
      schema: { querystring: CouponQuery, response: { 200: pageOf(Coupon) }, tags },
      config: { permission: 'links.read' },
    },
    ({ actor, query }) => pageOfCoupons(actor.workspaceId, query),
  );
  app.post(
    '/api/v1/coupons',
    { schema: { body: NewCoupon, response: { 201: Coupon }, tags }, config: { permission: 'links.write' } },
    (request, reply) => {
      reply.code(201);
      return createCoupon(request.actor, request.body);
    },
  );
  app.patch(
    '/api/v1/coupons/:id',
    {
      schema: { params: z.object({ id: z.string() }), body: CouponChange, response: { 200: Coupon }, tags },
      config: { permission: 'links.write' },
    },
    ({ actor, params, body }) => changeCoupon(actor, params.id, body),
  );
}
