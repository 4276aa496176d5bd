import { findAffiliate, getOffer } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { type Coupon, type CouponChange, NewCoupon } from '../schema/link.ts';
import { findCoupon, findCouponByCode, insertCoupon, updateCoupon } from '../store/coupons.ts';

/**
 * Gives a coupon code to an affiliate; the same code for the same affiliate and offer is given back.
 * @throws Problem 404 (affiliate, offer), 409 `coupon_taken`, 422.
 */
export async function saveCoupon(workspaceId: string, input: NewCoupon): Promise<Coupon> {
  const { expiresAt = null, promotionCodeId = null, ...wanted } = NewCoupon.parse(input);
  return inTransaction(async () => {
    await getOffer(workspaceId, wanted.offerId);
    if (!(await findAffiliate(workspaceId, wanted.affiliateId))) throw notFound('affiliate');
    const created = await insertCoupon(workspaceId, { ...wanted, promotionCodeId, expiresAt });
    if (created) return created;
    const existing = await findCouponByCode(workspaceId, wanted.code);
    const isSame = existing?.affiliateId === wanted.affiliateId && existing.offerId === wanted.offerId;
    if (!existing || !isSame) throw conflict('coupon_taken', 'This code is taken.');
    return existing;
  });
}

/** @throws Problem 404 */
export async function changeCoupon(actor: Actor, id: string, change: CouponChange): Promise<Coupon> {
  authorize(actor, 'links.write');
  return inTransaction(async () => {
    const before = await findCoupon(actor.workspaceId, id);
    if (!before) throw notFound('coupon');
    await updateCoupon(actor.workspaceId, id, change);
    await audit(actor, {
      action: 'coupon.changed',
      objectType: 'coupon',
      objectId: id,
      before,
      after: change,
    });
    return { ...before, ...change };
  });
}
