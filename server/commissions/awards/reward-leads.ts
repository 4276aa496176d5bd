import { addDays } from 'date-fns/addDays';
import type { DomainEvent } from '../../core/events.ts';
import { termsOfOffer } from '../plans/remembered-terms.ts';
import { rewardOf, roomInBudget } from './budget.ts';
import { grantAward } from './grant-awards.ts';

/** What `lead.recorded` tells; `occurredAt` is an ISO text. */
export interface LeadRecorded {
  customerId: string;
  affiliateId: string | null;
  offerId: string | null;
  occurredAt: string;
}

/**
 * Where the plan of the offer pays for leads, the first lead of a referred customer earns, once for ever and in the lead's
 * own transaction. What would go beyond the month's budget is not given.
 */
export async function rewardLeads(events: DomainEvent<LeadRecorded>[]): Promise<void> {
  for (const { workspaceId, payload } of events) {
    const { customerId, affiliateId, offerId } = payload;
    if (!affiliateId || !offerId) continue;
    const earnedAt = new Date(payload.occurredAt);
    const terms = await termsOfOffer(workspaceId, offerId, earnedAt);
    const reward = rewardOf(terms, 'lead');
    if (!terms?.currency || !reward) continue;
    const { amountMinor } = reward;
    if ((await roomInBudget(workspaceId, terms, reward, earnedAt)) < amountMinor) continue;
    await grantAward(workspaceId, {
      ...{ kind: 'lead', sourceKey: customerId, affiliateId, offerId, customerId, amountMinor, earnedAt },
      plan: { planId: terms.planId, version: terms.version },
      currency: terms.currency,
      releaseAt: addDays(earnedAt, terms.holdDays),
      needsApproval: terms.needsApproval,
      reason: { code: 'first', values: {} },
    });
  }
}
