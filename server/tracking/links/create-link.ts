import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { audit } from '../../workspace/index.ts';
import type { Coupon, NewCoupon, NewLink } from '../schema/link.ts';
import type { LinkRow } from '../store/links.ts';
import { saveCoupon } from './save-coupon.ts';
import { saveLink } from './save-link.ts';

/** `saveLink` by a member of staff or an API key, on record. */
export async function createLink(actor: Actor, wanted: NewLink): Promise<LinkRow> {
  authorize(actor, 'links.write');
  return inTransaction(async () => {
    const link = await saveLink(actor.workspaceId, wanted);
    await audit(actor, { action: 'link.created', objectType: 'link', objectId: link.id, after: link });
    return link;
  });
}

/** `saveCoupon` by a member of staff or an API key, on record. */
export async function createCoupon(actor: Actor, wanted: NewCoupon): Promise<Coupon> {
  authorize(actor, 'links.write');
  return inTransaction(async () => {
    const coupon = await saveCoupon(actor.workspaceId, wanted);
    await audit(actor, {
      action: 'coupon.created',
      objectType: 'coupon',
      objectId: coupon.id,
      after: coupon,
    });
    return coupon;
  });
}
