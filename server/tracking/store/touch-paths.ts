import { sql } from 'kysely';
import { db } from '../../core/db.ts';

/** One order of touches, and what came of it. Touches of the same one after another count as one. */
export interface CountedPath {
  /** Affiliate ids, or channels: `coupon`, `direct`, or the host on which a link was clicked. */
  channels: string[];
  /** Customers who bought for the first time. */
  conversions: number;
  /** Visitors and leads who never bought. */
  nulls: number;
  /** Of the first sales in the currency, less refunds. */
  valueMinor: number;
}

export interface PathQuery {
  by: 'affiliate' | 'channel';
  since: Date;
  until: Date;
  currency: string;
}

/**
 * The ways to a first sale within a period, from the touches that its decision considered and that were within their
 * windows; and the ways of those who clicked within it and never bought.
 */
export async function countTouchPaths(
  workspaceId: string,
  { by, since, until, currency }: PathQuery,
): Promise<CountedPath[]> {
  const isByAffiliate = by === 'affiliate';
  const { rows } = await sql<CountedPath>`
    with first_sales as (
      select id, currency, amount_minor - refunded_minor as value from tracking.sale_events sale
      where workspace_id = ${workspaceId} and occurred_at >= ${since} and occurred_at < ${until}
        and not exists (select from tracking.sale_events earlier
          where earlier.workspace_id = sale.workspace_id and earlier.customer_id = sale.customer_id
            and (earlier.occurred_at, earlier.external_id) < (sale.occurred_at, sale.external_id))
    ), touches as (
      select sale.id as who, true as has_bought, touch.at, click.id,
        case when sale.currency = ${currency} then sale.value else 0 end as value,
        case when ${isByAffiliate} then touch."affiliateId" when touch.kind = 'coupon' then 'coupon'
          else coalesce(click.referrer_host, 'direct') end as channel
      from first_sales sale
      cross join lateral (
        select touches from tracking.attribution_decisions
        where workspace_id = ${workspaceId} and event_id = sale.id order by version desc limit 1) decision
      cross join lateral jsonb_to_recordset(decision.touches)
        as touch (kind text, at timestamptz, "affiliateId" text, "clickId" text, reason text)
      left join tracking.clicks click on click.workspace_id = ${workspaceId} and click.id = touch."clickId"
        and click.at = touch.at
      where touch.kind in ('click', 'coupon') and touch.reason <> 'outside_window'
      union all
      select coalesce(known.customer_id, click.visitor_id), false, click.at, click.id, 0,
        case when ${isByAffiliate} then click.affiliate_id else coalesce(click.referrer_host, 'direct') end
      from tracking.clicks click
      left join lateral (
        select customer_id from tracking.customer_visitors
        where workspace_id = click.workspace_id and visitor_id = click.visitor_id limit 1) known on true
      where click.workspace_id = ${workspaceId} and click.at >= ${since} and click.at < ${until}
        and click.verdict in ('counted', 'repeat')
        and not exists (select from tracking.sale_events sale
          where sale.workspace_id = click.workspace_id and sale.customer_id = known.customer_id)
    ), steps as (
      select *, lag(channel) over way as before from touches window way as (partition by who order by at, id)
    ), paths as (
      select has_bought, max(value) as value, array_agg(channel order by at, id) as channels
      from steps where before is distinct from channel group by who, has_bought
    )
    select channels, count(*) filter (where has_bought) as conversions,
      count(*) filter (where not has_bought) as nulls, coalesce(sum(value), 0)::bigint as value_minor
    from paths group by channels order by channels`.execute(db());
  return rows;
}
