import { type Actor, authorize } from '../../../core/actor.ts';
import { findReferredCustomer, recordSale } from '../../../tracking/index.ts';
import { knownEmail } from './known-email.ts';
import type { SaleReport } from './schema.ts';

interface SaleAnswer {
  eventName: string;
  customer: {
    id: string;
    name: string | null;
    email: string | null;
    avatar: string | null;
    externalId: string;
  } | null;
  sale: {
    amount: number;
    currency: string;
    paymentProcessor: string;
    invoiceId: string | null;
    metadata: Record<string, unknown> | null;
  } | null;
}

/**
 * Records a sale. The same invoice is the same sale, for ever. A customer whom nobody knows and who brings no
 * click is not ours: the answer holds nulls and nothing is kept.
 */
export async function reportSale(actor: Actor, report: SaleReport): Promise<SaleAnswer> {
  authorize(actor, 'events.write');
  const { workspaceId } = actor;
  const externalId = report.customerExternalId;
  const isKnown = (await findReferredCustomer(workspaceId, { externalId })) !== null;
  if (!isKnown && !report.clickId) return { eventName: report.eventName, customer: null, sale: null };
  const { sale } = await recordSale(workspaceId, {
    customerExternalId: externalId,
    customerName: report.customerName?.trim() || null,
    customerEmail: knownEmail(report.customerEmail),
    customerAvatar: report.customerAvatar,
    clickId: report.clickId || null,
    invoiceId: report.invoiceId || null,
    eventName: report.eventName,
    amountMinor: report.amount,
    currency: report.currency,
    paymentProcessor: report.paymentProcessor,
    metadata: withLeadName(report),
  });
  const customer = await findReferredCustomer(workspaceId, { id: sale.customerId });
  return {
    eventName: sale.eventName,
    customer: {
      id: sale.customerId,
      name: customer?.name ?? null,
      email: customer?.email ?? null,
      avatar: customer?.avatarUrl ?? null,
      externalId: sale.customerExternalId,
    },
    sale: {
      amount: sale.amountMinor,
      currency: sale.currency.toLowerCase(),
      paymentProcessor: sale.paymentProcessor ?? 'custom',
      invoiceId: report.invoiceId || null,
      metadata: report.metadata ?? null,
    },
  };
}

function withLeadName({ metadata, leadEventName }: SaleReport): Record<string, unknown> | null {
  if (!leadEventName) return metadata ?? null;
  return { ...metadata, leadEventName };
}
