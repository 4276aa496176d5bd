import { now } from '../core/clock.ts';
import { inTransaction } from '../core/db.ts';
import type { DomainEvent } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { bookCommissions, type SaleRecorded } from './book-commissions.ts';
import { correctCommissionsOfSale } from './correct-commission.ts';
import { insertReattribution, lockCommissionsOfSale } from './store/corrections.ts';

export async function moveCommissions(events: DomainEvent<SaleRecorded>[]): Promise<void> {
  for (const event of events) await moveCommission(event);
}

/**
 * A sale's credit has gone to somebody else, or to nobody: whoever had it keeps nothing of it, also after a payout,
 * and the commission of whoever has it now is booked, less what was refunded. In the transaction of the decision.
 */
async function moveCommission(event: DomainEvent<SaleRecorded>): Promise<void> {
  const { workspaceId, payload } = event;
  const { saleId, affiliateId, offerId } = payload;
  await inTransaction(async () => {
    if ((await lockCommissionsOfSale(workspaceId, saleId)).length === 0) return bookCommissions([event]);
    const id = newId('rea');
    await insertReattribution(workspaceId, { id, saleId, affiliateId, offerId });
    await bookCommissions([event]);
    await correctCommissionsOfSale(workspaceId, saleId, { kind: 'reattribution', source: id, at: now() });
  });
}
