import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { conflict, notFound } from '../../core/problem.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import { findCompany } from '../store/companies.ts';
import { findInvoice, type InvoiceRow, insertInvoices, isCredited, takeNumber } from '../store/invoices.ts';
import { mapTaxData, mapTreatments } from '../store/tax.ts';
import { NO_TREATMENT } from '../tax/view-tax.ts';
import { writeInvoice } from './content.ts';
import { creditNoteOf } from './credit-returned.ts';
import { mapEarned } from './issue-invoices.ts';

/**
 * Takes an invoice back by a credit note that names it, and writes it again with what is known now.
 * @throws Problem 404; 409 when it was taken back already, or for a credit note.
 */
export async function correctInvoice(actor: Actor, id: string, reason: string): Promise<void> {
  authorize(actor, 'payouts.create');
  const { workspaceId } = actor;
  await inTransaction(async () => {
    const number = await takeNumber(workspaceId);
    const wrong = await findInvoice(workspaceId, id);
    if (!wrong) throw notFound('invoice');
    if (wrong.kind === 'credit_note' || (await isCredited(workspaceId, id)))
      throw conflict('invoice_credited', 'Only an invoice that stands can be corrected.');
    const papers = await writePapers(actor, wrong, { number, reason });
    await insertInvoices(workspaceId, papers);
    const after = { reason, papers: papers.map(({ label }) => label) };
    const object = { objectType: 'payout', objectId: wrong.payoutId };
    await audit(actor, { action: 'invoice.corrected', ...object, before: { label: wrong.label }, after });
  });
}

async function writePapers(
  { workspaceId, now }: Actor,
  wrong: InvoiceRow,
  { number, reason }: { number: number; reason: string },
): Promise<InvoiceRow[]> {
  const workspace = await findWorkspace(workspaceId);
  const company = await findCompany(workspaceId);
  const supplier = (await mapTaxData(workspaceId, [wrong.affiliateId])).get(wrong.affiliateId);
  if (!workspace || !company || !supplier) throw notFound('tax data');
  const treatment = (await mapTreatments(workspaceId, [wrong.affiliateId])).get(wrong.affiliateId);
  const label = `${company.invoicePrefix}${number + 1}`;
  const earned = (await mapEarned(workspaceId, [wrong.lineId])).get(wrong.lineId) ?? [];
  const { currency } = wrong;
  const facts = { label, currency, company, supplier, treatment: treatment ?? NO_TREATMENT, issuedAt: now };
  const again = writeInvoice(workspace, { ...facts, reference: wrong.content.reference, earned });
  const { content: _content, ...same } = { ...wrong, issuedAt: now };
  return [
    creditNoteOf(wrong, { number, reason, now, company, workspace }),
    {
      ...same,
      ...{ id: newId('inv'), number: number + 1, label, revision: wrong.revision + 1 },
      totalMinor: again.totalMinor,
      content: again,
    },
  ];
}
