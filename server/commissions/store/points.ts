import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import { stateAt } from './listed-rewards.ts';

interface Points {
  affiliateId: string;
  name: string;
  points: number;
  waiting: number;
}

/** Balances of one affiliate or of all, by name of the points: granted, less what was cancelled and redeemed. */
export async function listPoints(
  workspaceId: string,
  affiliateId: string | null,
  now: Date,
): Promise<Points[]> {
  const { rows } = await sql<Points>`
    with moved as (
      select reward.affiliate_id, reward.name,
        case when ${stateAt(now)} = 'given' then points else 0 end as points,
        case when ${stateAt(now)} = 'waiting' then points else 0 end as waiting
      from commissions.non_cash_rewards reward
      left join commissions.handovers handover on handover.workspace_id = reward.workspace_id
        and handover.reward_id = reward.id and handover.withdrawn_at is null
      left join commissions.commissions commission on commission.workspace_id = reward.workspace_id
        and commission.id = reward.commission_id
      left join commissions.approvals approval on approval.workspace_id = reward.workspace_id
        and approval.commission_id = reward.commission_id and approval.withdrawn_at is null
      where reward.workspace_id = ${workspaceId} and reward.kind = 'points'
      union all
      select affiliate_id, name, -points, 0 from commissions.point_redemptions
      where workspace_id = ${workspaceId} and withdrawn_at is null
    )
    select affiliate_id, name, sum(points)::bigint as points, sum(waiting)::bigint as waiting from moved
    where ${affiliateId}::text is null or affiliate_id = ${affiliateId}
    group by affiliate_id, name order by affiliate_id, name`.execute(db());
  return rows;
}

/** Redemptions of an affiliate's points of one name follow one another, until the transaction ends. */
export async function lockPoints(workspaceId: string, affiliateId: string, name: string): Promise<void> {
  const key = `points:${workspaceId}:${affiliateId}:${name}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db());
}

const columns = [
  ...(['id', 'externalId', 'affiliateId', 'name', 'points', 'purpose', 'code'] as const),
  ...(['redeemedAt', 'redeemedByName', 'withdrawnAt'] as const),
];

function selectRedemptions(workspaceId: string) {
  return db()
    .selectFrom('commissions.pointRedemptions')
    .select(columns)
    .where('workspaceId', '=', workspaceId);
}

type RedemptionRow = Awaited<ReturnType<ReturnType<typeof selectRedemptions>['executeTakeFirstOrThrow']>>;

export async function findRedemption(
  workspaceId: string,
  by: { id: string } | { externalId: string },
): Promise<RedemptionRow | undefined> {
  const select = selectRedemptions(workspaceId);
  return (
    'id' in by ? select.where('id', '=', by.id) : select.where('externalId', '=', by.externalId)
  ).executeTakeFirst();
}

/** @returns undefined where the external id is known, also from somebody who tells it at the same moment. */
export async function insertRedemption(
  workspaceId: string,
  redemption: Omit<RedemptionRow, 'id' | 'withdrawnAt'> & { redeemedBy: string },
): Promise<RedemptionRow | undefined> {
  return db()
    .insertInto('commissions.pointRedemptions')
    .values({ workspaceId, id: newId('rdm'), ...redemption })
    .onConflict((conflict) => conflict.doNothing())
    .returning(columns)
    .executeTakeFirst();
}

/** Gives the points back. @returns false when it was done before. */
export async function withdrawRedemption(
  workspaceId: string,
  id: string,
  withdrawal: { withdrawnAt: Date; withdrawnBy: string },
): Promise<boolean> {
  const row = await db()
    .updateTable('commissions.pointRedemptions')
    .set(withdrawal)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest first. */
export async function pageOfRedemptions(
  workspaceId: string,
  { limit, cursor, affiliateId }: { limit: number; cursor?: string; affiliateId?: string },
) {
  const after = decodeCursor(cursor);
  let select = selectRedemptions(workspaceId)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (affiliateId) select = select.where('affiliateId', '=', affiliateId);
  if (after) select = select.where('id', '<', after.id);
  return toPage(await select.execute(), limit, ({ id }) => ({ value: null, id }));
}
