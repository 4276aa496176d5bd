import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Subs } from '../schema/click.ts';

/** What a click told of itself. */
export interface CreditedClick extends Subs {
  id: string;
  country: string | null;
  device: string | null;
}

/** Of the decision that holds, else of the first one by which the same affiliate has this customer. */
export async function findClickIdOfCredit(workspaceId: string, eventId: string): Promise<string | null> {
  const { rows } = await sql<{ clickId: string | null }>`
    with customer as (
      select customer_id from tracking.lead_events where workspace_id = ${workspaceId} and id = ${eventId}
      union all
      select customer_id from tracking.sale_events where workspace_id = ${workspaceId} and id = ${eventId}
    ), decision as (
      select affiliate_id, click_id from tracking.attribution_decisions
      where workspace_id = ${workspaceId} and event_id = ${eventId} order by version desc limit 1
    )
    select coalesce(decision.click_id, (
      select earlier.click_id from tracking.attribution_decisions earlier
      where earlier.workspace_id = ${workspaceId} and earlier.affiliate_id = decision.affiliate_id
        and earlier.click_id is not null and earlier.event_id in (
          select id from tracking.lead_events join customer using (customer_id) where workspace_id = ${workspaceId}
          union all
          select id from tracking.sale_events join customer using (customer_id) where workspace_id = ${workspaceId})
      order by earlier.decided_at, earlier.event_id limit 1)) as click_id
    from decision`.execute(db());
  return rows[0]?.clickId ?? null;
}

export async function findClick(
  workspaceId: string,
  click: { id: string; at: Date },
): Promise<CreditedClick | null> {
  const row = await db()
    .selectFrom('tracking.clicks')
    .select(['id', 'country', 'device', 'sub1', 'sub2', 'sub3', 'sub4', 'sub5'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', click.id)
    .where('at', '=', click.at)
    .executeTakeFirst();
  return row ?? null;
}

/** Of clicks that may have a credit. */
export async function findNewestClickOf(
  workspaceId: string,
  visitorId: string,
  offerId: string | null,
): Promise<string | null> {
  let select = db()
    .selectFrom('tracking.clicks')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('visitorId', '=', visitorId)
    .where('verdict', 'in', ['counted', 'repeat', 'prefetch'])
    .orderBy('at', 'desc')
    .limit(1);
  if (offerId) select = select.where('offerId', '=', offerId);
  return (await select.executeTakeFirst())?.id ?? null;
}
