import { getAffiliate } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { audit } from '../../workspace/index.ts';
import { grantRewards } from './grant-rewards.ts';
import type { RewardGrant } from './schema.ts';

/** A person gives a reward, with the reason that the affiliate reads; it waits for nothing. @returns its id. @throws Problem 404 */
export async function grantByHand(actor: Actor, grant: RewardGrant): Promise<string> {
  authorize(actor, 'commissions.write');
  const { workspaceId, now: at } = actor;
  return inTransaction(async () => {
    await getAffiliate(workspaceId, grant.affiliateId);
    const nobody = { offerId: null, customerId: null, commissionId: null, planId: null, planVersion: null };
    const reward = {
      ...{ ...grant, ...nobody, sourceKey: `manual:${newId('grt')}`, occasion: 'manual' as const },
      ...{ earnedAt: at, releaseAt: at, needsApproval: false },
    };
    const [id = ''] = await grantRewards(workspaceId, [reward], at);
    await audit(actor, { action: 'reward.granted', objectType: 'reward', objectId: id, after: grant });
    return id;
  });
}
