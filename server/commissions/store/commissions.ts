import { type Expression, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { AwardReason } from '../awards/schema.ts';
import type { History, SaleFacts } from '../plans/choose-reward.ts';
import type { Conversion } from '../rates/convert.ts';
import type { CustomerHistory, Earning } from '../rules.ts';
import type { Commission, CommissionLine, CommissionListQuery } from '../schema.ts';
import { isMoved, sumOfLines, sumOfWaiting } from './corrections.ts';
import { heldSince, isHeld } from './holds.ts';

export interface NewCommission extends Omit<Earning, 'choice' | 'cappedBy'>, CustomerHistory {
  id: string;
  entryId: string;
  saleId: string;
  saleExternalId: string;
  affiliateId: string;
  offerId: string;
  customerId: string;
  planId: string | null;
  planVersion: number | null;
  needsApproval: boolean;
  /** The whole sale. */
  saleAmountMinor: number;
  /** The affiliate's share of it. */
  creditedMinor: number;
  /** 1 is the winner's. */
  shareNumber: number;
  saleCurrency: string;
  soldAt: Date;
  facts: BookedFacts;
}

/** What a sale told of itself, and which of the customer's sales it was. */
export type BookedFacts = SaleFacts & {
  saleNumber: number;
  conversion?: Conversion | undefined;
  /** What the buyer was given off. */
  discountMinor?: number | undefined;
};

export interface CommissionToBook extends NewCommission {
  /** The earning supposes that the customer has not bought through this affiliate before. */
  expectsFirst: boolean;
}

/** What came of booking a sale; not booked are those that were there already, and those that expected a first one. */
export interface Booking {
  firstSoldAt: Date | null;
  isBooked: boolean;
}

/**
 * Commissions with their ledger entries, in one round trip; a sale that is booked already is left alone.
 * @returns for each whether it was written now, and when the customer first bought, if `expectsFirst` is wrong.
 */
export async function insertCommissions(
  workspaceId: string,
  commissions: CommissionToBook[],
): Promise<Booking[]> {
  if (commissions.length === 0) return [];
  const ids = commissions.map(({ id }) => id);
  const { rows } = await sql<Booking>`
    with booked as materialized (
      select first_sold_at, position
      from commissions.book_commissions(${workspaceId}, ${JSON.stringify(commissions)}::jsonb)
        with ordinality as booked (first_sold_at, position)
    )
    select first_sold_at, commissions.is_booked(${workspaceId}, (${ids}::text[])[position]) as is_booked
    from booked order by position`.execute(db());
  return rows;
}

/** Where a commission stands at `now`, from its lines and the standing decision: the one definition. */
export function stateAt(now: Date) {
  return sql<Commission['state']>`case
    when commission.nothing_because = 'no_rate' and not ${isMoved} then 'awaiting_rate'
    when commission.amount_minor = 0 then 'nothing'
    when ${isMoved} then 'moved'
    when approval.decision = 'declined' then 'declined'
    when sums.kept_minor = 0 and sums.waiting_minor > 0 then 'waiting'
    when sums.kept_minor = 0 and evaluation.outcome = 'missed' then 'lost'
    when sums.kept_minor = 0 then case when commission.kind = 'sale' then 'refunded' else 'taken_back' end
    when sums.paid_minor <> 0 then 'paid'
    when ${isHeld} then 'held'
    when commission.needs_approval and approval.decision is null then 'awaiting_approval'
    when commission.release_at > ${now} then 'pending'
    else 'payable' end`;
}

const commissionColumns = [
  'commission.id',
  'commission.saleId',
  'commission.saleExternalId',
  'commission.affiliateId',
  'commission.offerId',
  'commission.customerId',
  'commission.planId',
  'commission.planVersion',
  'commission.saleAmountMinor',
  'commission.creditedMinor',
  'commission.shareNumber',
  'commission.saleCurrency',
  'commission.amountMinor',
  'commission.currency',
  'commission.nothingBecause',
  'commission.needsApproval',
  'commission.soldAt',
  'commission.releaseAt',
  'commission.firstSoldAt',
  'commission.evaluateAt',
  'sums.waitingMinor',
  'sums.keptMinor',
  'sums.paidMinor',
] as const;

function selectCommissions(workspaceId: string, now: Date) {
  return db()
    .selectFrom('commissions.commissions as commission')
    .leftJoin('commissions.approvals as approval', (join) =>
      join
        .onRef('approval.workspaceId', '=', 'commission.workspaceId')
        .onRef('approval.commissionId', '=', 'commission.id')
        .on('approval.withdrawnAt', 'is', null),
    )
    .leftJoin('commissions.evaluations as evaluation', (join) =>
      join
        .onRef('evaluation.workspaceId', '=', 'commission.workspaceId')
        .onRef('evaluation.commissionId', '=', 'commission.id'),
    )
    .innerJoinLateral(
      db()
        .selectNoFrom([
          sumOfLines(sql`settles_entry_id is null`).as('keptMinor'),
          sumOfWaiting.as('waitingMinor'),
          sql<number>`-${sumOfLines(sql`settles_entry_id is not null`)}`.as('paidMinor'),
        ])
        .as('sums'),
      (join) => join.onTrue(),
    )
    .select(commissionColumns)
    .select([
      sql<Commission['kind']>`commission.kind`.as('kind'),
      sql<BookedFacts>`commission.facts`.as('facts'),
      sql<History | null>`commission.history`.as('history'),
      sql<AwardReason | null>`commission.reason`.as('reason'),
      stateAt(now).as('state'),
      heldSince.as('heldSince'),
    ])
    .where('commission.workspaceId', '=', workspaceId);
}

export type CommissionRow = Awaited<
  ReturnType<ReturnType<typeof selectCommissions>['executeTakeFirstOrThrow']>
>;

/** As a part of another question. */
export const selectAwaitingApproval = (workspaceId: string, now: Date) =>
  selectCommissions(workspaceId, now)
    .clearSelect()
    .select('commission.bookedAt')
    .where('commission.needsApproval', '=', true)
    .where(stateAt(now), '=', 'awaiting_approval');

/** Newest sale first. */
export async function pageOfCommissions(workspaceId: string, query: CommissionListQuery, now: Date) {
  const after = decodeCursor(query.cursor);
  let select = selectCommissions(workspaceId, now)
    .orderBy('commission.soldAt', 'desc')
    .orderBy('commission.id', 'desc')
    .limit(query.limit + 1);
  for (const column of ['affiliateId', 'offerId', 'customerId', 'currency', 'kind'] as const) {
    const value = query[column];
    if (value) select = select.where(`commission.${column}`, '=', value);
  }
  if (query.from) select = select.where('commission.soldAt', '>=', query.from);
  if (query.to) select = select.where('commission.soldAt', '<', query.to);
  if (query.state) select = select.where(stateAt(now), '=', query.state);
  else if (!query.includeNothing) select = select.where(earnsOrWaits);
  if (after) select = select.where(isBefore(after));
  return toPage(await select.execute(), query.limit, (row) => ({
    value: row.soldAt.toISOString(),
    id: row.id,
  }));
}

const earnsOrWaits = sql<SqlBool>`(commission.amount_minor <> 0 or commission.nothing_because = 'no_rate')`;

function isBefore(after: { value: string | number | null; id: string }): Expression<SqlBool> {
  return sql<SqlBool>`(commission.sold_at, commission.id) < (${after.value}::timestamptz, ${after.id})`;
}

/** Those of these ids that there are, the newest sale first. */
export function listCommissionRows(workspaceId: string, ids: string[], now: Date): Promise<CommissionRow[]> {
  return selectCommissions(workspaceId, now)
    .where('commission.id', '=', sql<string>`any(${ids})`)
    .orderBy('commission.soldAt', 'desc')
    .orderBy('commission.id', 'desc')
    .execute();
}

/** What these sales earn whoever has the credit for them now. */
export function listCommissionsOfSales(
  workspaceId: string,
  saleIds: string[],
  now: Date,
): Promise<CommissionRow[]> {
  return selectCommissions(workspaceId, now)
    .where('commission.saleId', '=', sql<string>`any(${saleIds})`)
    .where(sql<SqlBool>`not ${isMoved}`)
    .execute();
}

/** Every commission of an affiliate that earns something and still is theirs, paid or not; some awards have no customer. */
export function listCommissionsOf(
  workspaceId: string,
  affiliateId: string,
): Promise<{ id: string; customerId: string | null }[]> {
  return db()
    .selectFrom('commissions.commissions as commission')
    .select(['commission.id', 'commission.customerId'])
    .where('commission.workspaceId', '=', workspaceId)
    .where('commission.affiliateId', '=', affiliateId)
    .where('commission.amountMinor', '>', 0)
    .where(sql<SqlBool>`not ${isMoved}`)
    .orderBy('commission.id')
    .execute();
}

export async function findCommission(
  workspaceId: string,
  id: string,
  now: Date,
): Promise<CommissionRow | null> {
  const row = await selectCommissions(workspaceId, now).where('commission.id', '=', id).executeTakeFirst();
  return row ?? null;
}

type Line = Omit<z.infer<typeof CommissionLine>, 'text'>;

/** The lines of a commission on the affiliate's two accounts, in the order of booking. */
export async function listLines(workspaceId: string, commissionId: string): Promise<Line[]> {
  const rows = await db()
    .selectFrom('commissions.ledgerLines as line')
    .innerJoin('commissions.ledgerEntries as entry', (join) =>
      join.onRef('entry.workspaceId', '=', 'line.workspaceId').onRef('entry.id', '=', 'line.entryId'),
    )
    .select(['line.entryId', 'entry.kind', 'line.account', 'line.amountMinor', 'line.currency', 'line.at'])
    .select(['line.reversesEntryId', 'line.settlesEntryId'])
    .where('line.workspaceId', '=', workspaceId)
    .where('line.commissionId', '=', commissionId)
    .where('line.account', 'in', ['affiliate', 'affiliate_waiting'])
    .orderBy('line.entryId')
    .orderBy('line.line')
    .execute();
  return rows as Line[];
}

export async function sumRefunds(workspaceId: string, saleId: string): Promise<number> {
  const row = await db()
    .selectFrom('commissions.refunds')
    .select(sql<number>`coalesce(sum(amount_minor), 0)`.as('refundedMinor'))
    .where('workspaceId', '=', workspaceId)
    .where('saleId', '=', saleId)
    .executeTakeFirstOrThrow();
  return row.refundedMinor;
}
