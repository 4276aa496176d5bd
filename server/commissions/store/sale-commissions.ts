import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Commission } from '../schema.ts';
import { stateAt } from './commissions.ts';
import { isMoved } from './corrections.ts';

/** What one sale earns one of its affiliates. */
export interface SaleCommission {
  saleId: string;
  affiliateId: string;
  /** The sale and its revenue count with the winner; the others helped. */
  isWinner: boolean;
  currency: string;
  /** After refunds and declines, paid or not; what waits for a date is not in it. */
  keptMinor: number;
  state: Commission['state'];
}

/** Of the sales between two moments; what a sale earned before its credit moved has been taken back and is left out. */
export async function listSaleCommissions(
  workspaceId: string,
  { from, to, affiliateId, now }: { from: Date; to: Date; affiliateId: string | null; now: Date },
): Promise<SaleCommission[]> {
  const { rows } = await sql<SaleCommission>`
    with booked as materialized (
      select * from commissions.commissions
      where workspace_id = ${workspaceId} and kind = 'sale' and sold_at >= ${from} and sold_at < ${to}
        and (${affiliateId}::text is null or affiliate_id = ${affiliateId})
    ), sums as (
      select booked.id as commission_id,
        ${sumWhere(sql`account = 'affiliate' and settles_entry_id is null`)} as kept_minor,
        ${sumWhere(sql`account = 'affiliate_waiting'`)} as waiting_minor,
        -${sumWhere(sql`account = 'affiliate' and settles_entry_id is not null`)} as paid_minor
      from booked left join commissions.ledger_lines line on line.workspace_id = ${workspaceId}
        and line.commission_id = booked.id and line.account in ('affiliate', 'affiliate_waiting')
      group by booked.id
    )
    select commission.sale_id, commission.affiliate_id, commission.share_number = 1 as is_winner,
      commission.currency, sums.kept_minor, ${stateAt(now)} as state
    from booked as commission
    join sums on sums.commission_id = commission.id
    left join commissions.approvals approval on approval.workspace_id = ${workspaceId}
      and approval.commission_id = commission.id and approval.withdrawn_at is null
    left join commissions.evaluations evaluation on evaluation.workspace_id = ${workspaceId}
      and evaluation.commission_id = commission.id
    where not ${isMoved}
    order by commission.sale_id, commission.share_number`.execute(db());
  return rows;
}

function sumWhere(which: ReturnType<typeof sql>) {
  return sql`coalesce(sum(line.amount_minor) filter (where ${which}), 0)::bigint`;
}
