import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import type { DomainEvent } from '../../core/events.ts';
import { traitsOf } from '../plans/remembered-terms.ts';
import { listCustomersOfSales } from '../store/milestones.ts';
import {
  findLossCause,
  listCustomersOfCommissions,
  listKeptSales,
  lockCustomerRewards,
  lockRewardsOfSales,
  markLost,
  rewriteReward,
  type StandingReward,
} from '../store/non-cash.ts';
import { earnRewards } from './earn-rewards.ts';
import { grantRewards } from './grant-rewards.ts';
import type { NewReward } from './schema.ts';

/** What `sale.recorded`, `sale.attributed` and `sale.refunded` tell that matters here. */
export async function settleSales(events: DomainEvent<{ saleId: string }>[]): Promise<void> {
  const workspaceId = events[0]?.workspaceId ?? '';
  if (!(await traitsOf(workspaceId)).hasNonCash) return;
  const saleIds = events.map(({ payload }) => payload.saleId);
  await settleCustomers(workspaceId, await listCustomersOfSales(workspaceId, saleIds));
}

/** Whatever was decided about commissions. */
export async function settleCommissions(events: DomainEvent<{ commissionId: string }>[]): Promise<void> {
  const workspaceId = events[0]?.workspaceId ?? '';
  if (!(await traitsOf(workspaceId)).hasNonCash) return;
  const ids = events.map(({ payload }) => payload.commissionId);
  await settleCustomers(workspaceId, await listCustomersOfCommissions(workspaceId, ids));
}

/**
 * What the kept sales of these customers earn beside money, once for each source. What nobody has given yet follows the
 * facts alone: it goes with the credit, is lost when the sale is, and comes back when the sale does. What was given stays with
 * whom it was given to, and only tells that it is not earned any more.
 */
export async function settleCustomers(workspaceId: string, customerIds: string[]): Promise<void> {
  for (const customerId of customerIds) await inTransaction(() => settle(workspaceId, customerId, now()));
}

async function settle(workspaceId: string, customerId: string, at: Date): Promise<void> {
  await lockCustomerRewards(workspaceId, customerId);
  const earned = earnRewards(await listKeptSales(workspaceId, customerId));
  const standing = await lockRewardsOfSales(workspaceId, customerId);
  const byKey = new Map(standing.map((reward) => [reward.sourceKey, reward]));
  for (const reward of earned) {
    const known = byKey.get(reward.sourceKey);
    if (known) await follow(workspaceId, known, reward, at);
  }
  await grantRewards(
    workspaceId,
    earned.filter(({ sourceKey }) => !byKey.has(sourceKey)),
    at,
  );
  const isEarned = new Set(earned.map(({ sourceKey }) => sourceKey));
  for (const reward of standing) if (!isEarned.has(reward.sourceKey)) await lose(workspaceId, reward, at);
}

async function follow(
  workspaceId: string,
  known: StandingReward,
  reward: NewReward,
  at: Date,
): Promise<void> {
  if (!known.isGiven) {
    const isAsBefore = known.commissionId === reward.commissionId && !known.lostBecause;
    if (!isAsBefore) await rewriteReward(workspaceId, known.id, reward);
  } else if (known.affiliateId !== reward.affiliateId)
    await markLost(workspaceId, known.id, { because: 'moved', at });
  else if (known.lostBecause) await markLost(workspaceId, known.id, null);
}

async function lose(workspaceId: string, reward: StandingReward, at: Date): Promise<void> {
  const because = await findLossCause(workspaceId, reward.commissionId);
  if (because !== reward.lostBecause) await markLost(workspaceId, reward.id, { because, at });
}
