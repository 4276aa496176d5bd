import { now } from '../core/clock.ts';
import { inTransaction } from '../core/db.ts';
import type { DomainEvent } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { bookCommission, type SaleRecorded } from './book-commission.ts';
import { correctCommissionsOfSale } from './correct-commission.ts';
import { insertReattribution, lockCommissionsOfSale } from './store/corrections.ts';

/**
 * A sale's credit has gone to somebody else, or to nobody: whoever had it keeps nothing of it, also after a payout,
 * and the commission of whoever has it now is booked, less what was refunded. In the transaction of the decision.
 */
export async function moveCommission(event: DomainEvent<SaleRecorded>): Promise<void> {
  const { workspaceId, payload } = event;
  const { saleId, affiliateId, offerId } = payload;
  await inTransaction(async () => {
    if ((await lockCommissionsOfSale(workspaceId, saleId)).length === 0) return bookCommission(event);
    const id = newId('rea');
    await insertReattribution(workspaceId, { id, saleId, affiliateId, offerId });
    await bookCommission(event);
    await correctCommissionsOfSale(workspaceId, saleId, { kind: 'reattribution', source: id, at: now() });
  });
}
