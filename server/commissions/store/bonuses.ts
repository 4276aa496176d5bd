import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { GrantedAward } from '../awards/flip-award.ts';
import { takenBack } from './awards.ts';
import { creditedIn, isWonStill, refundedPart } from './kept-sales.ts';

/** Of which sales, and how much of them. */
export interface BonusGoal {
  planId: string;
  currency: string;
  by: 'count' | 'revenue';
  threshold: number;
  /** Null without a beginning, or an end. */
  from: Date | null;
  to: Date | null;
}

/**
 * Affiliates who have reached a goal with the sales of a plan that they won and that are kept, and with which sale, by its
 * time: what was refunded whole, declined, or has moved away does not count, and of revenue what is left of it, where it
 * is in the currency or came in converted to it.
 */
export async function listReachedGoals(
  workspaceId: string,
  { planId, currency, by, threshold, from, to }: BonusGoal,
): Promise<{ affiliateId: string; at: Date }[]> {
  const { rows } = await sql<{ affiliateId: string; at: Date }>`
    with won as (
      select affiliate_id, sold_at, sale_external_id,
        ${creditedIn(currency)} as amount_minor, ${refundedPart} as refunded_part
      from commissions.commissions commission
      where workspace_id = ${workspaceId} and plan_id = ${planId} and ${isWonStill}
        and (${from}::timestamptz is null or sold_at >= ${from}) and (${to}::timestamptz is null or sold_at < ${to})
    ), counted as (
      select affiliate_id, sold_at, count(*) over so_far as sale_count,
        sum(round(amount_minor * (1 - refunded_part))) over so_far as revenue_minor
      from won where refunded_part < 1
      window so_far as (partition by affiliate_id order by sold_at, sale_external_id)
    )
    select affiliate_id, min(sold_at) as at from counted
    where ${by === 'count' ? sql`sale_count` : sql`revenue_minor`} >= ${threshold}
    group by affiliate_id order by affiliate_id`.execute(db());
  return rows;
}

/** What was granted for a goal, by how its source keys end. */
export async function listBonuses(workspaceId: string, goalKey: string): Promise<GrantedAward[]> {
  const { rows } = await sql<GrantedAward>`
    select source_key, ${takenBack} > 0 as is_taken_back,
      (select count(*) from commissions.takebacks where workspace_id = commission.workspace_id
        and kind = commission.kind and award_key = commission.source_key) as change_count
    from commissions.commissions commission
    where workspace_id = ${workspaceId} and kind = 'bonus' and right(source_key, ${goalKey.length}) = ${goalKey}`.execute(
    db(),
  );
  return rows;
}
