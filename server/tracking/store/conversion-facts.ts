import { type RawBuilder, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { asksGroups, type ConversionDimension, type Question } from '../reports/question.ts';
import { visitorColumns, withGroups } from './click-groups.ts';

/** A lead or sale that an affiliate has the credit for. */
export interface ConversionFact {
  id: string;
  isSale: boolean;
  customerId: string;
  occurredAt: Date;
  affiliateId: string;
  /** In the order of the question; `''` where it is not known. */
  keys: string[];
  /** Of a lead 0. */
  amountMinor: number;
  refundedMinor: number;
  /** Null of a lead. */
  currency: string | null;
}

const OWN_COLUMNS: Partial<Record<ConversionDimension, RawBuilder<unknown>>> = {
  affiliate: sql`event.affiliate_id`,
  group: sql`event."group"`,
  offer: sql`event.offer_id`,
  coupon: sql`event.coupon_code`,
  product: sql`event.product`,
};

/**
 * The leads and sales of a period, the newest first. What a visitor was known by comes from the click that first
 * earned the affiliate the customer, as on the page of links; what a coupon earned has no link.
 */
export async function selectConversionFacts(
  workspaceId: string,
  question: Question<ConversionDimension>,
  limit: number | null,
): Promise<ConversionFact[]> {
  const asked = [...question.by, ...(Object.keys(question.where) as ConversionDimension[])];
  const needsOrigin = asked.some((name) => name !== 'day' && !OWN_COLUMNS[name]);
  const columnOf = (name: ConversionDimension): RawBuilder<unknown> => {
    if (name === 'day') return sql`(event.occurred_at at time zone ${question.timeZone})::date::text`;
    if (name === 'country') return sql`coalesce(nullif(origin.country, ''), event.country, '')`;
    return sql`coalesce(${OWN_COLUMNS[name] ?? sql.ref(`origin.${name}`)}, '')`;
  };
  const filters = Object.entries(question.where).map(
    ([name, values]) => sql`and ${columnOf(name as ConversionDimension)} = any (${values}::text[])`,
  );
  const events = eventsOf(workspaceId, question);
  const keys = question.by.length > 0 ? sql.join(question.by.map(columnOf)) : sql``;
  const { rows } = await sql<ConversionFact>`
    with events as (${asksGroups(question) ? sql`select * from ${withGroups(events, 'affiliate_id', question)}` : events})
    ${needsOrigin ? originsOf(workspaceId) : sql``}
    select event.id, event.is_sale, event.customer_id, event.occurred_at, event.affiliate_id,
      array[${keys}]::text[] as keys, event.amount_minor, event.refunded_minor, event.currency
    from events as event
    ${needsOrigin ? sql`left join origins as origin using (customer_id, affiliate_id)` : sql``}
    where true ${sql.join(filters, sql` `)}
    order by event.occurred_at desc, event.id desc limit ${limit}`.execute(db());
  return rows;
}

function eventsOf(workspaceId: string, { since, until, timeZone }: Question<ConversionDimension>) {
  const isWanted = sql`workspace_id = ${workspaceId} and affiliate_id is not null
    and occurred_at >= ${since}::date::timestamp at time zone ${timeZone}
    and occurred_at < (${until}::date + 1)::timestamp at time zone ${timeZone}`;
  return sql`
    select id, false as is_sale, customer_id, occurred_at, affiliate_id, offer_id, coupon_code, null as product,
        null as country, 0::bigint as amount_minor, 0::bigint as refunded_minor, null as currency
      from tracking.lead_events where ${isWanted}
    union all
    select id, true, customer_id, occurred_at, affiliate_id, offer_id, coupon_code, product, country, amount_minor,
        refunded_minor, currency
      from tracking.sale_events where ${isWanted}`;
}

/** Of every customer and affiliate among the events, the click of their first event together that has one. */
function originsOf(workspaceId: string): RawBuilder<unknown> {
  return sql`, pairs as (select distinct customer_id, affiliate_id from events
    ), history as (
      select pairs.*, earlier.id, earlier.occurred_at from pairs join tracking.lead_events earlier
        on earlier.workspace_id = ${workspaceId} and earlier.customer_id = pairs.customer_id
          and earlier.affiliate_id = pairs.affiliate_id
      union all
      select pairs.*, earlier.id, earlier.occurred_at from pairs join tracking.sale_events earlier
        on earlier.workspace_id = ${workspaceId} and earlier.customer_id = pairs.customer_id
          and earlier.affiliate_id = pairs.affiliate_id
    ), origins as (
      select distinct on (history.customer_id, history.affiliate_id) history.customer_id, history.affiliate_id,
          click.link_id as link, ${visitorColumns}
        from history
        cross join lateral (
          select click_id from tracking.attribution_decisions
          where workspace_id = ${workspaceId} and event_id = history.id order by version desc limit 1) decided
        join tracking.clicks click on click.workspace_id = ${workspaceId} and click.id = decided.click_id
          and click.at = tracking.moment_of_click(decided.click_id)
        order by history.customer_id, history.affiliate_id, history.occurred_at, history.id
    )`;
}
