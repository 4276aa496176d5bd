import { getOwnAffiliate } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { notFound } from '../../core/problem.ts';
import { findInvoice, pageOfInvoices } from '../store/invoices.ts';
import { printInvoice } from './print-invoice.ts';
import type { InvoiceQuery } from './schema.ts';

/** The papers of the signed-in affiliate. */
export async function listOwnInvoices(actor: Actor, query: InvoiceQuery) {
  const { id } = await getOwnAffiliate(actor);
  return pageOfInvoices(actor.workspaceId, { ...query, affiliateId: id });
}

/** A paper as it was given. @throws Problem 404 */
export async function openInvoice(actor: Actor, id: string) {
  authorize(actor, 'payouts.read');
  return printed(actor.workspaceId, id);
}

/** One's own paper. @throws Problem 404, also for somebody else's */
export async function openOwnInvoice(actor: Actor, id: string) {
  const affiliate = await getOwnAffiliate(actor);
  return printed(actor.workspaceId, id, affiliate.id);
}

async function printed(workspaceId: string, id: string, affiliateId?: string) {
  const paper = await findInvoice(workspaceId, id);
  if (!paper || (affiliateId && paper.affiliateId !== affiliateId)) throw notFound('invoice');
  return { label: paper.label, bytes: await printInvoice(paper.content) };
}
