import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { isMoved } from './corrections.ts';

export interface AffiliateCommissions {
  affiliateId: string;
  currency: string;
  /** After refunds and declines, paid or not. */
  keptMinor: number;
  paidMinor: number;
}

/** Commission per affiliate and currency over all time. Null ids mean all. */
export async function sumCommissions(
  workspaceId: string,
  affiliateIds: string[] | null,
): Promise<AffiliateCommissions[]> {
  let select = db()
    .selectFrom('commissions.ledgerLines')
    .select(['affiliateId', 'currency'])
    .select([
      sql<number>`coalesce(sum(amount_minor) filter (where settles_entry_id is null), 0)`.as('keptMinor'),
      sql<number>`coalesce(-sum(amount_minor) filter (where settles_entry_id is not null), 0)`.as(
        'paidMinor',
      ),
    ])
    .where('workspaceId', '=', workspaceId)
    .where('account', '=', 'affiliate')
    .groupBy(['affiliateId', 'currency']);
  if (affiliateIds) select = select.where('affiliateId', 'in', ['', ...affiliateIds]);
  return select.execute();
}

export interface AffiliateSales {
  affiliateId: string;
  currency: string;
  saleCount: number;
  /** Without tax, before refunds. */
  soldMinor: number;
  refundedMinor: number;
  /** What buyers were given off, as far as sales told it, less the refunded share. */
  discountMinor: number;
}

/** The sales that affiliates have won, per affiliate and currency over all time: a shared one is the winner's. Null ids mean all. */
export async function sumSales(
  workspaceId: string,
  affiliateIds: string[] | null,
): Promise<AffiliateSales[]> {
  return selectSales(workspaceId, affiliateIds).execute();
}

export interface CustomerSales extends AffiliateSales {
  customerId: string;
  firstSoldAt: Date;
  /** Of the latest sale. */
  offerId: string;
}

/** The same, for each customer apart. */
export async function sumSalesByCustomer(
  workspaceId: string,
  affiliateIds: string[] | null,
): Promise<CustomerSales[]> {
  return selectSales(workspaceId, affiliateIds)
    .select([
      sql<string>`commission.customer_id`.as('customerId'),
      sql<Date>`min(commission.sold_at)`.as('firstSoldAt'),
    ])
    .select(
      sql<string>`(array_agg(commission.offer_id order by commission.sold_at desc, commission.id desc))[1]`.as(
        'offerId',
      ),
    )
    .groupBy('commission.customerId')
    .execute();
}

export interface CustomerCommissions {
  affiliateId: string;
  customerId: string;
  currency: string;
  keptMinor: number;
}

/**
 * Commission that is kept for an affiliate's customers, per currency over all time, paid or not: also what others earned
 * by helping, for whoever judges a customer sets what they are worth against all that was paid for them.
 */
export async function sumCommissionsByCustomer(workspaceId: string): Promise<CustomerCommissions[]> {
  const { rows } = await sql<CustomerCommissions>`
    with kept as (
      select commission_id, currency, sum(amount_minor) as kept_minor from commissions.ledger_lines
      where workspace_id = ${workspaceId} and account = 'affiliate' and settles_entry_id is null
      group by commission_id, currency
    )
    select coalesce(commission.affiliate_id, share.affiliate_id) as affiliate_id, share.customer_id,
      kept.currency, sum(kept_minor)::bigint as kept_minor
    from kept
    join commissions.commissions share on share.workspace_id = ${workspaceId} and share.id = kept.commission_id
      and share.customer_id is not null
    left join commissions.commissions commission on commission.workspace_id = ${workspaceId}
      and commission.sale_id = share.sale_id and commission.share_number = 1 and not ${isMoved}
    group by 1, share.customer_id, kept.currency`.execute(db());
  return rows;
}

/** Over the rows `commission` and `refund`; a sale for nothing keeps its discount whole. */
const keptDiscount = sql<number>`coalesce(sum(round((commission.facts ->> 'discountMinor')::numeric
  * (1 - least(coalesce(refund.amount_minor / nullif(commission.sale_amount_minor, 0), 0), 1)))), 0)::bigint`;

function selectSales(workspaceId: string, affiliateIds: string[] | null) {
  let select = db()
    .selectFrom('commissions.commissions as commission')
    .leftJoin(
      (from) =>
        from
          .selectFrom('commissions.refunds')
          .select(['saleId', sql<number>`sum(amount_minor)`.as('amountMinor')])
          .where('workspaceId', '=', workspaceId)
          .groupBy('saleId')
          .as('refund'),
      (join) => join.onRef('refund.saleId', '=', 'commission.saleId'),
    )
    .select(['commission.affiliateId', sql<string>`commission.sale_currency`.as('currency')])
    .select([
      sql<number>`count(*)`.as('saleCount'),
      sql<number>`sum(commission.sale_amount_minor)::bigint`.as('soldMinor'),
      sql<number>`coalesce(sum(refund.amount_minor), 0)`.as('refundedMinor'),
      keptDiscount.as('discountMinor'),
    ])
    .where('commission.workspaceId', '=', workspaceId)
    .where('commission.kind', '=', 'sale')
    .where('commission.shareNumber', '=', 1)
    .where(sql<boolean>`not ${isMoved}`)
    .groupBy(['commission.affiliateId', 'commission.saleCurrency']);
  if (affiliateIds) select = select.where('commission.affiliateId', 'in', ['', ...affiliateIds]);
  return select;
}

export interface MonthOfSales {
  /** `YYYY-MM` in the given time zone. */
  month: string;
  saleCount: number;
  soldMinor: number;
  /** As booked at the sale. */
  commissionMinor: number;
}

/** One affiliate's sales by month with all that they earned anybody, in the currency; commissions in another are left out. */
export async function listMonthsOfSales(
  workspaceId: string,
  which: { affiliateId: string; currency: string; timeZone: string },
): Promise<MonthOfSales[]> {
  const { affiliateId, currency, timeZone } = which;
  const { rows } = await sql<MonthOfSales>`
    with won as (
      select sale_id, sold_at, sale_amount_minor from commissions.commissions as commission
      where workspace_id = ${workspaceId} and kind = 'sale' and affiliate_id = ${affiliateId}
        and sale_currency = ${currency} and share_number = 1 and not ${isMoved}
    ), earned as (
      select sale_id, sum(amount_minor) as amount_minor from commissions.commissions as commission
      where workspace_id = ${workspaceId} and sale_id in (select sale_id from won) and currency = ${currency}
        and not ${isMoved}
      group by sale_id
    )
    select to_char(sold_at at time zone ${timeZone}, 'YYYY-MM') as month, count(*) as sale_count,
      sum(sale_amount_minor)::bigint as sold_minor, coalesce(sum(earned.amount_minor), 0)::bigint as commission_minor
    from won left join earned using (sale_id)
    group by 1 order by 1`.execute(db());
  return rows;
}
