import { listEntries } from '../../commissions/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { notFound } from '../../core/problem.ts';
import { audit, findWorkspace } from '../../workspace/index.ts';
import type { PayoutLine } from '../schema.ts';
import { findCompany } from '../store/companies.ts';
import { type InvoiceRow, insertInvoices, listInvoicedLines, takeNumber } from '../store/invoices.ts';
import { listLines, mapItems } from '../store/lines.ts';
import { findPayout } from '../store/payouts.ts';
import { mapTaxData, mapTreatments } from '../store/tax.ts';
import { NO_TREATMENT } from '../tax/view-tax.ts';
import { writeInvoice } from './content.ts';
import type { WrittenInvoices } from './schema.ts';

interface InvoicedPayout {
  id: string;
  currency: string;
}

/**
 * Gives every line a self-billed invoice with the next number, in the transaction around it. Before the company is
 * known nothing is written, and a line whose affiliate has told no tax data waits.
 */
export async function issueInvoices(
  actor: Actor,
  payout: InvoicedPayout,
  lines: PayoutLine[],
): Promise<WrittenInvoices> {
  const { workspaceId } = actor;
  const workspace = await findWorkspace(workspaceId);
  const company = await findCompany(workspaceId);
  if (!workspace || !company) return { written: 0, isCompanyMissing: true, withoutTaxData: 0 };
  const affiliateIds = lines.map(({ affiliateId }) => affiliateId);
  const suppliers = await mapTaxData(workspaceId, affiliateIds);
  const treatments = await mapTreatments(workspaceId, affiliateIds);
  const ready = lines.flatMap((line) => {
    const supplier = suppliers.get(line.affiliateId);
    return supplier ? [{ line, supplier, treatment: treatments.get(line.affiliateId) ?? NO_TREATMENT }] : [];
  });
  const earned = await mapEarned(
    workspaceId,
    ready.map(({ line }) => line.id),
  );
  const first = await takeNumber(workspaceId);
  const papers = ready.map(({ line, supplier, treatment }, index): InvoiceRow => {
    const number = first + index;
    const label = `${company.invoicePrefix}${number}`;
    const { id: payoutId, currency } = payout;
    const facts = { label, currency, company, supplier, treatment, issuedAt: actor.now };
    const content = writeInvoice(workspace, {
      ...facts,
      reference: line.reference,
      earned: earned.get(line.id) ?? [],
    });
    return {
      ...{ id: newId('inv'), number, label, kind: 'invoice', payoutId, currency, content },
      ...{ lineId: line.id, affiliateId: line.affiliateId, revision: 1, creditsId: null },
      totalMinor: content.totalMinor,
      issuedAt: actor.now,
    };
  });
  await insertInvoices(workspaceId, papers);
  return { written: papers.length, isCompanyMissing: false, withoutTaxData: lines.length - ready.length };
}

/** The ledger entries that lines have paid, by line. */
export async function mapEarned(workspaceId: string, lineIds: string[]) {
  const items = await mapItems(workspaceId, lineIds);
  const entries = await listEntries(workspaceId, [...items.values()].flat());
  const byId = new Map(entries.map((entry) => [entry.entryId, entry]));
  return new Map(
    [...items].map(([lineId, entryIds]) => [lineId, entryIds.flatMap((entryId) => byId.get(entryId) ?? [])]),
  );
}

/** Writes the invoices that a payout's paid lines lack: the company or their tax data were told later. @throws Problem 404 */
export async function issueMissingInvoices(actor: Actor, payoutId: string): Promise<WrittenInvoices> {
  authorize(actor, 'payouts.create');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    // Two persons at once follow one another here, and the second finds nothing missing.
    await takeNumber(workspaceId);
    const payout = await findPayout(workspaceId, payoutId);
    if (!payout) throw notFound('payout');
    const invoiced = await listInvoicedLines(workspaceId, payoutId);
    const lines = (await listLines(workspaceId, payoutId)).filter(
      ({ id, paidAt, returnedAt }) => paidAt && !returnedAt && !invoiced.has(id),
    );
    const result = await issueInvoices(actor, payout, lines);
    const object = { objectType: 'payout', objectId: payoutId };
    if (result.written > 0) await audit(actor, { action: 'invoice.issued', ...object, after: result });
    return result;
  });
}
