import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import type { KeptSale } from '../non-cash/earn-rewards.ts';
import type { LossCause } from '../non-cash/kinds.ts';
import type { NewReward } from '../non-cash/schema.ts';
import { isMoved } from './corrections.ts';
import { isWonStill, refundedPart } from './kept-sales.ts';
import { listVersions } from './plans.ts';

/** A reward of a customer's sales as it stands. */
export interface StandingReward {
  id: string;
  sourceKey: string;
  affiliateId: string;
  commissionId: string | null;
  lostBecause: LossCause | null;
  isGiven: boolean;
}

/** What the sales of a customer earn is settled by one after the other, until the transaction ends. */
export async function lockCustomerRewards(workspaceId: string, customerId: string): Promise<void> {
  const key = `non-cash:${workspaceId}:${customerId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db());
}

/** In the order of sales, with the terms that each was booked under. */
export async function listKeptSales(workspaceId: string, customerId: string): Promise<KeptSale[]> {
  const { rows } = await sql<Omit<KeptSale, 'terms'> & { planId: string | null; planVersion: number | null }>`
    select id as commission_id, sale_id, affiliate_id, offer_id, customer_id, sold_at, plan_id, plan_version
    from commissions.commissions commission
    where workspace_id = ${workspaceId} and customer_id = ${customerId} and ${isWonStill} and ${refundedPart} < 1
    order by sold_at, sale_external_id`.execute(db());
  const planIds = [...new Set(rows.flatMap((row) => row.planId ?? []))];
  const versions = planIds.length > 0 ? await listVersions(workspaceId, planIds) : [];
  return rows.map(({ planId, planVersion, ...sale }) => {
    const terms = versions.find((one) => one.planId === planId && one.version === planVersion);
    return { ...sale, terms: terms ?? null };
  });
}

export async function listCustomersOfCommissions(workspaceId: string, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`
    select distinct customer_id from commissions.commissions
    where workspace_id = ${workspaceId} and id = any(${ids}) and kind = 'sale' order by 1`.execute(db());
  return rows.map(({ customerId }) => customerId);
}

/** Locks first and reads afterwards, so that what somebody gave meanwhile is seen. */
export async function lockRewardsOfSales(workspaceId: string, customerId: string): Promise<StandingReward[]> {
  const ofSales = sql`workspace_id = ${workspaceId} and customer_id = ${customerId} and occasion in ('first_sale', 'sale')`;
  await sql`select from commissions.non_cash_rewards where ${ofSales} order by id for update`.execute(db());
  const { rows } = await sql<StandingReward>`
    select id, source_key, affiliate_id, commission_id, lost_because,
      exists (select from commissions.handovers handover where handover.workspace_id = reward.workspace_id
        and handover.reward_id = reward.id and withdrawn_at is null) as is_given
    from commissions.non_cash_rewards reward where ${ofSales} order by id`.execute(db());
  return rows;
}

/** @returns the ids of those that were not granted before. */
export async function insertRewards(
  workspaceId: string,
  rewards: NewReward[],
  createdAt: Date,
): Promise<string[]> {
  const rows = await db()
    .insertInto('commissions.nonCashRewards')
    .values(rewards.map((reward) => ({ workspaceId, id: newId('rwd'), ...columnsOf(reward), createdAt })))
    .onConflict((conflict) => conflict.columns(['workspaceId', 'sourceKey']).doNothing())
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** What nobody has given yet is as the facts are now, whoever earned it before. */
export async function rewriteReward(workspaceId: string, id: string, reward: NewReward): Promise<void> {
  await db()
    .updateTable('commissions.nonCashRewards')
    .set({ ...columnsOf(reward), lostAt: null, lostBecause: null })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Null where what earned it stands again. */
export async function markLost(
  workspaceId: string,
  id: string,
  lost: { because: LossCause; at: Date } | null,
): Promise<void> {
  await db()
    .updateTable('commissions.nonCashRewards')
    .set({ lostAt: lost?.at ?? null, lostBecause: lost?.because ?? null })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** What became of the sale that earned a reward which is not earned any more. */
export async function findLossCause(workspaceId: string, commissionId: string | null): Promise<LossCause> {
  const { rows } = await sql<{ cause: LossCause }>`
    select case when ${isMoved} then 'moved' when ${refundedPart} >= 1 then 'refunded'
      when not ${isWonStill} then 'declined' else 'moved' end as cause
    from commissions.commissions commission
    where workspace_id = ${workspaceId} and id = ${commissionId}`.execute(db());
  return rows[0]?.cause ?? 'moved';
}

function columnsOf({ what, currency, ...reward }: NewReward) {
  const amountMinor = amountOf(what);
  return {
    ...reward,
    kind: what.kind,
    amountMinor,
    currency: amountMinor === null ? null : currency,
    points: what.kind === 'points' ? what.points : null,
    name: what.kind === 'credit' ? null : what.name,
  };
}

function amountOf(what: NewReward['what']): number | null {
  if (what.kind === 'points') return null;
  return what.kind === 'credit' ? what.amountMinor : what.worthMinor;
}
