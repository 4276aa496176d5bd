import type { Affiliate } from '../../../affiliates/index.ts';
import { toWireId } from '../wire-ids.ts';

/** A partner as commissions and payouts name it. */
export function describePayee(affiliateId: string, affiliate: Affiliate | undefined) {
  return {
    id: toWireId('affiliate', affiliateId),
    name: affiliate?.name ?? affiliateId,
    email: affiliate?.email ?? null,
    image: null,
    payoutsEnabledAt: null,
    country: affiliate?.country ?? null,
    tenantId: affiliate?.externalId ?? null,
    defaultPayoutMethod: 'paypal',
  };
}
