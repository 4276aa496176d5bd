import { onAnnouncement } from '../../core/announce.ts';
import {
  findOfferPlan,
  type OfferPlan,
  type PlanTraits,
  readPlanTraits,
  type VersionRow,
} from '../store/plans.ts';
import { versionAt } from './version-at.ts';

export const PLANS_CHANGED = 'commissions.plans-changed';
const MAX_REMEMBERED = 10_000;

const remembered = new Map<string, OfferPlan>();
const rememberedTraits = new Map<string, PlanTraits>();
onAnnouncement(PLANS_CHANGED, forgetTerms);

/**
 * The terms that held for an offer when a sale happened, from memory after the first sale: booking then costs one
 * statement.
 */
export async function termsOfOffer(
  workspaceId: string,
  offerId: string,
  soldAt: Date,
): Promise<VersionRow | null> {
  const plan = await planOfOffer(workspaceId, offerId);
  return plan && versionAt(plan.versions, soldAt);
}

async function planOfOffer(workspaceId: string, offerId: string): Promise<OfferPlan | null> {
  const key = `${workspaceId} ${offerId}`;
  const known = remembered.get(key);
  if (known) return known;
  const plan = await findOfferPlan(workspaceId, offerId);
  if (!plan || plan.isUncommitted) return plan;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, plan);
  return plan;
}

/** What the plans of a workspace look at, from memory in the same way. */
export async function traitsOf(workspaceId: string): Promise<PlanTraits> {
  const known = rememberedTraits.get(workspaceId);
  if (known) return known;
  const traits = await readPlanTraits(workspaceId);
  if (traits.isUncommitted) return traits;
  if (rememberedTraits.size >= MAX_REMEMBERED) rememberedTraits.clear();
  rememberedTraits.set(workspaceId, traits);
  return traits;
}

export function forgetTerms(): void {
  remembered.clear();
  rememberedTraits.clear();
}
