import { getAffiliate, getOffer } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import type { NewCredit } from '../schema/conversion.ts';
import { getDecision } from '../store/sales.ts';
import { creditByHand } from './credit-by-hand.ts';

/**
 * Credits an affiliate with a sale, for a reason that is kept with the decision and on record. All of it, also where it was shared. Its commission follows.
 * The same credit again changes nothing.
 * @throws Problem 404; 409 `affiliate_not_active`.
 */
export async function creditSale(actor: Actor, saleId: string, credit: NewCredit): Promise<void> {
  authorize(actor, 'affiliates.approve');
  const { workspaceId } = actor;
  const { affiliateId, offerId, keepsCustomer, reason } = credit;
  await settleClicks(workspaceId);
  await inTransaction(async () => {
    const affiliate = await getAffiliate(workspaceId, affiliateId);
    if (affiliate.status !== 'active')
      throw conflict('affiliate_not_active', 'Only an active affiliate can be credited.');
    await getOffer(workspaceId, offerId);
    const before = await getDecision(workspaceId, saleId);
    const isTheirs = before.affiliateId === affiliateId && before.offerId === offerId;
    if (isTheirs && !before.shares) return;
    await creditByHand(workspaceId, saleId, {
      ...{ kind: 'manual', at: actor.now, affiliateId, offerId, keepsCustomer },
      ...{ note: reason, byName: actor.name },
    });
    await audit(actor, {
      action: 'sale.credited',
      objectType: 'sale',
      objectId: saleId,
      before: { affiliateId: before.affiliateId, offerId: before.offerId },
      after: { affiliateId, offerId, reason },
    });
  });
}
