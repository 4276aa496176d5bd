import { emitAll } from '../../core/events.ts';
import type { CustomerRow } from '../store/conversions.ts';

/** Tells whose customers they have become. */
export async function tellAttributions(
  workspaceId: string,
  customers: { before: CustomerRow; after: CustomerRow }[],
): Promise<void> {
  const moved = customers.filter(({ before, after }) => after.affiliate_id !== before.affiliate_id);
  await emitAll(
    workspaceId,
    'customer.attributed',
    moved.map(({ before, after }) => ({
      customerId: after.id,
      affiliateId: after.affiliate_id,
      offerId: after.offer_id,
      previousAffiliateId: before.affiliate_id,
      attributedAt: after.attributed_at,
    })),
  );
}
