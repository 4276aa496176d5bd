import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { budgetKey, customerKey, emptyPast, type Past } from '../plans/past.ts';
import { isMoved } from './corrections.ts';

/** A place in the order of sales. */
export interface Place {
  soldAt: Date;
  saleExternalId: string;
  /** Of those who share the sale; 0 is before all of them. */
  shareNumber: number;
}

/** Whose past is read; null is everybody's. */
export interface PastScope {
  affiliateIds: string[] | null;
  customerId: string | null;
  planIds: string[] | null;
}

interface PastRows {
  customers: {
    affiliateId: string;
    customerId: string;
    currency: string;
    firstSoldAt: string;
    firstSaleNumber: number | null;
    count: number;
    earnedMinor: number;
  }[];
  affiliates: {
    affiliateId: string;
    currency: string;
    count: number;
    revenueMinor: number;
    monthCount: number;
    monthRevenueMinor: number;
  }[];
  budgets: { planId: string; currency: string; usedMinor: number }[];
}

/**
 * All that came before a place, of customers who buy there or later. Sales whose credit has moved away count nowhere.
 */
export async function readPast(
  workspaceId: string,
  { soldAt, saleExternalId, shareNumber }: Place,
  scope: PastScope,
  timeZone: string,
): Promise<Past> {
  const past = emptyPast(soldAt, timeZone);
  const { from } = past.month;
  const { affiliateIds, customerId, planIds } = scope;
  const ofAffiliates = affiliateIds ? sql`affiliate_id = any(${affiliateIds})` : sql`true`;
  const isBefore = sql`(sold_at, sale_external_id, share_number)
    < (${soldAt}::timestamptz, ${saleExternalId}, ${shareNumber})`;
  const isEarlier = sql`workspace_id = ${workspaceId} and kind = 'sale' and ${ofAffiliates} and sold_at <= ${soldAt}::timestamptz
    and ${isBefore} and not ${isMoved}`;
  const buysLater = customerId
    ? sql`customer_id = ${customerId}`
    : sql`exists (select from commissions.commissions later where later.workspace_id = ${workspaceId}
        and later.customer_id = commission.customer_id and later.affiliate_id = commission.affiliate_id
        and later.sold_at >= ${soldAt}::timestamptz and later.kind = 'sale')`;
  const ofPlans = planIds ? sql`plan_id = any(${planIds})` : sql`true`;
  const { rows } = await sql<PastRows>`
    select (select coalesce(json_agg(customer), '[]') from (
        select affiliate_id as "affiliateId", customer_id as "customerId", currency,
          min(sold_at) as "firstSoldAt", min(first_number) as "firstSaleNumber", count(*) as count,
          sum(amount_minor)::bigint as "earnedMinor"
        from (
          select *, first_value((facts ->> 'saleNumber')::integer)
            over (partition by affiliate_id, customer_id order by sold_at, sale_external_id) as first_number
          from commissions.commissions commission where ${isEarlier} and ${buysLater}
        ) earlier
        group by affiliate_id, customer_id, currency) customer) as customers,
      (select coalesce(json_agg(affiliate), '[]') from (
        select affiliate_id as "affiliateId", revenue.currency, sum(revenue.sales)::bigint as count,
          sum(revenue.amount_minor)::bigint as "revenueMinor",
          coalesce(sum(revenue.sales) filter (where sold_at >= ${from}::timestamptz), 0)::bigint as "monthCount",
          coalesce(sum(revenue.amount_minor) filter (where sold_at >= ${from}::timestamptz), 0)::bigint
            as "monthRevenueMinor"
        from commissions.commissions commission
        cross join lateral (
          select sale_currency as currency, credited_minor as amount_minor, 1 as sales
          union all
          select facts #>> '{conversion,currency}', (facts #>> '{conversion,amountMinor}')::bigint, 0
          where facts ? 'conversion') revenue
        where ${isEarlier}
        group by affiliate_id, revenue.currency) affiliate) as affiliates,
      (select coalesce(json_agg(budget), '[]') from (
        select plan_id as "planId", currency, sum(amount_minor)::bigint as "usedMinor"
        from commissions.commissions commission
        where workspace_id = ${workspaceId} and kind = 'sale' and ${ofPlans} and sold_at >= ${from}::timestamptz
          and ${isBefore} and not ${isMoved}
        group by plan_id, currency) budget) as budgets`.execute(db());
  const read = rows[0];
  if (read) fill(past, read);
  return past;
}

function fill(past: Past, { customers, affiliates, budgets }: PastRows): void {
  for (const { currency, firstSoldAt, firstSaleNumber, count, earnedMinor, ...who } of customers) {
    const key = customerKey(who);
    const known = past.customers.get(key);
    const first = new Date(firstSoldAt);
    past.customers.set(key, {
      firstSoldAt: known && known.firstSoldAt < first ? known.firstSoldAt : first,
      firstSaleNumber,
      count: (known?.count ?? 0) + count,
      earnedMinor: { ...known?.earnedMinor, [currency]: earnedMinor },
    });
  }
  for (const { affiliateId, currency, count, revenueMinor, monthCount, monthRevenueMinor } of affiliates) {
    const known = past.affiliates.get(affiliateId);
    past.affiliates.set(affiliateId, {
      count: (known?.count ?? 0) + count,
      revenueMinor: { ...known?.revenueMinor, [currency]: revenueMinor },
    });
    const month = past.months.get(affiliateId);
    past.months.set(affiliateId, {
      count: (month?.count ?? 0) + monthCount,
      revenueMinor: { ...month?.revenueMinor, [currency]: monthRevenueMinor },
    });
  }
  for (const { planId, currency, usedMinor } of budgets)
    past.budgets.set(budgetKey(planId, currency), usedMinor);
}

/** Bookings that look at history follow one another until the transaction ends: none overlooks another. */
export async function lockHistory(workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`commissions.history:${workspaceId}`}, 0))`.execute(
    db(),
  );
}
