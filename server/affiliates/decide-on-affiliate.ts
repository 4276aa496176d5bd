import { type Actor, authorize } from '../core/actor.ts';
import type { Config } from '../core/config.ts';
import { inTransaction } from '../core/db.ts';
import { conflict, notFound } from '../core/problem.ts';
import { changeStatus } from './change-status.ts';
import { mailApproval, openPortal } from './open-portal.ts';
import { type Decision, statusAfter } from './rules.ts';
import type { Affiliate } from './schema/affiliate.ts';
import { findAffiliateForUpdate } from './store/affiliates.ts';

interface Wish {
  affiliateId: string;
  decision: Decision;
  reason?: string;
}

/**
 * Approves, declines, suspends or reinstates.
 * @throws Problem 404, or 409 when the affiliate's status does not allow it.
 */
export async function decideOnAffiliate(actor: Actor, config: Config, wish: Wish): Promise<Affiliate> {
  authorize(actor, 'affiliates.approve');
  return inTransaction(async () => {
    const affiliate = await findAffiliateForUpdate(actor.workspaceId, wish.affiliateId);
    if (!affiliate) throw notFound('affiliate');
    const status = statusAfter(affiliate.status, wish.decision);
    if (!status) {
      throw conflict(
        'affiliate_status',
        `This affiliate is ${affiliate.status}, so that cannot be done now.`,
      );
    }
    const changed = await changeStatus(actor, affiliate, status, wish.reason ?? null);
    if (wish.decision !== 'approve') return changed;
    await mailApproval(actor.workspaceId, config, changed);
    return openPortal(actor.workspaceId, changed);
  });
}
