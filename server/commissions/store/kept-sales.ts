import { sql } from 'kysely';
import { isMoved } from './corrections.ts';

/** Of the row `commission` of a sale: the part of the sale that was refunded; null for a sale of nothing. */
export const refundedPart = sql<number | null>`(select coalesce(sum(amount_minor), 0) from commissions.refunds
  where workspace_id = commission.workspace_id and sale_id = commission.sale_id)
  / nullif(sale_amount_minor, 0)::numeric`;

/** The row `commission` is its sale's winner's, has not moved away and was not declined. */
export const isWonStill = sql<boolean>`(kind = 'sale' and share_number = 1 and not ${isMoved}
  and not exists (select from commissions.approvals approval
    where approval.workspace_id = commission.workspace_id and approval.commission_id = commission.id
      and withdrawn_at is null and decision = 'declined'))`;

/** What the affiliate of the row `commission` is credited with in a currency: zero where it neither is in it nor was converted to it. */
export function creditedIn(currency: string) {
  return sql<number>`(case when sale_currency = ${currency} then credited_minor
    when facts -> 'conversion' ->> 'currency' = ${currency}
      then (facts -> 'conversion' ->> 'amountMinor')::bigint
    else 0 end)`;
}
