import { addDays } from 'date-fns/addDays';
import { now } from '../../core/clock.ts';
import type { DomainEvent } from '../../core/events.ts';
import type { LeadRecorded } from '../awards/reward-leads.ts';
import { termsOfOffer, traitsOf } from '../plans/remembered-terms.ts';
import { promisesOf } from './earn-rewards.ts';
import { grantRewards } from './grant-rewards.ts';

/** Grants what the plan of the offer gives beside money for the first lead of a referred customer, once for ever. */
export async function rewardLeadsInKind(events: DomainEvent<LeadRecorded>[]): Promise<void> {
  if (!(await traitsOf(events[0]?.workspaceId ?? '')).hasNonCash) return;
  for (const { workspaceId, payload } of events) {
    const { customerId, affiliateId, offerId } = payload;
    if (!affiliateId || !offerId) continue;
    const earnedAt = new Date(payload.occurredAt);
    const terms = await termsOfOffer(workspaceId, offerId, earnedAt);
    if (!terms) continue;
    const rewards = promisesOf(terms)
      .filter(({ on }) => on === 'lead')
      .map(({ what }) => ({
        ...{ sourceKey: `lead:${customerId}:${what.kind}`, occasion: 'lead' as const, what },
        ...{ affiliateId, offerId, customerId, commissionId: null },
        ...{ planId: terms.planId, planVersion: terms.version, currency: terms.currency, reason: null },
        ...{ earnedAt, releaseAt: addDays(earnedAt, terms.holdDays), needsApproval: false },
      }));
    await grantRewards(workspaceId, rewards, now());
  }
}
