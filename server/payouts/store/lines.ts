import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { MethodKind } from '../methods/rules.ts';
import { referenceOf } from '../rules.ts';
import type { OpenPayoutItem, PayoutLine, PortalPayout } from '../schema.ts';

export interface NewLine {
  id: string;
  affiliateId: string;
  affiliateName: string;
  method: MethodKind;
  methodId: string | null;
  recipient: string;
  amountMinor: number;
}

export interface NewItem {
  lineId: string;
  entryId: string;
  commissionId: string;
  amountMinor: number;
}

/** Two statements for any number of lines. The unique key on living items refuses an entry that is locked. */
export async function insertLines(
  workspaceId: string,
  payoutId: string,
  lines: NewLine[],
  items: NewItem[],
): Promise<void> {
  await sql`
    insert into payouts.lines (workspace_id, id, payout_id, affiliate_id, affiliate_name, method, method_id,
      recipient, amount_minor)
    select ${workspaceId}, "id", ${payoutId}, "affiliateId", "affiliateName", "method", "methodId",
      "recipient", "amountMinor"
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line ("id" text, "affiliateId" text,
      "affiliateName" text, "method" text, "methodId" text, "recipient" text, "amountMinor" bigint)`.execute(
    db(),
  );
  await sql`
    insert into payouts.items (workspace_id, line_id, entry_id, commission_id, amount_minor)
    select ${workspaceId}, "lineId", "entryId", "commissionId", "amountMinor"
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as item ("lineId" text, "entryId" text,
      "commissionId" text, "amountMinor" bigint)`.execute(db());
}

/** The ledger entries that stand in a living payout, of those asked about. */
export async function listLockedEntries(workspaceId: string, entryIds: string[]): Promise<Set<string>> {
  const rows = await db()
    .selectFrom('payouts.items')
    .select('entryId')
    .where('workspaceId', '=', workspaceId)
    .where('releasedAt', 'is', null)
    .where('entryId', '=', sql<string>`any(${entryIds})`)
    .execute();
  return new Set(rows.map((row) => row.entryId));
}

/** What an affiliate's open payouts would pay, by commission. */
export async function listOpenItems(workspaceId: string, affiliateId: string): Promise<OpenPayoutItem[]> {
  return db()
    .selectFrom('payouts.items as item')
    .innerJoin('payouts.lines as line', (join) =>
      join.onRef('line.workspaceId', '=', 'item.workspaceId').onRef('line.id', '=', 'item.lineId'),
    )
    .innerJoin('payouts.payouts as payout', (join) =>
      join.onRef('payout.workspaceId', '=', 'line.workspaceId').onRef('payout.id', '=', 'line.payoutId'),
    )
    .select(['item.commissionId', 'line.payoutId', 'payout.createdAt', 'payout.currency'])
    .select(sql<number>`sum(item.amount_minor)::bigint`.as('amountMinor'))
    .where('item.workspaceId', '=', workspaceId)
    .where('line.affiliateId', '=', affiliateId)
    .where('item.releasedAt', 'is', null)
    .where('line.paidAt', 'is', null)
    .where('line.failedAt', 'is', null)
    .where('payout.canceledAt', 'is', null)
    .groupBy(['item.commissionId', 'line.payoutId', 'payout.createdAt', 'payout.currency'])
    .orderBy('payout.createdAt')
    .orderBy('item.commissionId')
    .execute();
}

function selectLines(workspaceId: string, payoutId: string) {
  return db()
    .selectFrom('payouts.lines as line')
    .leftJoin('payouts.returns as returned', (join) =>
      join.onRef('returned.workspaceId', '=', 'line.workspaceId').onRef('returned.lineId', '=', 'line.id'),
    )
    .select(['line.id', 'line.affiliateId', 'line.affiliateName', 'line.recipient', 'line.amountMinor'])
    .select(['line.methodId', 'line.paidAt', 'line.failedAt', 'line.failedBecause'])
    .select(['returned.at as returnedAt', 'returned.because as returnedBecause'])
    .select(sql<MethodKind>`line.method`.as('method'))
    .select(
      sql<number>`(select count(*) from payouts.items where workspace_id = line.workspace_id
        and line_id = line.id)`.as('entryCount'),
    )
    .where('line.workspaceId', '=', workspaceId)
    .where('line.payoutId', '=', payoutId);
}

/** The largest amount first. */
export async function pageOfLines(
  workspaceId: string,
  payoutId: string,
  query: { limit: number; cursor?: string },
) {
  const after = decodeCursor(query.cursor);
  let select = selectLines(workspaceId, payoutId)
    .orderBy('line.amountMinor', 'desc')
    .orderBy('line.id', 'desc')
    .limit(query.limit + 1);
  if (after) {
    select = select.where(sql<SqlBool>`(line.amount_minor, line.id) < (${after.value}::bigint, ${after.id})`);
  }
  const page = toPage(await select.execute(), query.limit, (row) => ({ value: row.amountMinor, id: row.id }));
  return { ...page, data: page.data.map(withReference) };
}

/** Every line of a payout in the order of its files. */
export async function listLines(workspaceId: string, payoutId: string): Promise<PayoutLine[]> {
  const rows = await selectLines(workspaceId, payoutId).orderBy('line.id').execute();
  return rows.map(withReference);
}

function withReference<Row extends { id: string }>(row: Row): Row & { reference: string } {
  return { ...row, reference: referenceOf(row.id) };
}

/** The entries that open lines are to pay, by line. */
export async function mapItems(workspaceId: string, lineIds: string[]): Promise<Map<string, string[]>> {
  const rows = await db()
    .selectFrom('payouts.items')
    .select(['lineId', sql<string[]>`array_agg(entry_id order by entry_id)`.as('entryIds')])
    .where('workspaceId', '=', workspaceId)
    .where('releasedAt', 'is', null)
    .where('lineId', '=', sql<string>`any(${lineIds})`)
    .groupBy('lineId')
    .execute();
  return new Map(rows.map((row) => [row.lineId, row.entryIds]));
}

export async function markPaid(workspaceId: string, lineIds: string[], paidAt: Date): Promise<void> {
  await db()
    .updateTable('payouts.lines')
    .set({ paidAt })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', sql<string>`any(${lineIds})`)
    .execute();
}

export async function markFailed(
  workspaceId: string,
  failures: { lineId: string; reason: string }[],
  at: Date,
): Promise<void> {
  await sql`
    update payouts.lines as line set failed_at = ${at}, failed_because = failure."reason"
    from jsonb_to_recordset(${JSON.stringify(failures)}::jsonb) as failure ("lineId" text, "reason" text)
    where line.workspace_id = ${workspaceId} and line.id = failure."lineId"`.execute(db());
}

export async function insertReturns(
  workspaceId: string,
  returns: { lineId: string; reason: string }[],
  at: Date,
): Promise<void> {
  await db()
    .insertInto('payouts.returns')
    .values(returns.map(({ lineId, reason }) => ({ workspaceId, lineId, because: reason, at })))
    .execute();
}

/** Makes what the lines were to pay payable again. */
export async function releaseItems(workspaceId: string, lineIds: string[], releasedAt: Date): Promise<void> {
  await db()
    .updateTable('payouts.items')
    .set({ releasedAt })
    .where('workspaceId', '=', workspaceId)
    .where('releasedAt', 'is', null)
    .where('lineId', '=', sql<string>`any(${lineIds})`)
    .execute();
}

/** Lines of approved and paid payouts, newest first; of one affiliate, or of all. */
export async function pageOfOwnLines(
  workspaceId: string,
  affiliateId: string | null,
  query: { limit: number; cursor?: string },
) {
  const after = decodeCursor(query.cursor);
  let select = db()
    .selectFrom('payouts.lines as line')
    .innerJoin('payouts.payouts as payout', (join) =>
      join.onRef('payout.workspaceId', '=', 'line.workspaceId').onRef('payout.id', '=', 'line.payoutId'),
    )
    .leftJoin('payouts.returns as returned', (join) =>
      join.onRef('returned.workspaceId', '=', 'line.workspaceId').onRef('returned.lineId', '=', 'line.id'),
    )
    .select(['line.id', 'line.affiliateId', 'line.amountMinor', 'line.recipient', 'line.paidAt'])
    .select(sql<Date | null>`coalesce(returned.at, line.failed_at)`.as('failedAt'))
    .select(['payout.currency', 'payout.createdAt'])
    .select(sql<MethodKind>`line.method`.as('method'))
    .where('line.workspaceId', '=', workspaceId)
    .where('payout.approvedAt', 'is not', null)
    .orderBy('line.id', 'desc')
    .limit(query.limit + 1);
  if (affiliateId) select = select.where('line.affiliateId', '=', affiliateId);
  if (after) select = select.where('line.id', '<', after.id);
  const page = toPage(await select.execute(), query.limit, (row) => ({ value: null, id: row.id }));
  return { ...page, data: page.data.map((row) => withReference({ ...row, state: ownState(row) })) };
}

function ownState(line: { paidAt: Date | null; failedAt: Date | null }): PortalPayout['state'] {
  if (line.failedAt) return 'failed';
  return line.paidAt ? 'paid' : 'approved';
}
