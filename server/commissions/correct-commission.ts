import { inTransaction } from '../core/db.ts';
import type { DomainEvent } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { correction } from './rules.ts';
import {
  insertRefund,
  type LockedCommission,
  lockCommission,
  lockCommissionOfSale,
} from './store/corrections.ts';
import { type CorrectionKind, insertCorrection } from './store/ledger.ts';

/** What `sale.refunded` tells: this refund alone, in the sale's currency. */
export interface SaleRefunded {
  refundId: string;
  saleId: string;
  amountMinor: number;
  occurredAt: Date | string;
}

/**
 * Takes back the refunded share of the commission, in the refund's own transaction, also after it was paid:
 * the balance then goes below zero and is carried into the next payout. A repeated event changes nothing.
 */
export async function reverseCommission({ workspaceId, payload }: DomainEvent<SaleRefunded>): Promise<void> {
  await inTransaction(async () => {
    const commissionId = await lockCommissionOfSale(workspaceId, payload.saleId);
    if (!commissionId) return;
    const at = new Date(payload.occurredAt);
    const isNew = await insertRefund(workspaceId, { ...payload, commissionId, occurredAt: at });
    if (!isNew) return;
    await correct(workspaceId, commissionId, { kind: 'refund', sourceKey: `refund:${payload.refundId}`, at });
  });
}

/**
 * Books the difference between what the affiliate keeps by the rules and what the lines sum to, if there is any.
 * The commission is locked by the caller or here, so that two corrections follow one another.
 */
export async function correct(
  workspaceId: string,
  commissionId: string,
  booking: { kind: CorrectionKind; sourceKey: string; at: Date },
): Promise<LockedCommission | null> {
  const commission = await lockCommission(workspaceId, commissionId);
  if (!commission) return null;
  const amountMinor = correction(commission, commission.bookedMinor);
  if (amountMinor !== 0) {
    await insertCorrection(workspaceId, { ...booking, entryId: newId('ent'), commission, amountMinor });
  }
  return commission;
}
