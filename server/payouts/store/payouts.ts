import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { MethodKind } from '../methods/rules.ts';
import { stateOf } from '../rules.ts';
import type { Payout, PayoutQuery } from '../schema.ts';

const WHERE_STATE: Record<Payout['state'], ReturnType<typeof sql<SqlBool>>> = {
  created: sql<SqlBool>`payout.approved_at is null and payout.canceled_at is null`,
  approved: sql<SqlBool>`payout.approved_at is not null and payout.paid_at is null`,
  paid: sql<SqlBool>`payout.paid_at is not null`,
  canceled: sql<SqlBool>`payout.canceled_at is not null`,
};

function selectPayouts(workspaceId: string) {
  return db()
    .selectFrom('payouts.payouts as payout')
    .select(['payout.id', 'payout.currency', 'payout.note', 'payout.createdByName', 'payout.createdByPerson'])
    .select(['payout.createdAt', 'payout.approvedByName', 'payout.approvedAt', 'payout.isSelfApproved'])
    .select(['payout.paidAt', 'payout.canceledAt'])
    .where('payout.workspaceId', '=', workspaceId);
}

export type PayoutRow = Awaited<ReturnType<ReturnType<typeof selectPayouts>['executeTakeFirstOrThrow']>>;

/** Neither could the money not be sent, nor did it come back. */
const isAlive = sql<boolean>`(failed_at is null and returned.line_id is null)`;

/** Lines to be sent in one way, without those that failed. */
function countOf(method: MethodKind) {
  return sql<number>`count(*) filter (where method = ${method} and failed_at is null)`;
}

function withSums(select: ReturnType<typeof selectPayouts>) {
  return select
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('payouts.lines as line')
          .leftJoin('payouts.returns as returned', (join) =>
            join
              .onRef('returned.workspaceId', '=', 'line.workspaceId')
              .onRef('returned.lineId', '=', 'line.id'),
          )
          .select([
            sql<number>`coalesce(sum(amount_minor) filter (where ${isAlive}), 0)`.as('amountMinor'),
            sql<number>`count(*)`.as('lineCount'),
            sql<number>`count(paid_at) filter (where ${isAlive})`.as('paidLineCount'),
            sql<number>`count(*) filter (where not ${isAlive})`.as('failedLineCount'),
            countOf('paypal').as('paypalCount'),
            countOf('wise').as('wiseCount'),
            countOf('bank').as('bankCount'),
          ])
          .whereRef('line.workspaceId', '=', 'payout.workspaceId')
          .whereRef('line.payoutId', '=', 'payout.id')
          .as('sums'),
      (join) => join.onTrue(),
    )
    .select(['sums.amountMinor', 'sums.lineCount', 'sums.paidLineCount', 'sums.failedLineCount'])
    .select(['sums.paypalCount', 'sums.wiseCount', 'sums.bankCount']);
}

/** Newest first. */
export async function pageOfPayouts(workspaceId: string, query: PayoutQuery) {
  const after = decodeCursor(query.cursor);
  let select = withSums(selectPayouts(workspaceId))
    .orderBy('payout.createdAt', 'desc')
    .orderBy('payout.id', 'desc')
    .limit(query.limit + 1);
  if (query.state) select = select.where(WHERE_STATE[query.state]);
  if (after) {
    select = select.where(
      sql<SqlBool>`(payout.created_at, payout.id) < (${after.value}::timestamptz, ${after.id})`,
    );
  }
  const rows = (await select.execute()).map((row) => ({ ...row, state: stateOf(row) }));
  return toPage(rows, query.limit, (row) => ({ value: row.createdAt.toISOString(), id: row.id }));
}

export async function findPayout(workspaceId: string, id: string) {
  const row = await withSums(selectPayouts(workspaceId)).where('payout.id', '=', id).executeTakeFirst();
  return row ? { ...row, state: stateOf(row) } : null;
}

/** Locked until the transaction ends: two acts on one payout follow one another. */
export async function lockPayout(workspaceId: string, id: string): Promise<PayoutRow | null> {
  return (
    (await selectPayouts(workspaceId).where('payout.id', '=', id).forUpdate().executeTakeFirst()) ?? null
  );
}

export async function insertPayout(
  workspaceId: string,
  payout: {
    id: string;
    currency: string;
    note: string | null;
    createdBy: string;
    createdByName: string;
    createdByPerson: string;
    createdAt: Date;
  },
): Promise<void> {
  await db()
    .insertInto('payouts.payouts')
    .values({ workspaceId, ...payout })
    .execute();
}

export async function updatePayout(
  workspaceId: string,
  id: string,
  change: {
    approvedBy?: string | null;
    approvedByName?: string | null;
    approvedAt?: Date | null;
    isSelfApproved?: boolean;
    paidAt?: Date;
    canceledBy?: string;
    canceledAt?: Date;
  },
): Promise<void> {
  await db()
    .updateTable('payouts.payouts')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}
