import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Subs } from '../schema/click.ts';

/**
 * The sub ids of the clicks by which an affiliate has the credit for sales: each one's own, or the first by which the
 * affiliate has its customer. Nothing for a sale without either, or without sub ids.
 */
export async function listSubsOfSales(
  workspaceId: string,
  affiliateId: string,
  externalIds: string[],
): Promise<Map<string, Subs>> {
  if (externalIds.length === 0) return new Map();
  const { rows } = await sql<Subs & { externalId: string }>`
    with sales as (
      select id, external_id, customer_id from tracking.sale_events
      where workspace_id = ${workspaceId} and external_id = any (${externalIds})
    ), events as (
      select customer_id, id from tracking.sale_events
        where workspace_id = ${workspaceId} and customer_id in (select customer_id from sales)
      union all select customer_id, id from tracking.lead_events
        where workspace_id = ${workspaceId} and customer_id in (select customer_id from sales)
    ), decided as (
      select events.customer_id, event_id, click_id, decided_at, version
      from tracking.attribution_decisions decision join events on events.id = decision.event_id
      where decision.workspace_id = ${workspaceId} and affiliate_id = ${affiliateId} and click_id is not null
    ), credited as (
      select distinct on (sales.external_id) sales.external_id, decided.click_id
      from sales join decided using (customer_id)
      order by sales.external_id, (decided.event_id = sales.id) desc,
        case when decided.event_id = sales.id then -version end, decided.decided_at, decided.event_id
    )
    select external_id, sub1, sub2, sub3, sub4, sub5 from credited
    join tracking.clicks click on click.workspace_id = ${workspaceId} and click.id = credited.click_id
      and click.at = tracking.moment_of_click(credited.click_id)
    where coalesce(sub1, sub2, sub3, sub4, sub5) is not null`.execute(db());
  return new Map(rows.map(({ externalId, ...subs }) => [externalId, subs]));
}
