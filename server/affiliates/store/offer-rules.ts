import { db } from '../../core/db.ts';
import type { OfferRule } from '../schema/offer.ts';

/** Every rule that any offer of the workspace ever had, by the time from which it holds. */
export async function selectOfferRules(workspaceId: string): Promise<OfferRule[]> {
  const rows = await db()
    .selectFrom('affiliates.offerRules')
    .select([
      'offerId',
      'validFrom',
      'clickModel',
      'windowDays',
      'couponFirst',
      'isLifetime',
      'protectsCustomers',
      'winnerBasisPoints',
    ])
    .where('workspaceId', '=', workspaceId)
    .orderBy('validFrom')
    .execute();
  return rows as OfferRule[];
}
