import { now } from '../core/clock.ts';
import { inTransaction } from '../core/db.ts';
import type { DomainEvent } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { bookAlone, bookCommissions, placeOf, type SaleRecorded } from './book-commissions.ts';
import { correctCommissionsOfSale } from './correct-commission.ts';
import { traitsOf } from './plans/remembered-terms.ts';
import { redecideFrom } from './redecide-commissions.ts';
import { insertReattribution, lockCommissionsOfSale } from './store/corrections.ts';
import { lockHistory } from './store/past.ts';

export async function moveCommissions(events: DomainEvent<SaleRecorded>[]): Promise<void> {
  for (const event of events) await moveCommission(event);
}

/**
 * A sale's credit has gone to somebody else, or to nobody: whoever had it keeps nothing of it, also after a payout,
 * and the commission of whoever has it now is booked, less what was refunded. What either of them earned afterwards is
 * decided anew. In the transaction of the decision.
 */
async function moveCommission(event: DomainEvent<SaleRecorded>): Promise<void> {
  const { workspaceId, payload } = event;
  const { saleId, affiliateId, offerId, customerId } = payload;
  const { looksAtHistory, hasBudget } = await traitsOf(workspaceId);
  await inTransaction(async () => {
    // Before the sale's commissions: whoever decides anew locks in the same order.
    if (looksAtHistory) await lockHistory(workspaceId);
    if ((await lockCommissionsOfSale(workspaceId, saleId)).length === 0) return bookCommissions([event]);
    const id = newId('rea');
    await insertReattribution(workspaceId, { id, saleId, affiliateId, offerId });
    await bookAlone(event);
    await correctCommissionsOfSale(workspaceId, saleId, { kind: 'reattribution', source: id, at: now() });
    const holders = (await lockCommissionsOfSale(workspaceId, saleId)).map((holder) => holder.affiliateId);
    const scope = {
      affiliateIds: hasBudget ? null : [...new Set(holders)],
      customerId: looksAtHistory ? null : customerId,
    };
    await redecideFrom(workspaceId, placeOf(payload), scope, id);
  });
}
