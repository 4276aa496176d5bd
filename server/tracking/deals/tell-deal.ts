import { getAffiliate } from '../../affiliates/index.ts';
import { emit } from '../../core/events.ts';
import { appendTimeline } from '../../customers/index.ts';
import type { DealStatus } from '../schema/deal.ts';
import type { DealRow } from '../store/deals.ts';

/** What `deal.submitted` and `deal.changed` tell. */
export interface DealEvent {
  dealId: string;
  affiliateId: string;
  offerId: string;
  company: string;
  status: DealStatus;
  /** Null for a new one. */
  previousStatus: DealStatus | null;
  reason: string | null;
  accountId: string | null;
  expiresAt: string;
}

/** Tells other rooms, and the account's timeline, of a new state. Call in the act's transaction. */
export async function tellDeal(
  workspaceId: string,
  deal: DealRow,
  previousStatus: DealStatus | null,
  at: Date,
): Promise<void> {
  const { id: dealId, affiliateId, offerId, company, status, reason, accountId, expiresAt } = deal;
  await emit<DealEvent>(workspaceId, previousStatus ? 'deal.changed' : 'deal.submitted', {
    ...{ dealId, affiliateId, offerId, company, status, previousStatus, reason, accountId },
    expiresAt: expiresAt.toISOString(),
  });
  if (!previousStatus || !accountId) return;
  const affiliate = await getAffiliate(workspaceId, affiliateId);
  await appendTimeline(workspaceId, [
    {
      ...{ accountId, personId: deal.personId, at, kind: 'deal' },
      sourceId: `${dealId}:${status}:${at.toISOString()}`,
      code: `tracking:timeline.deal_${status}`,
      values: { affiliate: affiliate.name },
    },
  ]);
}
