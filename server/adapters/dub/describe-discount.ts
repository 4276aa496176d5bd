import type { FriendDiscount } from '../../affiliates/index.ts';
import { toWireId } from './wire-ids.ts';

const BASIS_POINTS_A_PERCENT = 100;
/** How its clients count the months of a discount: none for the first payment alone, null for ever. */
const ONCE = 0;

/** An offer's promise to the friend as Dub's clients know a discount; null where there is none. */
export function describeDiscount(offerId: string, discount: FriendDiscount | null) {
  if (!discount) return null;
  const { kind, duration, months, promotionCodeId } = discount;
  return {
    id: toWireId('discount', offerId),
    amount: kind === 'percent' ? discount.basisPoints / BASIS_POINTS_A_PERCENT : discount.amountMinor,
    type: kind === 'percent' ? 'percentage' : 'flat',
    maxDuration: duration === 'once' ? ONCE : months,
    description: discount.text || null,
    couponId: promotionCodeId,
    couponTestId: null,
  };
}
