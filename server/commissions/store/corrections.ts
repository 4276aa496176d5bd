import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { CommissionFacts, Parts } from '../rules.ts';
import { takenBack } from './awards.ts';

export interface LockedCommission extends CommissionFacts {
  id: string;
  affiliateId: string;
  /** Null for some awards. */
  customerId: string | null;
  planId: string | null;
  planVersion: number | null;
  currency: string;
  /** What the affiliate's lines sum to, without payouts; another currency than the commission's is an earlier decision's. */
  booked: (Parts & { currency: string })[];
  evaluateAt: Date | null;
  paidMinor: number;
}

/** A commission of a sale, whether it stands or its credit has moved away. */
export interface SharerOfSale {
  id: string;
  affiliateId: string;
  offerId: string | null;
  creditedMinor: number | null;
  shareNumber: number;
}

/** The commissions of a sale, locked until the transaction ends; none where nobody has ever had the credit. */
export async function lockCommissionsOfSale(workspaceId: string, saleId: string): Promise<SharerOfSale[]> {
  return db()
    .selectFrom('commissions.commissions')
    .select(['id', 'affiliateId', 'offerId', 'creditedMinor', 'shareNumber'])
    .where('workspaceId', '=', workspaceId)
    .where('saleId', '=', saleId)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Locks first and sums afterwards, so that the sums hold what the one before has committed. */
export async function lockCommission(workspaceId: string, id: string): Promise<LockedCommission | null> {
  const locked = await db()
    .selectFrom('commissions.commissions')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!locked) return null;
  return db()
    .selectFrom('commissions.commissions as commission')
    .select(['id', 'affiliateId', 'customerId', 'currency', 'amountMinor'])
    .select(['planId', 'planVersion', 'waitingBasisPoints', 'evaluateAt'])
    .select([
      sql<number>`coalesce(sale_amount_minor, basis_minor)`.as('saleAmountMinor'),
      sql<number>`case when kind <> 'sale' then ${takenBack} else (
        select coalesce(sum(amount_minor), 0) from commissions.refunds
        where workspace_id = commission.workspace_id and sale_id = commission.sale_id)::bigint end`.as(
        'refundedMinor',
      ),
      sql<boolean>`exists (select from commissions.approvals
        where workspace_id = commission.workspace_id and commission_id = commission.id
          and withdrawn_at is null and decision = 'declined')`.as('isDeclined'),
      isMoved.as('isMoved'),
      outcomeOf.as('outcome'),
      bookedParts.as('booked'),
      sql<number>`-${sumOfLines(sql`settles_entry_id is not null`)}`.as('paidMinor'),
    ])
    .where('commission.workspaceId', '=', workspaceId)
    .where('commission.id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Over the row `commission`. */
const bookedParts = sql<LockedCommission['booked']>`(
  select coalesce(json_agg(part), '[]') from (
    select currency, coalesce(sum(amount_minor) filter (where account = 'affiliate'), 0)::bigint as "earnedMinor",
      coalesce(sum(amount_minor) filter (where account = 'affiliate_waiting'), 0)::bigint as "waitingMinor"
    from commissions.ledger_lines
    where workspace_id = commission.workspace_id and commission_id = commission.id and settles_entry_id is null
      and account in ('affiliate', 'affiliate_waiting')
    group by currency) part)`;

/** Over the row `commission`. */
export const isMoved = sql<boolean>`commissions.is_moved(commission.workspace_id, commission.sale_id,
  commission.affiliate_id, commission.offer_id)`;

/** Over the affiliate's lines of the row `commission`, in its currency. */
export function sumOfLines(which: ReturnType<typeof sql<boolean>> | ReturnType<typeof sql>) {
  return sql<number>`(select coalesce(sum(amount_minor), 0) from commissions.ledger_lines
    where workspace_id = commission.workspace_id and commission_id = commission.id
      and account = 'affiliate' and currency = commission.currency and ${which})`;
}

/** Over the row `commission`. */
export const sumOfWaiting = sql<number>`(select coalesce(sum(amount_minor), 0) from commissions.ledger_lines
  where workspace_id = commission.workspace_id and commission_id = commission.id
    and account = 'affiliate_waiting' and currency = commission.currency)`;

/** Over the row `commission`. */
export const outcomeOf = sql<CommissionFacts['outcome']>`(select outcome from commissions.evaluations
  where workspace_id = commission.workspace_id and commission_id = commission.id)`;

/** @returns false when this refund is known already. */
export async function insertRefund(
  workspaceId: string,
  refund: { refundId: string; saleId: string; amountMinor: number; occurredAt: Date },
): Promise<boolean> {
  const { refundId, saleId, amountMinor, occurredAt } = refund;
  const row = await db()
    .insertInto('commissions.refunds')
    .values({ workspaceId, refundId, saleId, amountMinor, occurredAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('refundId')
    .executeTakeFirst();
  return row !== undefined;
}

/** Who has a sale's credit from then on, each with their share of the amount; empty is nobody. */
export interface Reattribution {
  id: string;
  saleId: string;
  affiliateId: string | null;
  offerId: string | null;
  shares: { affiliateId: string; amountMinor: number }[];
}

export async function insertReattribution(
  workspaceId: string,
  { shares, ...moved }: Reattribution,
): Promise<void> {
  await db()
    .insertInto('commissions.reattributions')
    .values({ workspaceId, ...moved, shares: JSON.stringify(shares) })
    .execute();
}
