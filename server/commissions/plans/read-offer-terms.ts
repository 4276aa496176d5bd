import type { PlanTerms } from '../schema.ts';
import { listPlanRows } from '../store/plans.ts';

/** Which terms hold for an offer now: its own plan's, else the default plan's, else none. */
export async function readOfferTerms(workspaceId: string): Promise<(offerId: string) => PlanTerms | null> {
  const plans = await listPlanRows(workspaceId);
  const byOffer = new Map(plans.flatMap((plan) => plan.offerIds.map((offerId) => [offerId, plan] as const)));
  const standard = plans.find(({ isDefault }) => isDefault) ?? null;
  return (offerId) => byOffer.get(offerId) ?? standard;
}
