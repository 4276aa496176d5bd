import type { Actor } from '../core/actor.ts';
import { emit } from '../core/events.ts';
import { appendTimeline, writeAccountFigures } from '../customers/index.ts';
import { audit } from '../workspace/index.ts';
import type { Affiliate, AffiliateStatus } from './schema/affiliate.ts';
import { findActiveAffiliateOfAccount, updateAffiliateStatus } from './store/affiliates.ts';

/** Writes a new status with everything that follows from it, in the act's transaction. */
export async function changeStatus(
  actor: Actor,
  affiliate: Affiliate,
  status: AffiliateStatus,
  reason: string | null = null,
): Promise<Affiliate> {
  const { workspaceId } = actor;
  const change = { status, statusReason: reason, statusChangedAt: actor.now };
  await updateAffiliateStatus(workspaceId, affiliate.id, change);
  await audit(actor, {
    action: `affiliate.${status}`,
    objectType: 'affiliate',
    objectId: affiliate.id,
    before: { status: affiliate.status },
    after: { status, reason },
  });
  await tellCustomers(actor, affiliate, status);
  await emit(workspaceId, 'affiliate.status_changed', { affiliateId: affiliate.id, status });
  if (status === 'active') await emit(workspaceId, 'affiliate.approved', { affiliateId: affiliate.id });
  return { ...affiliate, ...change };
}

/** The account's page shows who of it is an affiliate, and when that changed. */
async function tellCustomers(actor: Actor, affiliate: Affiliate, status: AffiliateStatus): Promise<void> {
  const { accountId, personId } = affiliate;
  if (!accountId && !personId) return;
  await appendTimeline(actor.workspaceId, [
    {
      ...(accountId ? { accountId } : {}),
      ...(personId ? { personId } : {}),
      at: actor.now,
      kind: 'affiliate_status',
      sourceId: `${affiliate.id}:${actor.now.toISOString()}:${status}`,
      code: `affiliates:timeline.${status}`,
      values: { name: affiliate.name },
    },
  ]);
  if (accountId) await writeAffiliateOfAccount(actor.workspaceId, accountId);
}

export async function writeAffiliateOfAccount(workspaceId: string, accountId: string): Promise<void> {
  const affiliateId = await findActiveAffiliateOfAccount(workspaceId, accountId);
  await writeAccountFigures(workspaceId, [{ accountId, affiliateId }]);
}
