import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { History, SaleFacts } from '../plans/choose-reward.ts';

const PAGE_SIZE = 5_000;

export interface BookedCommission {
  id: string;
  planId: string | null;
  planVersion: number | null;
  saleAmountMinor: number;
  saleCurrency: string;
  amountMinor: number;
  soldAt: Date;
  releaseAt: Date;
  firstSoldAt: Date | null;
  facts: SaleFacts;
  history: History | null;
  refundedMinor: number;
  isDeclined: boolean;
  isMoved: boolean;
  waitingBasisPoints: number;
  evaluateAt: Date | null;
  outcome: 'met' | 'missed' | null;
  earnedMinor: number;
  waitingMinor: number;
  paidMinor: number;
}

/** Every commission with what it must be recomputed from, a page in memory at a time. */
export async function* eachBookedCommission(workspaceId: string): AsyncGenerator<BookedCommission> {
  let after = '';
  for (;;) {
    const rows = await pageAfter(workspaceId, after);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_SIZE) return;
    after = last.id;
  }
}

async function pageAfter(workspaceId: string, after: string): Promise<BookedCommission[]> {
  const { rows } = await sql<BookedCommission>`
    select commission.id, commission.plan_id, commission.plan_version, commission.sale_amount_minor,
      commission.sale_currency, commission.amount_minor, commission.sold_at, commission.release_at,
      commission.first_sold_at, commission.facts, commission.history,
      commission.waiting_basis_points, commission.evaluate_at, evaluation.outcome,
      commissions.is_moved(commission.workspace_id, commission.sale_id, commission.affiliate_id, commission.offer_id)
        as is_moved,
      coalesce(refund.amount_minor, 0) as refunded_minor,
      exists (select from commissions.approvals approval where approval.workspace_id = commission.workspace_id
        and approval.commission_id = commission.id and approval.withdrawn_at is null
        and approval.decision = 'declined') as is_declined,
      coalesce(lines.earned_minor, 0) as earned_minor,
      coalesce(waiting.amount_minor, 0) as waiting_minor, coalesce(lines.paid_minor, 0) as paid_minor
    from commissions.commissions commission
    left join lateral (select sum(amount_minor) as amount_minor from commissions.refunds
      where workspace_id = commission.workspace_id and sale_id = commission.sale_id) refund on true
    left join lateral (
      select sum(amount_minor) filter (where settles_entry_id is null) as earned_minor,
        -sum(amount_minor) filter (where settles_entry_id is not null) as paid_minor
      from commissions.ledger_lines where workspace_id = commission.workspace_id
        and commission_id = commission.id and account = 'affiliate') lines on true
    left join lateral (select sum(amount_minor) as amount_minor from commissions.ledger_lines
      where workspace_id = commission.workspace_id and commission_id = commission.id
        and account = 'affiliate_waiting') waiting on true
    left join commissions.evaluations evaluation
      on evaluation.workspace_id = commission.workspace_id and evaluation.commission_id = commission.id
    where commission.workspace_id = ${workspaceId} and commission.id > ${after}
    order by commission.id limit ${PAGE_SIZE}`.execute(db());
  return rows;
}

/** How many entries there are, and those whose lines do not sum to zero: none, unless triggers were taken away. */
export async function listBrokenEntries(workspaceId: string) {
  const { rows } = await sql<{ entries: number; broken: { id: string; sum: number }[] }>`
    select count(*) as entries,
      coalesce(json_agg(json_build_object('id', id, 'sum', sum)) filter (where sum is distinct from 0), '[]') as broken
    from (
      select entry.id, sum(line.amount_minor) as sum
      from commissions.ledger_entries entry
      left join commissions.ledger_lines line
        on line.workspace_id = entry.workspace_id and line.entry_id = entry.id
      where entry.workspace_id = ${workspaceId}
      group by entry.id
    ) as summed`.execute(db());
  return rows[0] ?? { entries: 0, broken: [] };
}
