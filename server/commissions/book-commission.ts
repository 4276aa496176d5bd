import type { DomainEvent } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { forgetTerms, termsOfOffer } from './plans/remembered-terms.ts';
import { earn } from './rules.ts';
import { insertCommission, type NewCommission } from './store/commissions.ts';
import type { OfferTerms } from './store/plans.ts';

/** What `sale.recorded` and `sale.attributed` tell; `occurredAt` is an ISO text. */
export interface SaleRecorded {
  saleId: string;
  externalId: string;
  affiliateId: string | null;
  offerId: string | null;
  customerId: string;
  amountMinor: number;
  currency: string;
  occurredAt: string;
}

type AttributedSale = SaleRecorded & { affiliateId: string; offerId: string };

/**
 * Books the commission of a sale, in the sale's own transaction. A repeated event books nothing twice.
 * One round trip for a first sale and for plans without an end: the terms are remembered, and the database
 * tells of an earlier sale only where the plan asks for it.
 */
export async function bookCommission({ workspaceId, payload }: DomainEvent<SaleRecorded>): Promise<void> {
  if (!isAttributed(payload)) return;
  const terms = await termsOfOffer(workspaceId, payload.offerId);
  const asksHistory = terms !== null && terms.recurrence !== 'lifetime';
  try {
    const first = commissionOf(payload, terms, null);
    const firstSoldAt = await insertCommission(workspaceId, first, asksHistory);
    if (!firstSoldAt) return;
    await insertCommission(workspaceId, commissionOf(payload, terms, firstSoldAt), false);
  } catch (error) {
    forgetTerms();
    throw error;
  }
}

function isAttributed(sale: SaleRecorded): sale is AttributedSale {
  return sale.affiliateId !== null && sale.offerId !== null;
}

function commissionOf(
  sale: AttributedSale,
  terms: OfferTerms | null,
  firstSoldAt: Date | null,
): NewCommission {
  const soldAt = new Date(sale.occurredAt);
  return {
    id: newId('com'),
    entryId: newId('ent'),
    saleId: sale.saleId,
    saleExternalId: sale.externalId,
    affiliateId: sale.affiliateId,
    offerId: sale.offerId,
    customerId: sale.customerId,
    planId: terms?.planId ?? null,
    planVersion: terms?.planVersion ?? null,
    needsApproval: terms?.needsApproval ?? false,
    saleAmountMinor: sale.amountMinor,
    saleCurrency: sale.currency,
    soldAt,
    firstSoldAt,
    ...earn({ amountMinor: sale.amountMinor, currency: sale.currency, soldAt }, terms, { firstSoldAt }),
  };
}
