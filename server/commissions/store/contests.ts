import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Ranked, Standing } from '../contests/rank-standings.ts';
import type { Contest } from '../contests/schema.ts';
import { creditedIn, isWonStill, refundedPart } from './kept-sales.ts';

const columns = [
  ...(['id', 'name', 'offerId', 'fromDay', 'toDay', 'measure', 'currency', 'leastFigure'] as const),
  ...(['waitDays', 'showsNames', 'createdAt', 'closedAt', 'cancelledAt', 'cancelReason'] as const),
];

export async function insertContest(workspaceId: string, contest: Contest): Promise<void> {
  await db()
    .insertInto('commissions.contests')
    .values({ workspaceId, ...contest })
    .execute();
}

/** Ended, with its waiting time over on this day, and neither closed nor cancelled. */
export async function listDueContests(workspaceId: string, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from commissions.contests
    where workspace_id = ${workspaceId} and closed_at is null and cancelled_at is null
      and to_day + wait_days < ${today}::date
    order by to_day, id`.execute(db());
  return rows.map(({ id }) => id);
}

function selectContests(workspaceId: string) {
  return db()
    .selectFrom('commissions.contests')
    .select(columns)
    .select(sql<number[]>`to_jsonb(prizes_minor)`.as('prizesMinor'))
    .select((row) => row.ref('measure').$castTo<Contest['measure']>().as('measure'))
    .where('workspaceId', '=', workspaceId);
}

/** The one that ends last first. */
export async function listContests(workspaceId: string): Promise<Contest[]> {
  return selectContests(workspaceId).orderBy('toDay', 'desc').orderBy('id').execute();
}

/** Nobody else changes it until the transaction ends. */
export async function lockContest(workspaceId: string, id: string): Promise<Contest | undefined> {
  return selectContests(workspaceId).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function cancelContest(
  workspaceId: string,
  id: string,
  cancellation: { cancelledAt: Date; cancelReason: string },
): Promise<void> {
  await db()
    .updateTable('commissions.contests')
    .set(cancellation)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** How a closed contest ended, by merit. */
export async function listResults(workspaceId: string, contestId: string): Promise<Ranked[]> {
  return db()
    .selectFrom('commissions.contestResults')
    .select(['affiliateId', 'figure', 'reachedAt', 'place', 'prizeMinor'])
    .where('workspaceId', '=', workspaceId)
    .where('contestId', '=', contestId)
    .orderBy('place', (order) => order.asc().nullsLast())
    .orderBy('figure', 'desc')
    .orderBy('affiliateId')
    .execute();
}

/** What each affiliate has reached between the first and the last day, of sales that are kept, and with which sale's time. */
export async function listStandings(
  workspaceId: string,
  { offerId, fromDay, toDay, measure, currency }: Contest,
  timeZone: string,
): Promise<Standing[]> {
  const figure = measure === 'revenue' ? sql`sum(round(credited * (1 - refunded_part)))` : sql`count(*)`;
  const { rows } = await sql<Standing>`
    with won as (
      select affiliate_id, customer_id, offer_id, sold_at, sale_external_id,
        ${creditedIn(currency)} as credited, ${refundedPart} as refunded_part
      from commissions.commissions commission where workspace_id = ${workspaceId} and ${isWonStill}
    ), kept as (
      select *, row_number() over (partition by customer_id order by sold_at, sale_external_id) as place
      from won where refunded_part < 1
    )
    select affiliate_id, ${figure}::bigint as figure, max(sold_at) as reached_at from kept
    where sold_at >= ${fromDay}::date::timestamp at time zone ${timeZone}
      and sold_at < (${toDay}::date + 1)::timestamp at time zone ${timeZone}
      and (${offerId}::text is null or offer_id = ${offerId})
      and (${measure !== 'customers'} or place = 1)
      and (${measure !== 'revenue'} or credited > 0)
    group by affiliate_id`.execute(db());
  return rows;
}

export async function closeContest(
  workspaceId: string,
  contestId: string,
  results: Ranked[],
  closedAt: Date,
): Promise<void> {
  await db()
    .updateTable('commissions.contests')
    .set({ closedAt })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', contestId)
    .execute();
  for (const result of results)
    await db()
      .insertInto('commissions.contestResults')
      .values({ workspaceId, contestId, ...result })
      .execute();
}
