import { getOffer } from '../../affiliates/index.ts';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import type { DomainEvent } from '../../core/events.ts';
import { type DealOutcome, findDealOutcome } from '../../customers/index.ts';
import { recordSale } from '../conversions/record-sales.ts';
import { refundSale } from '../conversions/refund-sale.ts';
import { listStandingSales } from '../store/registration-matches.ts';
import {
  getRegistration,
  isTakenMeanwhile,
  type RegistrationRow,
  updateRegistration,
} from '../store/registrations.ts';
import { settleRegistration } from './follow-registrations.ts';
import { registrationWithDeal } from './rules.ts';
import { tellRegistration } from './tell-registration.ts';

const MS_PER_DAY = 86_400_000;
const SALE_NAME = 'Deal won';

/**
 * `deal.won`, `deal.lost`, `deal.reopened` → the registration that the deal came from goes with it, and so does the
 * sale that a win may stand for. It goes by how the deal stands now, so the events may come in any order, and again.
 */
export async function followDeal({
  workspaceId,
  payload: { registrationId },
}: DomainEvent<{ registrationId: string | null }>): Promise<void> {
  if (!registrationId) return;
  const deal = await findDealOutcome(workspaceId, registrationId);
  if (!deal) return;
  await inTransaction(async () => {
    const registration = await getRegistration(workspaceId, registrationId, 'locked');
    await settleState(workspaceId, registration, deal);
    await settleSale(workspaceId, registration, deal);
  });
  await settleRegistration(workspaceId, registrationId);
}

async function settleState(
  workspaceId: string,
  registration: RegistrationRow,
  deal: DealOutcome,
): Promise<void> {
  const { dealDays } = await getOffer(workspaceId, registration.offerId);
  const change = registrationWithDeal(registration, deal, dealDays * MS_PER_DAY);
  if (!change) return;
  // Somebody else has the customer by now: then it stays given up.
  if (change.status === 'accepted' && (await isTakenMeanwhile(workspaceId, registration))) return;
  await updateRegistration(workspaceId, registration.id, change);
  const after = { ...registration, ...change };
  if (after.status !== registration.status)
    await tellRegistration(workspaceId, after, registration.status, now());
}

/** The win that stands is a sale where it says so; those of wins that were taken back are given back. */
async function settleSale(
  workspaceId: string,
  registration: RegistrationRow,
  deal: DealOutcome,
): Promise<void> {
  const prefix = `deal:${deal.dealId}:`;
  const wanted = deal.saleKey === null ? null : `${prefix}${deal.saleKey}`;
  for (const saleExternalId of await listStandingSales(workspaceId, prefix))
    if (saleExternalId !== wanted)
      await refundSale(workspaceId, { saleExternalId, refundExternalId: `${saleExternalId}:undone` });
  // Told by the billing already: once is enough.
  if (wanted === null || deal.amountMinor === null || registration.status === 'won') return;
  const { email, company, accountExternalId } = registration;
  await recordSale(workspaceId, {
    ...{ externalId: wanted, eventName: SALE_NAME, amountMinor: deal.amountMinor, currency: deal.currency },
    ...{ customerExternalId: accountExternalId ?? email, customerEmail: email, customerName: company },
    ...{ accountExternalId, occurredAt: deal.closedAt ?? now() },
  });
}
