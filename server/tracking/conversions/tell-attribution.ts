import { emit } from '../../core/events.ts';
import type { CustomerRow } from '../store/conversions.ts';

/** Tells whose customer it has become. */
export async function tellAttribution(before: CustomerRow, after: CustomerRow): Promise<void> {
  if (after.affiliate_id === before.affiliate_id) return;
  await emit(after.workspace_id, 'customer.attributed', {
    customerId: after.id,
    affiliateId: after.affiliate_id,
    offerId: after.offer_id,
    previousAffiliateId: before.affiliate_id,
    attributedAt: after.attributed_at,
  });
}
