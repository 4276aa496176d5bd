import { now } from '../core/clock.ts';
import { inTransaction } from '../core/db.ts';
import type { DomainEvent } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { bookAlone, bookCommissions, placeOf, type SaleRecorded } from './book-commissions.ts';
import { correctCommissionsOfSale } from './correct-commission.ts';
import { traitsOf } from './plans/remembered-terms.ts';
import { redecideFrom } from './redecide-commissions.ts';
import { insertReattribution, lockCommissionsOfSale, type SharerOfSale } from './store/corrections.ts';
import { lockHistory } from './store/past.ts';
import { type ChangedShare, insertChangedShares } from './store/redecisions.ts';

export async function moveCommissions(events: DomainEvent<SaleRecorded>[]): Promise<void> {
  for (const event of events) await moveCommission(event);
}

/**
 * A sale's credit has gone to others, or is shared by others, or is nobody's: whoever had it and has it no more keeps
 * nothing of it, also after a payout; whose share is another now keeps what that earns; and the commissions of whoever
 * has it new are booked, less what was refunded. What any of them earned afterwards is decided anew. In the transaction
 * of the decision.
 */
async function moveCommission(event: DomainEvent<SaleRecorded>): Promise<void> {
  const { workspaceId, payload } = event;
  const { saleId, affiliateId, offerId, customerId, shares } = payload;
  const { looksAtHistory, hasBudget } = await traitsOf(workspaceId);
  await inTransaction(async () => {
    // Before the sale's commissions: whoever decides anew locks in the same order.
    if (looksAtHistory) await lockHistory(workspaceId);
    const before = await lockCommissionsOfSale(workspaceId, saleId);
    if (before.length === 0) return bookCommissions([event]);
    const id = newId('rea');
    const at = now();
    await insertReattribution(workspaceId, { id, saleId, affiliateId, offerId, shares });
    await insertChangedShares(workspaceId, changedShares(before, payload), { cause: id, at });
    const isBooked = new Set(before.map(keyOf));
    await bookAlone(event, (sharer) => !isBooked.has(keyOf(sharer)));
    await correctCommissionsOfSale(workspaceId, saleId, { kind: 'reattribution', source: id, at });
    const holders = (await lockCommissionsOfSale(workspaceId, saleId)).map((holder) => holder.affiliateId);
    const scope = {
      affiliateIds: hasBudget ? null : [...new Set(holders)],
      customerId: looksAtHistory ? null : customerId,
    };
    await redecideFrom(workspaceId, placeOf(payload), scope, id);
  });
}

/** Of those who had the credit and have it still, or again, whose share is another now. */
function changedShares(booked: SharerOfSale[], { offerId, shares }: SaleRecorded): ChangedShare[] {
  return booked.flatMap((sharer) => {
    const place = shares.findIndex((share) => share.affiliateId === sharer.affiliateId);
    const creditedMinor = shares[place]?.amountMinor;
    if (creditedMinor === undefined || sharer.offerId !== offerId) return [];
    const shareNumber = place + 1;
    if (sharer.creditedMinor === creditedMinor && sharer.shareNumber === shareNumber) return [];
    return [{ id: newId('red'), commissionId: sharer.id, creditedMinor, shareNumber }];
  });
}

function keyOf({ affiliateId, offerId }: { affiliateId: string; offerId: string | null }): string {
  return `${affiliateId} ${offerId}`;
}
