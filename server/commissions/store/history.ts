import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { History } from '../plans/choose-reward.ts';
import { isMoved } from './corrections.ts';

export interface HistoryQuery {
  saleId: string;
  affiliateId: string;
  customerId: string;
  planId: string;
  /** Of the sale, and of what it may earn. */
  saleCurrency: string;
  planCurrency: string | null;
  saleNumber: number;
  soldAt: Date;
  /** Of the calendar month of the sale; `to` is exclusive. */
  month: { from: Date; to: Date };
}

/**
 * What had come before a sale: rules go by what happened earlier, caps and budgets by all that is booked, so that
 * they hold whatever arrives when. Sales whose credit has moved away count nowhere.
 */
export async function readHistory(
  workspaceId: string,
  which: HistoryQuery,
): Promise<{ firstSoldAt: Date | null; history: History }> {
  const { saleId, affiliateId, customerId, planId, saleCurrency, planCurrency, soldAt, month } = which;
  const isOther = sql`workspace_id = ${workspaceId} and sale_id <> ${saleId} and not ${isMoved}`;
  const isBefore = sql`(sold_at, sale_id) < (${soldAt}::timestamptz, ${saleId})`;
  const inMonth = sql`sold_at >= ${month.from}::timestamptz and sold_at < ${month.to}::timestamptz`;
  const { rows } = await sql<Record<string, number | null> & { firstSoldAt: Date | null }>`
    select customer.*, volume.*, budget.*
    from (
      select min(sold_at) as first_sold_at, count(*) filter (where ${isBefore}) as payment_count,
        (array_agg((facts ->> 'saleNumber')::integer order by sold_at, sale_id)
          filter (where ${isBefore}))[1] as first_sale_number,
        coalesce(sum(amount_minor) filter (where currency = ${planCurrency}), 0)::bigint as customer_earned_minor
      from commissions.commissions commission
      where ${isOther} and customer_id = ${customerId} and affiliate_id = ${affiliateId}
    ) customer, (
      select count(*) as lifetime_count, count(*) filter (where ${inMonth}) as month_count,
        coalesce(sum(sale_amount_minor) filter (where sale_currency = ${saleCurrency}), 0)::bigint
          as lifetime_minor,
        coalesce(sum(sale_amount_minor) filter (where sale_currency = ${saleCurrency} and ${inMonth}), 0)::bigint
          as month_minor
      from commissions.commissions commission
      where ${isOther} and affiliate_id = ${affiliateId} and ${isBefore}
    ) volume, (
      select coalesce(sum(amount_minor), 0)::bigint as budget_used_minor
      from commissions.commissions commission
      where ${isOther} and plan_id = ${planId} and currency = ${planCurrency} and ${inMonth}
    ) budget`.execute(db());
  const row = rows[0];
  const number = (name: string) => row?.[name] ?? 0;
  return {
    firstSoldAt: row?.firstSoldAt ?? null,
    history: {
      isNewCustomer: (row?.firstSaleNumber ?? which.saleNumber) === 1,
      paymentCount: number('paymentCount'),
      month: { count: number('monthCount'), revenueMinor: number('monthMinor') },
      lifetime: { count: number('lifetimeCount'), revenueMinor: number('lifetimeMinor') },
      customerEarnedMinor: number('customerEarnedMinor'),
      budgetUsedMinor: number('budgetUsedMinor'),
    },
  };
}

/** Bookings that look at history follow one another until the transaction ends: none overlooks another. */
export async function lockHistory(workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`commissions.history:${workspaceId}`}, 0))`.execute(
    db(),
  );
}
