import { listPlanRows } from '../store/plans.ts';
import type { PlanTerms } from './schema.ts';
import { versionAt } from './version-at.ts';

/** Which terms hold for an offer at a moment: its own plan's, else the default plan's, else none. */
export async function readOfferTerms(
  workspaceId: string,
  at: Date,
): Promise<(offerId: string) => PlanTerms | null> {
  const plans = await listPlanRows(workspaceId);
  const byOffer = new Map(plans.flatMap((plan) => plan.offerIds.map((offerId) => [offerId, plan] as const)));
  const standard = plans.find(({ isDefault }) => isDefault);
  return (offerId) => {
    const plan = byOffer.get(offerId) ?? standard;
    return plan ? versionAt(plan.versions, at) : null;
  };
}
