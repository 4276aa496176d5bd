import { inTransaction } from '../core/db.ts';
import type { DomainEvent } from '../core/events.ts';
import { correctCommissionsOfSale } from './correct-commission.ts';
import { insertRefund, lockCommissionsOfSale } from './store/corrections.ts';

/** What `sale.refunded` tells: this refund alone, in the sale's currency; negative where it gives back. */
export interface SaleRefunded {
  refundId: string;
  saleId: string;
  amountMinor: number;
  occurredAt: string;
}

export async function reverseCommissions(events: DomainEvent<SaleRefunded>[]): Promise<void> {
  for (const event of events) await reverseCommission(event);
}

/**
 * Takes back the refunded share of the commission, or gives it back, in the refund's own transaction, also after it was paid:
 * the balance then goes below zero and is carried into the next payout. A repeated event changes nothing.
 */
async function reverseCommission({ workspaceId, payload }: DomainEvent<SaleRefunded>): Promise<void> {
  const { saleId, refundId, amountMinor } = payload;
  const at = new Date(payload.occurredAt);
  await inTransaction(async () => {
    // A sale without credit is of no concern; its refunds are told again when somebody gets the credit.
    if ((await lockCommissionsOfSale(workspaceId, saleId)).length === 0) return;
    const isNew = await insertRefund(workspaceId, { refundId, saleId, amountMinor, occurredAt: at });
    const kind = amountMinor < 0 ? 'restoration' : 'refund';
    if (isNew) await correctCommissionsOfSale(workspaceId, saleId, { kind, source: refundId, at });
  });
}
