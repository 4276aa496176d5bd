import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { History } from '../plans/choose-reward.ts';
import type { BookedFacts } from './commissions.ts';
import { isMoved } from './corrections.ts';
import type { PastScope, Place } from './past.ts';

const PAGE_SIZE = 5_000;

/** A commission with the sale that it is of, and what its lines sum to. */
export interface BookedSaleRow {
  id: string;
  affiliateId: string;
  customerId: string;
  saleExternalId: string;
  planId: string | null;
  planVersion: number | null;
  saleAmountMinor: number;
  creditedMinor: number;
  shareNumber: number;
  saleCurrency: string;
  amountMinor: number;
  currency: string;
  nothingBecause: string | null;
  soldAt: Date;
  facts: Partial<BookedFacts>;
  refundedMinor: number;
  isDeclined: boolean;
  isMoved: boolean;
  waitingBasisPoints: number;
  outcome: 'met' | 'missed' | null;
  earnedMinor: number;
  waitingMinor: number;
}

/** With all that it must be recomputed from as it was decided. */
export interface BookedCommission extends BookedSaleRow {
  releaseAt: Date;
  firstSoldAt: Date | null;
  history: History | null;
  evaluateAt: Date | null;
  paidMinor: number;
  /** The most that it ever was. */
  greatestMinor: number;
}

/** Every commission, a page in memory at a time. */
export async function* eachBookedCommission(workspaceId: string): AsyncGenerator<BookedCommission> {
  let after = '';
  for (;;) {
    const rows = await readPage<BookedCommission>(
      workspaceId,
      sql`commission.id > ${after}`,
      sql`commission.id`,
      asDecided,
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_SIZE) return;
    after = last.id;
  }
}

/** From a place on, and before a moment; null is without an end, or everybody's. */
interface Stretch extends Omit<PastScope, 'planIds'> {
  from: Place;
  until: Date | null;
}

/** The sales of a stretch in their order, a page in memory at a time, without those whose credit has moved away. */
export async function* eachSaleInOrder(
  workspaceId: string,
  { from, until, affiliateIds, customerId }: Stretch,
): AsyncGenerator<BookedSaleRow> {
  const whose = sql`(${affiliateIds}::text[] is null or affiliate_id = any(${affiliateIds}))
    and (${customerId}::text is null or customer_id = ${customerId})
    and (${until}::timestamptz is null or sold_at < ${until})`;
  let { soldAt, saleExternalId, shareNumber } = from;
  let id = '';
  for (;;) {
    const place = sql`(sold_at, sale_external_id, share_number, commission.id)
      > (${soldAt}::timestamptz, ${saleExternalId}, ${shareNumber}, ${id})`;
    const within = sql`sold_at >= ${soldAt}::timestamptz and ${place} and ${whose}`;
    const order = sql`sold_at, sale_external_id, share_number, commission.id`;
    const rows = await readPage<BookedSaleRow>(workspaceId, within, order, sql``);
    for (const row of rows) if (!row.isMoved) yield row;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_SIZE) return;
    ({ soldAt, saleExternalId, shareNumber, id } = last);
  }
}

/** Over the row `commission` and its `lines`. */
const asDecided = sql`, release_at, first_sold_at, history, evaluate_at,
  coalesce(lines.paid_minor, 0) as paid_minor, greatest(commission.amount_minor, (
    select max((was ->> 'amountMinor')::bigint) from commissions.redecisions
    where workspace_id = commission.workspace_id and commission_id = commission.id)) as greatest_minor`;

async function readPage<Row>(
  workspaceId: string,
  which: ReturnType<typeof sql>,
  order: ReturnType<typeof sql>,
  more: ReturnType<typeof sql>,
): Promise<Row[]> {
  // Few sales have moved: the others are not asked one by one.
  const isMovedAtAll = sql`(sale_id in (select sale_id from commissions.reattributions
    where workspace_id = ${workspaceId}) and ${isMoved})`;
  const { rows } = await sql<Row>`
    with commission as materialized (
      select * from commissions.commissions commission
      where workspace_id = ${workspaceId} and kind = 'sale' and ${which}
      order by ${order} limit ${PAGE_SIZE})
    select commission.id, affiliate_id, customer_id, sale_external_id, plan_id, plan_version, sale_amount_minor, sale_currency,
      credited_minor, share_number,
      commission.amount_minor, commission.currency, nothing_because, sold_at, facts,
      waiting_basis_points, evaluation.outcome, ${isMovedAtAll} as is_moved,
      coalesce(refund.amount_minor, 0) as refunded_minor, declined.commission_id is not null as is_declined,
      coalesce(lines.earned_minor, 0) as earned_minor, coalesce(waiting.waiting_minor, 0) as waiting_minor ${more}
    from commission
    left join (
      select sale_id as refunded_sale_id, sum(amount_minor) as amount_minor from commissions.refunds
      where workspace_id = ${workspaceId} and sale_id = any(array(select sale_id from commission)) group by 1
    ) refund on refunded_sale_id = sale_id
    left join (
      select commission_id, currency as line_currency,
        sum(amount_minor) filter (where settles_entry_id is null) as earned_minor,
        -sum(amount_minor) filter (where settles_entry_id is not null) as paid_minor
      from commissions.ledger_lines
      where workspace_id = ${workspaceId} and account = 'affiliate'
        and commission_id = any(array(select id from commission))
      group by 1, 2
    ) lines on lines.commission_id = commission.id and line_currency = commission.currency
    left join (
      select commission_id, currency as waiting_currency, sum(amount_minor) as waiting_minor
      from commissions.ledger_lines
      where workspace_id = ${workspaceId} and account = 'affiliate_waiting'
        and commission_id = any(array(select id from commission))
      group by 1, 2
    ) waiting on waiting.commission_id = commission.id and waiting_currency = commission.currency
    left join commissions.approvals declined on declined.workspace_id = ${workspaceId}
      and declined.commission_id = commission.id and declined.withdrawn_at is null and declined.decision = 'declined'
    left join commissions.evaluations evaluation
      on evaluation.workspace_id = ${workspaceId} and evaluation.commission_id = commission.id
    order by ${order}`.execute(db());
  return rows;
}
