import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalidField, notFound } from '../../core/problem.ts';
import { NewRestoration, type Refund, type RestorationInput } from '../schema/conversion.ts';
import { findRefund, insertRefund, lockSale, lockSaleKey } from '../store/refunds.ts';
import { takeBack } from './refund-sale.ts';

/**
 * Gives back what was taken from a sale, or a part of it: a dispute that was won, a refund that failed. Kept as a
 * refund with a negative amount. The same id is the same restoration for ever.
 * @throws Problem 404 for an unknown sale; 422 on `amountMinor` when it is more than what was taken; 409
 *   `refund_of_another_sale`.
 */
export async function restoreSale(workspaceId: string, input: RestorationInput): Promise<Refund> {
  const { restorationExternalId: externalId, ...asked } = NewRestoration.parse(input);
  const { saleExternalId } = input;
  const receivedAt = now();
  return inTransaction(async () => {
    await lockSaleKey(workspaceId, saleExternalId);
    const known = await findRefund(workspaceId, externalId);
    if (known?.saleExternalId === saleExternalId) return known;
    const sale = await lockSale(workspaceId, saleExternalId);
    if (!sale) throw notFound('sale');
    if (asked.amountMinor > sale.refundedMinor)
      throw invalidField('amountMinor', `is more than the ${sale.refundedMinor} that were taken back`);
    const restored = await insertRefund(workspaceId, {
      externalId,
      saleExternalId,
      saleId: sale.id,
      status: 'applied',
      askedMinor: null,
      amountMinor: -asked.amountMinor,
      occurredAt: asked.occurredAt ?? receivedAt,
      receivedAt,
    });
    if (!restored) throw conflict('refund_of_another_sale', 'This id belongs to a refund of another sale.');
    await takeBack(workspaceId, sale.id, restored);
    return restored;
  });
}
