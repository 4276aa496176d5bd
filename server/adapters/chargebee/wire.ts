import { idOf, type Json, objectOf } from '../fields.ts';

/** A site's invoices are numbered, and others number theirs: by this name one is known everywhere. */
export function subjectOf(kind: string, id: unknown): string | null {
  const known = idOf(id);
  return known ? `chargebee:${kind}:${known}` : null;
}

export function momentOf(value: unknown): Date | null {
  return typeof value === 'number' && value > 0 ? new Date(value * 1_000) : null;
}

export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

/** The invoice that an event is about: itself, or that of its credit note or transaction. */
export function invoiceIdsOf(content: Json): unknown[] {
  const invoice = objectOf(content.invoice);
  const note = objectOf(content.credit_note);
  const transaction = objectOf(content.transaction);
  const direct = invoice.id ?? note.reference_invoice_id;
  if (direct) return [direct];
  const credited = listOf(transaction.linked_credit_notes).map((linked) => linked.cn_reference_invoice_id);
  const paid = listOf(transaction.linked_invoices).map((linked) => linked.invoice_id);
  return [...credited, ...paid];
}
