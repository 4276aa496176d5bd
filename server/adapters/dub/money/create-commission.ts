import { type Affiliate, getOffer } from '../../../affiliates/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import { inTransaction } from '../../../core/db.ts';
import { conflict, invalidField, notFound } from '../../../core/problem.ts';
import {
  creditSale,
  findReferredCustomer,
  getLink,
  listLinksOf,
  recordClicks,
  recordLead,
  recordSale,
} from '../../../tracking/index.ts';
import { getCustomer } from '../customers/describe-customer.ts';
import { getPartner } from '../find-partner.ts';
import { getProgram } from '../program.ts';
import { knownEmail } from '../track/known-email.ts';
import { fromWireId } from '../wire-ids.ts';
import { grantCustom } from './grant-custom.ts';
import type { LeadCommission, NewWireCommission, SaleCommission } from './schema.ts';

const REASON = 'Told for this partner by the program’s own system.';

/**
 * Records a sale or lead for a partner whatever its touches say. The same invoice, or the same customer and event name,
 * is the same one, for ever. `custom` gives an amount by hand, or takes one back.
 * @throws Problem 404; 409 for a customer of somebody else; 422 without a customer, an amount or a link.
 */
export async function createCommission(actor: Actor, wanted: NewWireCommission): Promise<void> {
  authorize(actor, 'affiliates.approve');
  const partner = await getPartner(actor.workspaceId, wanted);
  if (wanted.type === 'custom') return grantCustom(actor, partner, wanted);
  authorize(actor, 'events.write');
  if (wanted.type === 'sale') await tellSale(actor, partner, wanted);
  else await tellLead(actor, partner, wanted);
}

async function tellSale(actor: Actor, partner: Affiliate, wanted: SaleCommission): Promise<void> {
  const { workspaceId } = actor;
  const amountMinor = wanted.sale?.amount ?? wanted.saleAmount;
  if (amountMinor == null) throw invalidField('sale.amount', 'is needed');
  const occurredAt = wanted.date ?? wanted.saleEventDate;
  const offerId = await offerOf(workspaceId, partner, wanted.linkId);
  const buyer = await buyerOf(workspaceId, wanted);
  await inTransaction(async () => {
    const { sale } = await recordSale(workspaceId, {
      ...buyer,
      amountMinor,
      currency: wanted.sale?.currency ?? 'USD',
      eventName: wanted.sale?.eventName,
      paymentProcessor: wanted.sale?.paymentProcessor,
      invoiceId: wanted.sale?.invoiceId || wanted.invoiceId || null,
      metadata: wanted.sale?.metadata,
      product: wanted.productId,
      occurredAt: occurredAt ?? undefined,
    });
    const credit = { affiliateId: partner.id, offerId, keepsCustomer: true, reason: REASON };
    await creditSale(actor, sale.id, credit);
  });
}

/** A lead is the partner's by a click on a link of theirs, made for the moment of the lead. */
async function tellLead(actor: Actor, partner: Affiliate, wanted: LeadCommission): Promise<void> {
  const { workspaceId } = actor;
  const buyer = await buyerOf(workspaceId, wanted);
  const known = await findReferredCustomer(workspaceId, { externalId: buyer.customerExternalId });
  if (known?.affiliateId && known.affiliateId !== partner.id)
    throw conflict('customer_of_another', 'This customer counts as another partner’s.');
  const linkId = await linkOf(workspaceId, partner, wanted.linkId);
  const at = new Date(wanted.date ?? wanted.leadEventDate ?? actor.now);
  const eventName = wanted.lead?.eventName || wanted.leadEventName || undefined;
  const lead = { ...buyer, eventName, metadata: wanted.lead?.metadata, occurredAt: at };
  if (known?.affiliateId === partner.id) {
    await recordLead(workspaceId, lead);
    return;
  }
  const [clickId] = await recordClicks(workspaceId, [
    { at, linkId, visitorId: `told-${crypto.randomUUID()}` },
  ]);
  await recordLead(workspaceId, { ...lead, clickId });
}

async function buyerOf(workspaceId: string, { customerId, customer }: LeadCommission | SaleCommission) {
  if (customerId) {
    const { externalId } = await getCustomer(workspaceId, customerId);
    return { customerExternalId: externalId };
  }
  if (!customer) throw invalidField('customerId', 'is needed, or a customer');
  return {
    customerExternalId: customer.externalId,
    customerName: customer.name?.trim() || null,
    customerEmail: knownEmail(customer.email),
    customerAvatar: customer.avatar,
  };
}

async function offerOf(
  workspaceId: string,
  partner: Affiliate,
  linkId: string | null | undefined,
): Promise<string> {
  if (!linkId) return (await getProgram(workspaceId)).id;
  const link = await getLink(workspaceId, fromWireId('link', linkId));
  if (link.affiliateId !== partner.id) throw notFound('link');
  return (await getOffer(workspaceId, link.offerId)).id;
}

async function linkOf(
  workspaceId: string,
  partner: Affiliate,
  linkId: string | null | undefined,
): Promise<string> {
  const own = await listLinksOf(workspaceId, partner.id);
  const link = linkId ? own.find(({ id }) => id === fromWireId('link', linkId)) : own[0];
  if (link) return link.id;
  throw linkId ? notFound('link') : conflict('no_link', 'This partner has no link yet.');
}
