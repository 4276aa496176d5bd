import { type Affiliate, getAffiliate, getOwnAffiliate } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { listMethods } from '../store/methods.ts';
import type { AffiliateMethods } from './schema.ts';

/** How an affiliate is and was paid, for staff. @throws Problem 404 */
export async function viewAffiliateMethods(actor: Actor, affiliateId: string): Promise<AffiliateMethods> {
  authorize(actor, 'payouts.read');
  return viewMethods(actor.workspaceId, await getAffiliate(actor.workspaceId, affiliateId));
}

/** How the signed-in affiliate is and was paid. */
export async function viewOwnMethods(actor: Actor): Promise<AffiliateMethods> {
  return viewMethods(actor.workspaceId, await getOwnAffiliate(actor));
}

/** Account numbers are there with their last four digits only. */
export async function viewMethods(workspaceId: string, affiliate: Affiliate): Promise<AffiliateMethods> {
  const rows = await listMethods(workspaceId, affiliate.id);
  const history = rows.map(({ sealedAccount: _sealed, affiliateId: _affiliate, ...method }) => method);
  return {
    current: history.find(({ replacedAt }) => replacedAt === null) ?? null,
    fallbackRecipient: affiliate.payoutEmail ?? affiliate.email,
    history,
  };
}
