import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { TargetFigures } from '../schema/link.ts';

export interface LinkSums {
  linkId: string;
  /** Counted clicks: no repeats, no programs. */
  clicks: number;
  leads: number;
  sales: number;
  /** Customers who have bought. */
  customers: number;
  /** After refunds, of the sales in the asked currency. */
  saleAmountMinor: number;
}

/**
 * What came of links, over all time. A customer's events count for the link whose click first earned the affiliate
 * the credit; what a coupon earned counts for no link.
 */
export async function selectLinkSums(
  workspaceId: string,
  linkIds: string[],
  currency: string,
): Promise<LinkSums[]> {
  const { rows } = await sql<LinkSums>`
    with wanted as (
      select id, affiliate_id from tracking.links where workspace_id = ${workspaceId} and id = any (${linkIds})
    ), events as (
      select customer_id, id, occurred_at, affiliate_id, false as is_sale, 0::bigint as amount_minor
        from tracking.lead_events
        where workspace_id = ${workspaceId} and affiliate_id in (select affiliate_id from wanted)
      union all
      select customer_id, id, occurred_at, affiliate_id, true,
          case when currency = ${currency} then amount_minor - refunded_minor else 0 end
        from tracking.sale_events
        where workspace_id = ${workspaceId} and affiliate_id in (select affiliate_id from wanted)
    ), decided as (
      select distinct on (event_id) event_id, click_id from tracking.attribution_decisions
        where workspace_id = ${workspaceId} and event_id in (select id from events)
        order by event_id, version desc
    ), origins as (
      select distinct on (event.customer_id, event.affiliate_id) event.customer_id, event.affiliate_id, click.link_id
        from events as event
        join decided on decided.event_id = event.id
        join tracking.clicks as click on click.workspace_id = ${workspaceId} and click.id = decided.click_id
        order by event.customer_id, event.affiliate_id, event.occurred_at, event.id
    ), outcomes as (
      select origin.link_id, count(*) filter (where not is_sale) as leads, count(*) filter (where is_sale) as sales,
          count(distinct event.customer_id) filter (where is_sale) as customers, sum(amount_minor) as amount_minor
        from events as event join origins as origin using (customer_id, affiliate_id) group by origin.link_id
    ), clicked as (
      select link_id, sum(counted) as clicks from tracking.click_days
        where workspace_id = ${workspaceId} and link_id = any (${linkIds}) group by link_id
    )
    select wanted.id as link_id, coalesce(clicks, 0) as clicks, coalesce(leads, 0) as leads,
        coalesce(sales, 0) as sales, coalesce(customers, 0) as customers,
        coalesce(amount_minor, 0) as sale_amount_minor
      from wanted
      left join clicked on clicked.link_id = wanted.id
      left join outcomes on outcomes.link_id = wanted.id`.execute(db());
  return rows;
}

/** What came of one link by the target that its visitors were sent to. Sales are in the asked currency, after refunds. */
export async function selectTargetFigures(
  workspaceId: string,
  linkId: string,
  currency: string,
): Promise<TargetFigures['data']> {
  const { rows } = await sql<TargetFigures['data'][number]>`
    with sales as (
      select id, customer_id, occurred_at,
          case when currency = ${currency} then amount_minor - refunded_minor else 0 end as amount_minor
        from tracking.sale_events where workspace_id = ${workspaceId} and affiliate_id =
          (select affiliate_id from tracking.links where workspace_id = ${workspaceId} and id = ${linkId})
    ), decided as (
      select distinct on (event_id) event_id, click_id from tracking.attribution_decisions
        where workspace_id = ${workspaceId} and event_id in (select id from sales)
        order by event_id, version desc
    ), origins as (
      select distinct on (sale.customer_id) sale.customer_id, click.link_id, click.target_id
        from sales as sale
        join decided on decided.event_id = sale.id
        join tracking.clicks as click on click.workspace_id = ${workspaceId} and click.id = decided.click_id
        order by sale.customer_id, sale.occurred_at, sale.id
    ), facts as (
      select target_id, count(*) as clicks, 0 as customers, 0 as revenue_minor from tracking.clicks
        where workspace_id = ${workspaceId} and link_id = ${linkId} and verdict = 'counted' group by target_id
      union all
      select target_id, 0, count(distinct customer_id), sum(amount_minor)
        from sales join origins using (customer_id) where link_id = ${linkId} group by target_id
    )
    select target_id, sum(clicks)::bigint as clicks, sum(customers)::bigint as customers,
        sum(revenue_minor)::bigint as revenue_minor
      from facts group by target_id order by clicks desc, target_id`.execute(db());
  return rows;
}
