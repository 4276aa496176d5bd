import { findAffiliate, getOwnAffiliate } from '../affiliates/index.ts';
import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { notFound } from '../core/problem.ts';
import { audit } from '../workspace/index.ts';
import type { OpenPayoutItem } from './schema.ts';
import { listOpenItems, pageOfLines, pageOfOwnLines } from './store/lines.ts';
import { listMinimums, upsertMinimum } from './store/minimums.ts';
import { findPayout } from './store/payouts.ts';

interface PageRequest {
  limit: number;
  cursor?: string;
}

/** The lines of a payout, the largest first. @throws Problem 404 */
export async function listPayoutLines(actor: Actor, id: string, query: PageRequest) {
  authorize(actor, 'payouts.read');
  if (!(await findPayout(actor.workspaceId, id))) throw notFound('payout');
  return pageOfLines(actor.workspaceId, id, query);
}

/** The signed-in affiliate's own payouts, once they are approved. */
export async function listOwnPayouts(actor: Actor, query: PageRequest) {
  const affiliate = await getOwnAffiliate(actor);
  return pageOfOwnLines(actor.workspaceId, affiliate.id, query);
}

/** Approved payments to one affiliate, or to all of them; the newest first. */
export async function listPayments(actor: Actor, affiliateId: string | null, query: PageRequest) {
  authorize(actor, 'payouts.read');
  return pageOfOwnLines(actor.workspaceId, affiliateId, query);
}

/** What payouts that are not paid yet would pay one affiliate, by commission. @throws Problem 404 */
export async function listOpenPayoutItems(actor: Actor, affiliateId: string): Promise<OpenPayoutItem[]> {
  authorize(actor, 'payouts.read');
  if (!(await findAffiliate(actor.workspaceId, affiliateId))) throw notFound('affiliate');
  return listOpenItems(actor.workspaceId, affiliateId);
}

/** Below the minimum an affiliate's balance waits for the next payout. */
export async function changeMinimum(actor: Actor, currency: string, amountMinor: number) {
  authorize(actor, 'payouts.create');
  return inTransaction(async () => {
    const before = (await listMinimums(actor.workspaceId)).find((minimum) => minimum.currency === currency);
    await upsertMinimum(actor.workspaceId, currency, amountMinor, actor.now);
    const after = { currency, amountMinor };
    const change = { objectType: 'payout_minimum', objectId: currency, before, after };
    await audit(actor, { action: 'payout_minimum.changed', ...change });
    return after;
  });
}
