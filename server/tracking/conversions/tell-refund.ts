import { emit } from '../../core/events.ts';

/** `sale.refunded`: this refund alone, in the sale's currency; negative where it gives back. */
export async function tellRefund(
  workspaceId: string,
  saleId: string,
  refund: { id: string; amountMinor: number; occurredAt: Date },
): Promise<void> {
  await emit(workspaceId, 'sale.refunded', {
    refundId: refund.id,
    saleId,
    amountMinor: refund.amountMinor,
    occurredAt: refund.occurredAt.toISOString(),
  });
}
