import type { DomainEvent } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { forgetTerms, termsOfOffer } from './plans/remembered-terms.ts';
import { earn } from './rules.ts';
import { insertCommissions, type NewCommission } from './store/commissions.ts';
import type { VersionRow } from './store/plans.ts';

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
 * Books the commissions of sales of one workspace, in the sales' own transaction. A repeated event books nothing twice.
 * One round trip for first sales and for plans without an end, else two: the terms are remembered, and the database
 * tells of an earlier sale only where the plan asks for it.
 */
export async function bookCommissions(events: DomainEvent<SaleRecorded>[]): Promise<void> {
  const workspaceId = events[0]?.workspaceId ?? '';
  const sales: { sale: AttributedSale; terms: VersionRow | null }[] = [];
  for (const { payload } of events)
    if (isAttributed(payload)) {
      const soldAt = new Date(payload.occurredAt);
      sales.push({ sale: payload, terms: await termsOfOffer(workspaceId, payload.offerId, soldAt) });
    }
  try {
    const firstSoldAt = await insertCommissions(
      workspaceId,
      sales.map(({ sale, terms }) => ({
        ...commissionOf(sale, terms, null),
        expectsFirst: terms !== null && terms.recurrence !== 'lifetime',
      })),
    );
    const repeated = sales.flatMap(({ sale, terms }, index) => {
      const soldAt = firstSoldAt[index];
      return soldAt ? { ...commissionOf(sale, terms, soldAt), expectsFirst: false } : [];
    });
    await insertCommissions(workspaceId, repeated);
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
  terms: VersionRow | null,
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
    planVersion: terms?.version ?? null,
    needsApproval: terms?.needsApproval ?? false,
    saleAmountMinor: sale.amountMinor,
    saleCurrency: sale.currency,
    soldAt,
    firstSoldAt,
    ...earn({ amountMinor: sale.amountMinor, currency: sale.currency, soldAt }, terms, { firstSoldAt }),
  };
}
