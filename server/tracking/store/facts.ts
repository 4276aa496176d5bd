import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';

export type FactKind = 'click' | 'lead' | 'sale';

/** Which counted clicks, and which leads and sales that an affiliate has the credit for. Lists name what is wanted. */
export interface FactFilter {
  from: Date;
  /** Exclusive. */
  to: Date;
  kinds: readonly FactKind[];
  /** Of amounts: a sale in another one counts with zero. */
  currency: string;
  affiliateIds?: string[];
  linkIds?: string[];
  customerId?: string;
  countries?: string[];
  devices?: string[];
  browsers?: string[];
  os?: string[];
  referrerHosts?: string[];
  /** The customer's first sale through the affiliate, or every later one. */
  isFirstSale?: boolean;
}

/** A click, or a lead or sale with the click that first earned its affiliate the customer. */
export interface Fact {
  kind: FactKind;
  id: string;
  at: Date;
  affiliateId: string;
  customerId: string | null;
  eventName: string | null;
  /** After refunds. */
  amountMinor: number;
  metadata: unknown;
  externalId: string | null;
  paymentProcessor: string | null;
  /** Null where a coupon earned the credit. */
  clickId: string | null;
  clickedAt: Date | null;
  linkId: string | null;
  country: string | null;
  device: string | null;
  browser: string | null;
  os: string | null;
  referrerHost: string | null;
  isPageVisit: boolean | null;
}

export const FACT_KEYS = {
  none: sql`''`,
  country: sql`country`,
  device: sql`device`,
  browser: sql`browser`,
  os: sql`os`,
  referrer: sql`referrer_host`,
  link: sql`link_id`,
  trigger: sql`case when is_page_visit then 'pageview' when not is_page_visit then 'link' end`,
} as const;
export type FactKey = keyof typeof FACT_KEYS;

/** A step of a series of times in a time zone. */
export interface FactStep {
  unit: 'hour' | 'day' | 'month';
  timeZone: string;
}

export interface FactSums {
  /** Null: not known. */
  key: string | null;
  /** The start of the step; null without steps. */
  at: Date | null;
  clicks: number;
  leads: number;
  sales: number;
  saleAmountMinor: number;
}

const MAX_GROUPS = 1_000;

/** Sums by one key or by steps of time, the largest first. */
export async function selectFactSums(
  workspaceId: string,
  filter: FactFilter,
  by: FactKey | FactStep,
): Promise<FactSums[]> {
  const key = typeof by === 'string' ? FACT_KEYS[by] : sql`''`;
  const at =
    typeof by === 'string' ? sql`null::timestamptz` : sql`date_trunc(${by.unit}, at, ${by.timeZone})`;
  const { rows } = await sql<FactSums>`
    ${factsOf(workspaceId, filter)}
    select ${key} as key, ${at} as at, count(*) filter (where kind = 'click') as clicks,
        count(*) filter (where kind = 'lead') as leads, count(*) filter (where kind = 'sale') as sales,
        coalesce(sum(amount_minor), 0)::bigint as sale_amount_minor
      from facts where ${fitsOf(filter)}
      group by 1, 2
      order by count(*) desc, 1, 2
      limit ${MAX_GROUPS}`.execute(db());
  return rows;
}

/** One page of single facts by time. */
export async function listFacts(
  workspaceId: string,
  filter: FactFilter,
  page: { offset: number; limit: number; isNewestFirst: boolean },
): Promise<Fact[]> {
  const direction = page.isNewestFirst ? sql`desc` : sql`asc`;
  const { rows } = await sql<Fact>`
    ${factsOf(workspaceId, filter)}
    select * from facts where ${fitsOf(filter)}
      order by at ${direction}, id ${direction} limit ${page.limit} offset ${page.offset}`.execute(db());
  return rows;
}

/** A customer's events have the origin that `selectLinkSums` gives them, so that both sum to the same. */
function factsOf(workspaceId: string, filter: FactFilter): RawBuilder<unknown> {
  const { from, to, currency, kinds } = filter;
  const isWanted = sql`workspace_id = ${workspaceId} and affiliate_id is not null
    and ${isAmong('affiliate_id', filter.affiliateIds)} and occurred_at >= ${from} and occurred_at < ${to}`;
  const events = filter.customerId ? sql`and customer_id = ${filter.customerId}` : sql``;
  return sql`with events as (
      select 'lead' as kind, id, occurred_at as at, affiliate_id, customer_id, event_name, 0::bigint as amount_minor,
          metadata, null::text as external_id, null::text as payment_processor
        from tracking.lead_events where ${kinds.includes('lead')} and ${isWanted} ${events}
      union all
      select 'sale', id, occurred_at, affiliate_id, customer_id, event_name,
          case when currency = ${currency} then amount_minor - refunded_minor else 0 end,
          metadata, external_id, payment_processor
        from tracking.sale_events where ${kinds.includes('sale')} and ${isWanted} ${events}
    ), history as (
      select customer_id, affiliate_id, id, occurred_at, false as is_sale from tracking.lead_events
        where workspace_id = ${workspaceId} and affiliate_id is not null
          and customer_id in (select customer_id from events)
      union all
      select customer_id, affiliate_id, id, occurred_at, true from tracking.sale_events
        where workspace_id = ${workspaceId} and affiliate_id is not null
          and customer_id in (select customer_id from events)
    ), decided as (
      select distinct on (event_id) event_id, click_id from tracking.attribution_decisions
        where workspace_id = ${workspaceId} and event_id in (select id from history)
        order by event_id, version desc
    ), origins as (
      select distinct on (past.customer_id, past.affiliate_id) past.customer_id, past.affiliate_id, click.id as click_id,
          click.at as clicked_at, link_id, country, device, browser, os, referrer_host,
          page_url is not null as is_page_visit
        from history as past
        join decided on decided.event_id = past.id
        join tracking.clicks as click on click.workspace_id = ${workspaceId} and click.id = decided.click_id
        order by past.customer_id, past.affiliate_id, past.occurred_at, past.id
    ), first_sales as (
      select distinct on (customer_id, affiliate_id) id from history where is_sale
        order by customer_id, affiliate_id, occurred_at, id
    ), facts as (
      select 'click' as kind, id, at, affiliate_id, null::text as customer_id, null::text as event_name,
          0::bigint as amount_minor, null::jsonb as metadata, null::text as external_id,
          null::text as payment_processor, id as click_id, at as clicked_at, link_id, country, device, browser, os,
          referrer_host, page_url is not null as is_page_visit, null::boolean as is_first_sale
        from tracking.clicks
        where ${kinds.includes('click') && !filter.customerId} and workspace_id = ${workspaceId}
          and verdict = 'counted' and at >= ${from} and at < ${to} and ${isAmong('affiliate_id', filter.affiliateIds)}
      union all
      select kind, event.id, event.at, affiliate_id, customer_id, event_name, amount_minor, metadata, external_id,
          payment_processor, click_id, clicked_at, link_id, country, device, browser, os, referrer_host,
          is_page_visit, event.id in (select id from first_sales)
        from events as event left join origins using (customer_id, affiliate_id)
    )`;
}

function fitsOf(filter: FactFilter): RawBuilder<SqlBool> {
  const conditions = [
    isAmong('link_id', filter.linkIds),
    isAmong('country', filter.countries),
    isAmong('device', filter.devices),
    isAmong('browser', filter.browsers),
    isAmong('os', filter.os),
    isAmong('referrer_host', filter.referrerHosts),
    filter.isFirstSale === undefined
      ? sql`true`
      : sql`(kind <> 'sale' or is_first_sale = ${filter.isFirstSale})`,
  ];
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

function isAmong(column: string, values: string[] | undefined): RawBuilder<unknown> {
  return values ? sql`${sql.ref(column)} = any (${values})` : sql`true`;
}
