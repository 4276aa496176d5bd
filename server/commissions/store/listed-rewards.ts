import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { Reward, RewardExportQuery, RewardQuery } from '../non-cash/schema.ts';
import { isHeld } from './holds.ts';

const columns = [
  ...(['reward.id', 'reward.affiliateId', 'reward.offerId', 'reward.customerId', 'reward.planId'] as const),
  ...(['reward.amountMinor', 'reward.currency', 'reward.points', 'reward.name', 'reward.reason'] as const),
  ...(['reward.earnedAt', 'reward.releaseAt', 'reward.lostAt'] as const),
  ...(['handover.note', 'handover.code', 'handover.givenByName'] as const),
];

const isUnapproved = sql<SqlBool>`(reward.needs_approval and approval.decision is distinct from 'approved')`;

/** What a reward waits for at `now`: the one definition. */
function waitsForAt(now: Date) {
  return sql<
    Reward['waitsFor']
  >`case when ${isHeld} then 'review' when reward.release_at > ${now} then 'refunds'
    when ${isUnapproved} then 'approval' end`;
}

/** Where a reward stands at `now`: the one definition. */
export function stateAt(now: Date) {
  return sql<
    Reward['state']
  >`case when handover.id is not null then 'given' when reward.lost_at is not null then 'cancelled'
    when ${waitsForAt(now)} is not null then 'waiting' when reward.kind = 'points' then 'given' else 'due' end`;
}

function selectRewards(workspaceId: string, now: Date) {
  return db()
    .selectFrom('commissions.nonCashRewards as reward')
    .leftJoin('commissions.handovers as handover', (join) =>
      join
        .onRef('handover.workspaceId', '=', 'reward.workspaceId')
        .onRef('handover.rewardId', '=', 'reward.id')
        .on('handover.withdrawnAt', 'is', null),
    )
    .leftJoin('commissions.commissions as commission', (join) =>
      join
        .onRef('commission.workspaceId', '=', 'reward.workspaceId')
        .onRef('commission.id', '=', 'reward.commissionId'),
    )
    .leftJoin('commissions.approvals as approval', (join) =>
      join
        .onRef('approval.workspaceId', '=', 'reward.workspaceId')
        .onRef('approval.commissionId', '=', 'reward.commissionId')
        .on('approval.withdrawnAt', 'is', null),
    )
    .select(columns)
    .select([
      sql<Reward['occasion']>`reward.occasion`.as('occasion'),
      sql<Reward['kind']>`reward.kind`.as('kind'),
      sql<Reward['lostBecause']>`reward.lost_because`.as('lostBecause'),
      stateAt(now).as('state'),
      sql<Reward['waitsFor']>`case when ${stateAt(now)} = 'waiting' then ${waitsForAt(now)} end`.as(
        'waitsFor',
      ),
      sql<Date | null>`case when ${stateAt(now)} = 'given' then coalesce(handover.given_at, reward.release_at) end`.as(
        'givenAt',
      ),
    ])
    .where('reward.workspaceId', '=', workspaceId);
}

export type RewardRow = Awaited<ReturnType<ReturnType<typeof selectRewards>['executeTakeFirstOrThrow']>>;

/** Those of these ids that there are, in the order of ids. */
export function listRewardRows(workspaceId: string, ids: string[], now: Date): Promise<RewardRow[]> {
  return selectRewards(workspaceId, now)
    .where('reward.id', '=', sql<string>`any(${ids})`)
    .orderBy('reward.id')
    .execute();
}

const SORTS = { earned: sql<Date>`reward.earned_at`, release: sql<Date>`reward.release_at` } as const;

export async function pageOfRewards(workspaceId: string, query: RewardQuery, now: Date) {
  const after = decodeCursor(query.cursor);
  const column = SORTS[query.sort];
  let select = matching(workspaceId, query, now)
    .orderBy(column, query.direction)
    .orderBy('reward.id', query.direction)
    .limit(query.limit + 1);
  if (after) {
    const isPast = sql.raw(query.direction === 'asc' ? '>' : '<');
    select = select.where(
      sql<SqlBool>`(${column}, reward.id) ${isPast} (${after.value}::timestamptz, ${after.id})`,
    );
  }
  return toPage(await select.execute(), query.limit, (row) => ({
    value: (query.sort === 'earned' ? row.earnedAt : row.releaseAt).toISOString(),
    id: row.id,
  }));
}

function matching(workspaceId: string, { q, state, kind, affiliateId }: RewardExportQuery, now: Date) {
  let select = selectRewards(workspaceId, now);
  if (state) select = select.where(stateAt(now), '=', state);
  if (kind) select = select.where('reward.kind', '=', kind);
  if (affiliateId) select = select.where('reward.affiliateId', '=', affiliateId);
  if (!q) return select;
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return select.where(
    sql<SqlBool>`concat_ws(' ', reward.name, reward.reason, handover.note, handover.code) ilike ${pattern}`,
  );
}
