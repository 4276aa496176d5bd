import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { InvoiceContent } from '../papers/content.ts';
import type { Invoice, InvoiceQuery } from '../papers/schema.ts';

export interface InvoiceRow {
  id: string;
  number: number;
  label: string;
  kind: Invoice['kind'];
  payoutId: string;
  lineId: string;
  affiliateId: string;
  revision: number;
  creditsId: string | null;
  currency: string;
  totalMinor: number;
  content: InvoiceContent;
  issuedAt: Date;
}

/** The next number, which nobody else gets before the transaction ends; without a commit it is given again. */
export async function takeNumber(workspaceId: string): Promise<number> {
  const key = `payouts.invoices:${workspaceId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db());
  const { last } = await db()
    .selectFrom('payouts.invoices')
    .select(sql<number>`coalesce(max(number), 0)`.as('last'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return last + 1;
}

/** One statement for any number of papers. */
export async function insertInvoices(workspaceId: string, rows: InvoiceRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into payouts.invoices (workspace_id, id, number, label, kind, payout_id, line_id, affiliate_id, revision,
      credits_id, currency, total_minor, content, issued_at)
    select ${workspaceId}, "id", "number", "label", "kind", "payoutId", "lineId", "affiliateId", "revision",
      "creditsId", "currency", "totalMinor", "content", "issuedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as paper ("id" text, "number" bigint, "label" text,
      "kind" text, "payoutId" text, "lineId" text, "affiliateId" text, "revision" integer, "creditsId" text,
      "currency" text, "totalMinor" bigint, "content" jsonb, "issuedAt" timestamptz)`.execute(db());
}

/** The lines of a payout that have an invoice. */
export async function listInvoicedLines(workspaceId: string, payoutId: string): Promise<Set<string>> {
  const rows = await db()
    .selectFrom('payouts.invoices')
    .select('lineId')
    .where('workspaceId', '=', workspaceId)
    .where('payoutId', '=', payoutId)
    .execute();
  return new Set(rows.map(({ lineId }) => lineId));
}

function selectInvoices(workspaceId: string) {
  return db()
    .selectFrom('payouts.invoices as paper')
    .select(['id', 'number', 'label', sql<Invoice['kind']>`kind`.as('kind'), 'payoutId', 'lineId'])
    .select(['affiliateId', 'revision', 'creditsId', 'currency', 'totalMinor', 'issuedAt'])
    .select(sql<InvoiceContent>`content`.as('content'))
    .where('workspaceId', '=', workspaceId);
}

export async function findInvoice(workspaceId: string, id: string): Promise<InvoiceRow | null> {
  return (await selectInvoices(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The invoices of these lines that no credit note has taken back, by their number. */
export function listStandingInvoices(workspaceId: string, lineIds: string[]): Promise<InvoiceRow[]> {
  return selectInvoices(workspaceId)
    .where('lineId', '=', sql<string>`any(${lineIds})`)
    .where('kind', '=', 'invoice')
    .where(
      sql<boolean>`not exists (select from payouts.invoices credit
        where credit.workspace_id = paper.workspace_id and credit.credits_id = paper.id)`,
    )
    .orderBy('number')
    .execute();
}

export async function isCredited(workspaceId: string, id: string): Promise<boolean> {
  const row = await db()
    .selectFrom('payouts.invoices')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('creditsId', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** The highest number first. */
export async function pageOfInvoices(workspaceId: string, query: InvoiceQuery) {
  const after = decodeCursor(query.cursor);
  let select = db()
    .selectFrom('payouts.invoices as paper')
    .leftJoin('payouts.invoices as credited', (join) =>
      join
        .onRef('credited.workspaceId', '=', 'paper.workspaceId')
        .onRef('credited.id', '=', 'paper.creditsId'),
    )
    .leftJoin('payouts.invoices as credit', (join) =>
      join.onRef('credit.workspaceId', '=', 'paper.workspaceId').onRef('credit.creditsId', '=', 'paper.id'),
    )
    .select(['paper.id', 'paper.label', 'paper.payoutId', 'paper.lineId', 'paper.affiliateId'])
    .select(['paper.currency', 'paper.totalMinor', 'paper.issuedAt', 'paper.number'])
    .select(['credited.label as creditsLabel'])
    .select([
      sql<Invoice['kind']>`paper.kind`.as('kind'),
      sql<string>`paper.content -> 'supplier' ->> 0`.as('supplierName'),
      sql<boolean>`credit.id is not null`.as('isCredited'),
    ])
    .where('paper.workspaceId', '=', workspaceId)
    .orderBy('paper.number', 'desc')
    .limit(query.limit + 1);
  if (query.payoutId) select = select.where('paper.payoutId', '=', query.payoutId);
  if (query.affiliateId) select = select.where('paper.affiliateId', '=', query.affiliateId);
  if (after) select = select.where('paper.number', '<', Number(after.value));
  return toPage(await select.execute(), query.limit, (row) => ({ value: row.number, id: row.id }));
}
