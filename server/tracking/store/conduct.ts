import { sql } from 'kysely';
import { db } from '../../core/db.ts';

/** A referred customer with what led to them, for those who judge how it came about. */
export interface CustomerConduct {
  affiliateId: string;
  customerId: string;
  externalId: string;
  name: string | null;
  email: string | null;
  accountExternalId: string;
  accountId: string | null;
  attributedAt: Date;
  /** The first lead or sale that the click has the credit for; null where no click has. */
  convertedAt: Date | null;
  clickedAt: Date | null;
  /** Of that click, keyed hashes and networks as clicks keep them. */
  ipHash: string | null;
  ipPrefix: string | null;
  saleCount: number;
  refundedSaleCount: number;
  /** What senders name as `paymentFingerprint` in a sale's metadata. */
  paymentFingerprints: string[];
}

interface Stretch {
  since: Date;
  until: Date;
  /** Null means all. */
  affiliateIds: string[] | null;
}

/** The customers that were credited to affiliates within `[since, until)`, with what became of them until then. */
export async function listCustomerConduct(
  workspaceId: string,
  { since, until, affiliateIds }: Stretch,
): Promise<CustomerConduct[]> {
  const { rows } = await sql<CustomerConduct>`
    select customer.affiliate_id, customer.id as customer_id, customer.external_id, customer.name, customer.email,
      coalesce(customer.account_external_id, customer.external_id) as account_external_id, customer.account_id,
      customer.attributed_at, first.occurred_at as converted_at, click.at as clicked_at, click.ip_hash, click.ip_prefix,
      sales.sale_count, sales.refunded_sale_count, sales.payment_fingerprints
    from tracking.referred_customers customer
    cross join lateral (
      select count(*) as sale_count, count(*) filter (where refunded_minor > 0) as refunded_sale_count,
        coalesce(array_agg(distinct metadata ->> 'paymentFingerprint')
          filter (where metadata ->> 'paymentFingerprint' is not null), '{}') as payment_fingerprints
      from tracking.sale_events sale
      where sale.workspace_id = customer.workspace_id and sale.customer_id = customer.id
        and sale.affiliate_id = customer.affiliate_id and sale.occurred_at < ${until}) sales
    left join lateral (
      select event.occurred_at, decision.click_id from (
        select id, occurred_at from tracking.lead_events lead
          where lead.workspace_id = customer.workspace_id and lead.customer_id = customer.id
        union all select id, occurred_at from tracking.sale_events sale
          where sale.workspace_id = customer.workspace_id and sale.customer_id = customer.id) event
      cross join lateral (
        select click_id from tracking.attribution_decisions kept
        where kept.workspace_id = customer.workspace_id and kept.event_id = event.id
        order by version desc limit 1) decision
      where decision.click_id is not null order by event.occurred_at limit 1) first on true
    left join tracking.clicks click on click.workspace_id = customer.workspace_id and click.id = first.click_id
    where customer.workspace_id = ${workspaceId} and customer.affiliate_id is not null
      and customer.attributed_at >= ${since} and customer.attributed_at < ${until}
      and (${affiliateIds === null} or customer.affiliate_id = any (${affiliateIds ?? []}))
    order by customer.affiliate_id, customer.id`.execute(db());
  return rows;
}

interface ClickTraffic {
  affiliateId: string;
  /** By people, repeats left out. */
  countedClicks: number;
  /** By programs, scanners of mail, and browsers that look ahead. */
  automaticClicks: number;
  /** By people, from a network that is known. */
  networkClicks: number;
  /** Of these from the network that most came from. */
  topNetworkClicks: number;
}

/**
 * Who visited each affiliate's links within `[since, until)`.
 * @param startsAt later beginnings of single affiliates, by their ids.
 */
export async function sumClickTraffic(
  workspaceId: string,
  { since, until }: Pick<Stretch, 'since' | 'until'>,
  startsAt: Record<string, Date>,
): Promise<ClickTraffic[]> {
  const { rows } = await sql<ClickTraffic>`
    with networks as (
      select affiliate_id, ip_prefix, count(*) filter (where verdict = 'counted') as counted,
        count(*) filter (where verdict in ('bot', 'prefetch', 'scanner')) as automatic
      from tracking.clicks
      where workspace_id = ${workspaceId} and at >= ${since} and at < ${until}
        and at >= coalesce((${JSON.stringify(startsAt)}::jsonb ->> affiliate_id)::timestamptz, ${since})
      group by affiliate_id, ip_prefix)
    select affiliate_id, sum(counted)::bigint as counted_clicks, sum(automatic)::bigint as automatic_clicks,
      coalesce(sum(counted) filter (where ip_prefix is not null), 0)::bigint as network_clicks,
      coalesce(max(counted) filter (where ip_prefix is not null), 0) as top_network_clicks
    from networks group by affiliate_id order by affiliate_id`.execute(db());
  return rows;
}
