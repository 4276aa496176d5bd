import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { ClickSummary, ClickSummaryQuery, ClickSums } from '../schema/click.ts';
import type { PortalFigures } from '../schema/conversion.ts';

/** How many days of figures an affiliate sees. */
const PORTAL_DAYS = 90;

/** A customer that an affiliate brought. */
export interface BroughtCustomer {
  affiliateId: string;
  customerId: string;
  accountId: string | null;
  personId: string | null;
  externalId: string;
  /** By which the account is found until it is linked. */
  accountExternalId: string;
  attributedAt: Date;
  firstSaleAt: Date | null;
}

/** Customers by affiliate, first come first. Null ids mean all affiliates. */
export async function listReferredCustomers(
  workspaceId: string,
  affiliateIds: string[] | null,
): Promise<BroughtCustomer[]> {
  const { rows } = await sql<BroughtCustomer>`
    select affiliate_id, id as customer_id, account_id, person_id, external_id,
      coalesce(account_external_id, external_id) as account_external_id, attributed_at, first_sale_at
    from tracking.referred_customers
    where workspace_id = ${workspaceId} and affiliate_id is not null
      and (${affiliateIds === null} or affiliate_id = any (${affiliateIds ?? []}))
    order by affiliate_id, attributed_at, id`.execute(db());
  return rows;
}

export interface AffiliateCounts {
  affiliateId: string;
  /** Counted clicks: no repeats, no programs. */
  clicks: number;
  leads: number;
  customers: number;
  sales: number;
}

/** Sums over all time, only for affiliates that have any. Null ids mean all. */
export async function selectClicksAndLeads(
  workspaceId: string,
  affiliateIds: string[] | null,
): Promise<AffiliateCounts[]> {
  const isWanted = sql<SqlBool>`workspace_id = ${workspaceId} and affiliate_id is not null
    and (${affiliateIds === null} or affiliate_id = any (${affiliateIds ?? []}))`;
  const { rows } = await sql<AffiliateCounts>`
    with facts as (
      select affiliate_id, sum(counted)::bigint as clicks, 0::bigint as leads, 0::bigint as customers, 0::bigint as sales
        from tracking.click_days where ${isWanted} group by affiliate_id
      union all select affiliate_id, 0, count(*), 0, 0 from tracking.lead_events where ${isWanted} group by affiliate_id
      union all select affiliate_id, 0, 0, count(*), 0 from tracking.referred_customers where ${isWanted}
        group by affiliate_id
      union all select affiliate_id, 0, 0, 0, count(*) from tracking.sale_events where ${isWanted} group by affiliate_id
    )
    select affiliate_id, sum(clicks) as clicks, sum(leads) as leads, sum(customers) as customers, sum(sales) as sales
    from facts group by affiliate_id order by affiliate_id`.execute(db());
  return rows;
}

const GROUP_COLUMNS = { day: 'day', affiliate: 'affiliate_id', link: 'link_id' } as const;

/** Exact, and never from raw clicks. */
export async function selectClickSummary(
  workspaceId: string,
  { by, since, until, affiliateId, offerId, linkId }: ClickSummaryQuery,
): Promise<ClickSummary> {
  const column = sql.ref(GROUP_COLUMNS[by]);
  const { rows } = await sql<{ key: string | null } & ClickSums>`
    select ${column}::text as key, sum(counted) as counted, sum(repeats) as repeats, sum(automatic) as automatic,
      sum(over_cap) as over_cap
    from tracking.click_days
    where workspace_id = ${workspaceId}
      and day between ${since ?? '0001-01-01'} and ${until ?? '9999-12-31'}
      and (${affiliateId ?? null}::text is null or affiliate_id = ${affiliateId ?? null})
      and (${offerId ?? null}::text is null or offer_id = ${offerId ?? null})
      and (${linkId ?? null}::text is null or link_id = ${linkId ?? null})
    group by rollup (${column}) order by ${column} nulls last`.execute(db());
  const zero = { counted: 0, repeats: 0, automatic: 0, overCap: 0 };
  const total = rows.find((row) => row.key === null);
  return {
    total: total?.counted == null ? zero : { ...total },
    rows: rows.flatMap(({ key, ...sums }) => (key === null ? [] : [{ key, ...sums }])),
  };
}

/** One affiliate's figures, with the last 90 days by day. */
export async function selectPortalFigures(
  workspaceId: string,
  affiliateId: string,
  timeZone: string,
  today: string,
): Promise<PortalFigures> {
  const [counts] = await selectClicksAndLeads(workspaceId, [affiliateId]);
  const { rows: revenue } = await sql<PortalFigures['revenue'][number]>`
    select currency, sum(amount_minor)::bigint as amount_minor, sum(refunded_minor)::bigint as refunded_minor
    from tracking.sale_events where workspace_id = ${workspaceId} and affiliate_id = ${affiliateId}
    group by currency order by currency`.execute(db());
  const since = sql`(${today}::date - ${PORTAL_DAYS - 1}::integer)`;
  const { rows: days } = await sql<PortalFigures['days'][number]>`
    with facts as (
      select day, counted as clicks, 0::bigint as leads, 0::bigint as sales from tracking.click_days
        where workspace_id = ${workspaceId} and affiliate_id = ${affiliateId} and day >= ${since}
      union all select (occurred_at at time zone ${timeZone})::date, 0, 1, 0 from tracking.lead_events
        where workspace_id = ${workspaceId} and affiliate_id = ${affiliateId}
          and occurred_at >= ${since}::timestamp at time zone ${timeZone}
      union all select (occurred_at at time zone ${timeZone})::date, 0, 0, 1 from tracking.sale_events
        where workspace_id = ${workspaceId} and affiliate_id = ${affiliateId}
          and occurred_at >= ${since}::timestamp at time zone ${timeZone}
    )
    select day, sum(clicks) as clicks, sum(leads) as leads, sum(sales) as sales
    from facts group by day order by day`.execute(db());
  const { clicks = 0, leads = 0, customers = 0, sales = 0 } = counts ?? {};
  return { clicks, leads, customers, sales, revenue, days };
}

/** The counted clicks of one affiliate's links of one offer on one day, in the workspace's time zone. */
export interface ClickDay {
  affiliateId: string;
  offerId: string;
  day: string;
  counted: number;
}

/** Of the days `[from, until)`, the earliest first; days without a counted click are left out. */
export async function listClickDays(workspaceId: string, from: string, until: string): Promise<ClickDay[]> {
  const { rows } = await sql<ClickDay>`
    select affiliate_id, offer_id, day::text as day, sum(counted)::bigint as counted from tracking.click_days
    where workspace_id = ${workspaceId} and day >= ${from}::date and day < ${until}::date and counted > 0
    group by affiliate_id, offer_id, click_days.day order by click_days.day, affiliate_id, offer_id`.execute(
    db(),
  );
  return rows;
}
