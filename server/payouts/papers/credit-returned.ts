import type { Actor } from '../../core/actor.ts';
import { dayIn } from '../../core/calendar.ts';
import { newId } from '../../core/ids.ts';
import { findWorkspace, type Workspace } from '../../workspace/index.ts';
import type { Company } from '../company/schema.ts';
import { findCompany } from '../store/companies.ts';
import { type InvoiceRow, insertInvoices, listStandingInvoices, takeNumber } from '../store/invoices.ts';
import { writeCreditNote } from './content.ts';

/**
 * The money of these lines came back: each invoice that stands for one gets a credit note with the next number, which
 * names it and says why. In the transaction around it. A line without an invoice needs none.
 */
export async function creditReturned(
  { workspaceId, now }: Actor,
  returns: { lineId: string; reason: string }[],
): Promise<void> {
  const workspace = await findWorkspace(workspaceId);
  const company = await findCompany(workspaceId);
  if (!workspace || !company) return;
  const first = await takeNumber(workspaceId);
  const reasons = new Map(returns.map(({ lineId, reason }) => [lineId, reason]));
  const standing = await listStandingInvoices(workspaceId, [...reasons.keys()]);
  const notes = standing.map((invoice, index) => {
    const reason = reasons.get(invoice.lineId) ?? '';
    return creditNoteOf(invoice, { number: first + index, reason, now, company, workspace });
  });
  await insertInvoices(workspaceId, notes);
}

interface CreditFacts {
  number: number;
  reason: string;
  now: Date;
  company: Pick<Company, 'invoicePrefix'>;
  workspace: Pick<Workspace, 'timeZone'>;
}

/** The credit note that takes an invoice back whole. */
export function creditNoteOf(invoice: InvoiceRow, facts: CreditFacts): InvoiceRow {
  const { number, reason, now, company, workspace } = facts;
  const label = `${company.invoicePrefix}${number}`;
  const issuedOn = dayIn(workspace.timeZone, now);
  const content = writeCreditNote(invoice.content, { label, reason, issuedOn });
  return {
    ...invoice,
    ...{ id: newId('inv'), number, label, kind: 'credit_note', creditsId: invoice.id },
    totalMinor: content.totalMinor,
    content,
    issuedAt: now,
  };
}
