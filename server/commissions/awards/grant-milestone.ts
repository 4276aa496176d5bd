import { addDays } from 'date-fns/addDays';
import { type MilestoneStep, milestoneKey } from '../plans/milestone-schema.ts';
import { termsOfOffer } from '../plans/remembered-terms.ts';
import type { VersionRow } from '../store/plans.ts';
import { rewardOf, roomInBudget } from './budget.ts';
import { grantAward } from './grant-awards.ts';
import type { AwardReason } from './schema.ts';

/** A milestone that any plan has ever promised something for. */
export interface Milestone {
  key: string;
  step: MilestoneStep;
  currency: string;
}

/** Each once, whatever several plans and versions give for it. */
export function promisedMilestones(versions: VersionRow[]): Milestone[] {
  const promised = versions.flatMap((terms) =>
    (rewardOf(terms, 'milestone')?.steps ?? []).flatMap((step) =>
      terms.currency ? [{ key: milestoneKey(step, terms.currency), step, currency: terms.currency }] : [],
    ),
  );
  return [...new Map(promised.map((milestone) => [milestone.key, milestone])).values()];
}

export function sourceKeyOf(customerId: string, { key }: Milestone): string {
  return `${customerId}:${key}`;
}

interface Reached {
  customerId: string;
  affiliateId: string;
  offerId: string;
  at: Date;
}

/**
 * Gives what the plan of the offer promised for a milestone when it was reached, if anything and if the budget of that month
 * leaves all of it: once for a customer and milestone, for ever.
 */
export async function grantMilestone(
  workspaceId: string,
  milestone: Milestone,
  { customerId, affiliateId, offerId, at }: Reached,
): Promise<void> {
  const terms = await termsOfOffer(workspaceId, offerId, at);
  const reward = rewardOf(terms, 'milestone');
  const step = reward?.steps.find((own) => milestoneKey(own, terms?.currency ?? null) === milestone.key);
  if (!terms?.currency || !reward || !step) return;
  const { amountMinor } = step;
  if ((await roomInBudget(workspaceId, terms, reward, at)) < amountMinor) return;
  await grantAward(workspaceId, {
    kind: 'milestone',
    sourceKey: sourceKeyOf(customerId, milestone),
    ...{ affiliateId, offerId, customerId, amountMinor },
    earnedAt: at,
    plan: { planId: terms.planId, version: terms.version },
    currency: terms.currency,
    releaseAt: addDays(at, terms.holdDays),
    needsApproval: terms.needsApproval,
    reason: reasonOf(step),
  });
}

function reasonOf(step: MilestoneStep): AwardReason {
  if (step.at === 'health') return { code: step.band, values: {} };
  if (step.at === 'onboarded') return { code: step.at, values: {} };
  if (step.at === 'paid') return { code: 'paid', values: { paidMinor: step.paidMinor } };
  return { code: step.at, values: { count: step.count } };
}
