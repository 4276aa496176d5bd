import { findAffiliate, listAffiliates } from '../../affiliates/index.ts';
import type { DomainEvent } from '../../core/events.ts';
import { appendTimeline, type TimelineInput, writeAccountFigures } from '../../customers/index.ts';
import { countReferrals } from '../store/customers.ts';
import { getLeadRow, getSaleRow } from '../store/sales.ts';
import { linkCustomer } from './link-customer.ts';
import type { SaleEvent } from './sale-event.ts';

/** `lead.recorded` → the customer's timeline. */
export async function tellLead({ workspaceId, payload }: DomainEvent<{ leadId: string }>): Promise<void> {
  const lead = await getLeadRow(workspaceId, payload.leadId);
  await tell(workspaceId, lead.customerId, {
    at: lead.occurredAt,
    kind: 'lead',
    sourceId: lead.id,
    code: 'tracking:timeline.lead',
    values: { event: lead.eventName },
  });
}

/** `sale.recorded` → the customer's timeline. */
export async function tellSale({ workspaceId, payload }: DomainEvent<SaleEvent>): Promise<void> {
  const { saleId, customerId, occurredAt, amountMinor, currency, externalId } = payload;
  await tell(workspaceId, customerId, {
    at: new Date(occurredAt),
    kind: 'sale',
    sourceId: saleId,
    code: 'tracking:timeline.sale',
    values: { sale: externalId },
    amountMinor,
    currency,
  });
}

interface RefundEvent {
  refundId: string;
  saleId: string;
  amountMinor: number;
  occurredAt: string;
}

/** `sale.refunded` → the customer's timeline. */
export async function tellRefundTaken({ workspaceId, payload }: DomainEvent<RefundEvent>): Promise<void> {
  const sale = await getSaleRow(workspaceId, payload.saleId);
  await tell(workspaceId, sale.customerId, {
    at: new Date(payload.occurredAt),
    kind: 'refund',
    sourceId: payload.refundId,
    code: payload.amountMinor < 0 ? 'tracking:timeline.restoration' : 'tracking:timeline.refund',
    values: { sale: sale.externalId },
    amountMinor: -payload.amountMinor,
    currency: sale.currency,
  });
}

interface AttributionEvent {
  customerId: string;
  affiliateId: string | null;
  previousAffiliateId: string | null;
  attributedAt: string | null;
}

/** `customer.attributed` → both timelines, and how many customers the affiliate's account has brought. */
export async function tellReferral({ workspaceId, payload }: DomainEvent<AttributionEvent>): Promise<void> {
  const { customerId, affiliateId, previousAffiliateId } = payload;
  const customer = await linkCustomer(workspaceId, customerId);
  const affiliate = affiliateId ? await findAffiliate(workspaceId, affiliateId) : null;
  if (customer && affiliate && payload.attributedAt) {
    const at = new Date(payload.attributedAt);
    const name = customer.name ?? customer.email ?? customer.externalId;
    const sourceId = `${customerId} ${affiliate.id}`;
    const entries: TimelineInput[] = [
      {
        ...{ accountId: customer.accountId, personId: customer.personId, at, sourceId },
        kind: 'referred_by',
        code: 'tracking:timeline.referred_by',
        values: { affiliate: affiliate.name },
      },
      {
        ...{ accountId: affiliate.accountId, personId: affiliate.personId, at, sourceId },
        kind: 'referral',
        code: 'tracking:timeline.referral',
        values: { customer: name },
      },
    ];
    await appendTimeline(workspaceId, entries.filter(hasOwner));
  }
  const touched = [affiliateId, previousAffiliateId].filter((id) => id !== null);
  await writeReferralCounts(workspaceId, touched);
}

/** An account's affiliates count together. */
async function writeReferralCounts(workspaceId: string, affiliateIds: string[]): Promise<void> {
  const touched = await listAffiliates(workspaceId, affiliateIds);
  const accountIds = new Set(touched.flatMap(({ accountId }) => accountId ?? []));
  if (accountIds.size === 0) return;
  const siblings = (await listAffiliates(workspaceId, null)).filter(
    ({ accountId }) => accountId && accountIds.has(accountId),
  );
  const counts = await countReferrals(
    workspaceId,
    siblings.map(({ id }) => id),
  );
  const figures = [...accountIds].map((accountId) => ({
    accountId,
    referralCount: siblings
      .filter((sibling) => sibling.accountId === accountId)
      .reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0),
  }));
  await writeAccountFigures(workspaceId, figures);
}

async function tell(
  workspaceId: string,
  customerId: string,
  entry: Omit<TimelineInput, 'accountId' | 'personId'>,
): Promise<void> {
  const customer = await linkCustomer(workspaceId, customerId);
  const entries = [{ ...entry, accountId: customer?.accountId, personId: customer?.personId }];
  await appendTimeline(workspaceId, entries.filter(hasOwner));
}

function hasOwner(entry: TimelineInput): boolean {
  return Boolean(entry.accountId || entry.personId);
}
