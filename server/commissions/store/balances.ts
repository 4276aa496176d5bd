import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { isHeld } from './holds.ts';

export interface BalanceRow {
  affiliateId: string;
  currency: string;
  /** Held back until the release date, a person's word or the end of a hold. */
  pendingMinor: number;
  /** Negative when more was paid than was kept: the next payout is smaller by it. */
  payableMinor: number;
  paidMinor: number;
  /** On an account of its own until the condition of its plan is asked; neither pending nor payable. */
  waitingMinor: number;
}

/** Over `commission` joined to its standing `approval`. */
function isReleased(now: Date) {
  return sql<SqlBool>`(commission.release_at <= ${now}
    and (not commission.needs_approval or approval.decision is not null) and not ${isHeld})`;
}

function selectLines(workspaceId: string) {
  return db()
    .selectFrom('commissions.ledgerLines as line')
    .innerJoin('commissions.commissions as commission', (join) =>
      join
        .onRef('commission.workspaceId', '=', 'line.workspaceId')
        .onRef('commission.id', '=', 'line.commissionId'),
    )
    .leftJoin('commissions.approvals as approval', (join) =>
      join
        .onRef('approval.workspaceId', '=', 'line.workspaceId')
        .onRef('approval.commissionId', '=', 'line.commissionId')
        .on('approval.withdrawnAt', 'is', null),
    )
    .where('line.workspaceId', '=', workspaceId)
    .where('line.account', '=', 'affiliate');
}

/** Summed from the ledger at every call. Null ids mean every affiliate that has lines; ordered by affiliate. */
export async function listBalances(
  workspaceId: string,
  affiliateIds: string[] | null,
  now: Date,
): Promise<BalanceRow[]> {
  const isPayout = sql<boolean>`line.settles_entry_id is not null`;
  let select = selectLines(workspaceId)
    .select(['line.affiliateId', 'line.currency'])
    .select([
      sumWhere(sql`not ${isPayout} and not ${isReleased(now)}`).as('pendingMinor'),
      sumWhere(sql`${isPayout} or ${isReleased(now)}`).as('payableMinor'),
      sql<number>`-${sumWhere(sql`${isPayout}`)}`.as('paidMinor'),
    ])
    .groupBy(['line.affiliateId', 'line.currency']);
  if (affiliateIds) select = select.where('line.affiliateId', 'in', ['', ...affiliateIds]);
  return withWaiting(await select.execute(), await listWaiting(workspaceId, affiliateIds));
}

type WaitingRow = Pick<BalanceRow, 'affiliateId' | 'currency' | 'waitingMinor'>;

async function listWaiting(workspaceId: string, affiliateIds: string[] | null): Promise<WaitingRow[]> {
  let select = db()
    .selectFrom('commissions.ledgerLines')
    .select(['affiliateId', 'currency', sql<number>`sum(amount_minor)::bigint`.as('waitingMinor')])
    .where('workspaceId', '=', workspaceId)
    .where('account', '=', 'affiliate_waiting')
    .groupBy(['affiliateId', 'currency']);
  if (affiliateIds) select = select.where('affiliateId', 'in', ['', ...affiliateIds]);
  return select.execute();
}

function withWaiting(balances: Omit<BalanceRow, 'waitingMinor'>[], waiting: WaitingRow[]): BalanceRow[] {
  const keyOf = (row: { affiliateId: string; currency: string }) => `${row.affiliateId} ${row.currency}`;
  const zero = { pendingMinor: 0, payableMinor: 0, paidMinor: 0, waitingMinor: 0 };
  const rows = new Map<string, BalanceRow>(balances.map((row) => [keyOf(row), { ...zero, ...row }]));
  for (const row of waiting) rows.set(keyOf(row), { ...zero, ...rows.get(keyOf(row)), ...row });
  return [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

function sumWhere(condition: ReturnType<typeof sql>) {
  return sql<number>`coalesce(sum(line.amount_minor) filter (where ${condition}), 0)`;
}

/** One ledger entry that a payout may settle; a reversal is negative and makes the payout smaller. */
export interface PayableEntry {
  entryId: string;
  commissionId: string;
  affiliateId: string;
  currency: string;
  amountMinor: number;
}

/** What is released and in no payout yet, oldest first. @param which what is left out means all. */
export async function listPayableEntries(
  workspaceId: string,
  which: { currency?: string; affiliateId?: string; entryIds?: string[] },
  now: Date,
): Promise<PayableEntry[]> {
  let select = selectLines(workspaceId)
    .select(['line.entryId', 'commission.id as commissionId', 'line.affiliateId'])
    .select(['line.currency', 'line.amountMinor'])
    .where('line.settlesEntryId', 'is', null)
    .where(isReleased(now))
    .where(
      sql<SqlBool>`(select coalesce(max(settling.settlement), 0) % 2 = 0 from commissions.ledger_lines settling
        where settling.workspace_id = line.workspace_id and settling.settles_entry_id = line.entry_id)`,
    )
    .orderBy('line.entryId');
  if (which.currency) select = select.where('line.currency', '=', which.currency);
  if (which.affiliateId) select = select.where('line.affiliateId', '=', which.affiliateId);
  if (which.entryIds) select = select.where('line.entryId', '=', sql<string>`any(${which.entryIds})`);
  return select.execute();
}
