import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import type { DomainEvent } from '../../core/events.ts';
import { listAccountSummaries } from '../../customers/index.ts';
import { settleClicks } from '../clicks/settle-clicks.ts';
import { redecideCustomer } from '../conversions/redecide-customer.ts';
import { findWinningSale, listCustomersOfDeal, listDealsOfCustomer } from '../store/deal-matches.ts';
import { type DealRow, getDeal, listEndedDeals, updateDeal } from '../store/deals.ts';
import { dealAfterSales } from './rules.ts';
import { type DealEvent, tellDeal } from './tell-deal.ts';

const ENDED_AT_ONCE = 500;

/** `deal.changed` → the leads and sales of its customers are decided anew, and who has bought has won it. */
export async function followDeal({ workspaceId, payload }: DomainEvent<DealEvent>): Promise<void> {
  const deal = await readAccount(workspaceId, payload.dealId);
  await settleClicks(workspaceId);
  for (const customerId of await listCustomersOfDeal(workspaceId, deal))
    await redecideCustomer(workspaceId, customerId);
  await settleDeal(workspaceId, deal.id);
}

/** A lead or sale → decided with a registration that was accepted at the same moment; the first sale wins it. */
export async function followCustomer({
  workspaceId,
  payload,
}: DomainEvent<{ customerId: string }>): Promise<void> {
  const dealIds = await listDealsOfCustomer(workspaceId, payload.customerId);
  if (dealIds.length === 0) return;
  await settleClicks(workspaceId);
  await redecideCustomer(workspaceId, payload.customerId);
  for (const id of dealIds) {
    await readAccount(workspaceId, id);
    await settleDeal(workspaceId, id);
  }
}

/** The account may have got its external id since, by which later sales name it. */
async function readAccount(workspaceId: string, dealId: string): Promise<DealRow> {
  return inTransaction(async () => {
    const deal = await getDeal(workspaceId, dealId, 'locked');
    if (!deal.accountId || deal.accountExternalId) return deal;
    const [account] = await listAccountSummaries(workspaceId, [deal.accountId]);
    if (!account?.externalId) return deal;
    await updateDeal(workspaceId, dealId, { accountExternalId: account.externalId });
    return { ...deal, accountExternalId: account.externalId };
  });
}

async function settleDeal(workspaceId: string, dealId: string): Promise<void> {
  await inTransaction(async () => {
    const deal = await getDeal(workspaceId, dealId, 'locked');
    if (!deal.acceptedAt) return;
    const customers = await listCustomersOfDeal(workspaceId, deal);
    const until = deal.releasedAt && deal.releasedAt < deal.expiresAt ? deal.releasedAt : deal.expiresAt;
    const sale = await findWinningSale(workspaceId, customers, { ...deal, until });
    const status = dealAfterSales(deal, sale !== null, now());
    if (status === deal.status) return;
    const change = { status, wonSaleId: sale?.id ?? null, wonAt: sale?.at ?? null };
    await updateDeal(workspaceId, dealId, change);
    await tellDeal(workspaceId, { ...deal, ...change }, deal.status, now());
  });
}

/** What was not answered, or not bought, in its time. */
export async function expireDeals(): Promise<void> {
  for (const { workspaceId, id } of await listEndedDeals(now(), ENDED_AT_ONCE)) {
    await inTransaction(async () => {
      const deal = await getDeal(workspaceId, id, 'locked');
      const isOpen = deal.status === 'submitted' || deal.status === 'accepted';
      if (!isOpen || deal.expiresAt > now()) return;
      await updateDeal(workspaceId, id, { status: 'expired', decidedAt: deal.expiresAt });
      await tellDeal(workspaceId, { ...deal, status: 'expired' }, deal.status, deal.expiresAt);
    });
  }
}
