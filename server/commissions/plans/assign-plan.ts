import { getOffer } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { upsertOfferPlan } from '../store/plans.ts';
import { changingPlans, getPlan } from './save-plan.ts';

/** From now on, sales under the offer earn by this plan. @throws Problem 404 for an unknown offer or plan. */
export async function assignPlan(workspaceId: string, offerId: string, planId: string): Promise<Date> {
  const assignedAt = now();
  await changingPlans(workspaceId, async () => {
    await getOffer(workspaceId, offerId);
    const plan = await getPlan(workspaceId, planId, assignedAt);
    if (plan.archivedAt) throw conflict('plan_archived', 'An archived plan cannot be given to an offer.');
    await upsertOfferPlan(workspaceId, offerId, planId, assignedAt);
  });
  return assignedAt;
}

export async function choosePlan(actor: Actor, offerId: string, planId: string) {
  authorize(actor, 'commissions.write');
  return inTransaction(async () => {
    const assignedAt = await assignPlan(actor.workspaceId, offerId, planId);
    await audit(actor, {
      action: 'offer.plan_assigned',
      objectType: 'offer',
      objectId: offerId,
      after: { planId },
    });
    return { offerId, planId, assignedAt };
  });
}
