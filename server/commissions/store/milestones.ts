import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { GrantedAward } from '../awards/flip-award.ts';
import { takenBack } from './awards.ts';
import { isMoved } from './corrections.ts';

/** A credited sale of a customer as its winner has it. */
export interface CreditedPayment {
  saleId: string;
  affiliateId: string;
  offerId: string;
  soldAt: Date;
  amountMinor: number;
  refundedMinor: number;
  currency: string;
}

/** In the order of sales; what is credited to nobody is left out. */
export async function listPayments(workspaceId: string, customerId: string): Promise<CreditedPayment[]> {
  const { rows } = await sql<CreditedPayment>`
    select sale_id, affiliate_id, offer_id, sold_at, sale_amount_minor as amount_minor, sale_currency as currency,
      (select coalesce(sum(amount_minor), 0)::bigint from commissions.refunds
        where workspace_id = commission.workspace_id and sale_id = commission.sale_id) as refunded_minor
    from commissions.commissions commission
    where workspace_id = ${workspaceId} and customer_id = ${customerId} and kind = 'sale' and share_number = 1
      and not ${isMoved}
    order by sold_at, sale_external_id`.execute(db());
  return rows;
}

export async function listCustomersOfSales(workspaceId: string, saleIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`
    select distinct customer_id from commissions.commissions
    where workspace_id = ${workspaceId} and sale_id = any(${saleIds}) order by 1`.execute(db());
  return rows.map(({ customerId }) => customerId);
}

/** What was granted for milestones of these source keys. */
export async function listMilestones(workspaceId: string, sourceKeys: string[]): Promise<GrantedAward[]> {
  const { rows } = await sql<GrantedAward>`
    select source_key, ${takenBack} > 0 as is_taken_back,
      (select count(*) from commissions.takebacks where workspace_id = commission.workspace_id
        and kind = commission.kind and award_key = commission.source_key) as change_count
    from commissions.commissions commission
    where workspace_id = ${workspaceId} and kind = 'milestone' and source_key = any(${sourceKeys})`.execute(
    db(),
  );
  return rows;
}

export interface Anniversary {
  customerId: string;
  affiliateId: string;
  offerId: string;
  reachedAt: Date;
}

/** Customers whose first credited payment was so many calendar months before a moment in `[from, to)`. */
export async function listAnniversaries(
  workspaceId: string,
  { months, from, to, timeZone }: { months: number; from: Date; to: Date; timeZone: string },
): Promise<Anniversary[]> {
  const { rows } = await sql<Anniversary>`
    with paid as (
      select distinct on (customer_id) customer_id, affiliate_id, offer_id,
        (sold_at at time zone ${timeZone} + make_interval(months => ${months}::integer)) at time zone ${timeZone}
          as reached_at
      from commissions.commissions commission
      where workspace_id = ${workspaceId} and kind = 'sale' and share_number = 1 and sale_amount_minor > 0
        and not ${isMoved}
      order by customer_id, sold_at, sale_external_id
    )
    select * from paid where reached_at >= ${from} and reached_at < ${to} order by customer_id`.execute(db());
  return rows;
}
