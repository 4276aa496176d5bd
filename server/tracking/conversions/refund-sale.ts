import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalidField } from '../../core/problem.ts';
import { refundable } from '../rules.ts';
import { NewRefund, type Refund, type RefundInput } from '../schema/conversion.ts';
import {
  addToRefunded,
  findRefund,
  insertRefund,
  listPendingRefunds,
  lockSale,
  lockSaleKey,
  settleRefund,
} from '../store/refunds.ts';
import { tellRefund } from './tell-refund.ts';

/**
 * Takes back a sale, or a part of it. The same refund id is the same refund for ever. A refund that comes
 * before its sale waits for it.
 * @throws Problem 422 on `amountMinor` when it is more than what is left; 409 `refund_of_another_sale`.
 */
export async function refundSale(workspaceId: string, input: RefundInput): Promise<Refund> {
  const { refundExternalId: externalId, ...asked } = NewRefund.parse(input);
  const receivedAt = now();
  return inTransaction(async () => {
    await lockSaleKey(workspaceId, input.saleExternalId);
    const known = await findRefund(workspaceId, externalId);
    if (known) return repeatOf(known, input.saleExternalId);
    const sale = await lockSale(workspaceId, input.saleExternalId);
    const askedMinor = asked.amountMinor ?? null;
    const amountMinor = sale ? refundable(sale, askedMinor) : 0;
    if (sale && amountMinor === null)
      throw invalidField(
        'amountMinor',
        `is more than the ${sale.amountMinor - sale.refundedMinor} that are left`,
      );
    const refund = await insertRefund(workspaceId, {
      externalId,
      saleExternalId: input.saleExternalId,
      saleId: sale?.id ?? null,
      status: sale ? 'applied' : 'pending',
      askedMinor,
      amountMinor: amountMinor ?? 0,
      occurredAt: asked.occurredAt ?? receivedAt,
      receivedAt,
    });
    // The id was taken meanwhile, by a refund of another sale.
    if (!refund) throw refundOfAnotherSale();
    if (refund.saleId) await takeBack(workspaceId, refund.saleId, refund);
    return refund;
  });
}

function repeatOf(known: Refund, saleExternalId: string): Refund {
  if (known.saleExternalId !== saleExternalId) throw refundOfAnotherSale();
  return known;
}

function refundOfAnotherSale() {
  return conflict('refund_of_another_sale', 'This refund id belongs to a refund of another sale.');
}

/** Moves what is taken of a sale by this amount, and tells of it. */
export async function takeBack(
  workspaceId: string,
  saleId: string,
  refund: { id: string; amountMinor: number; occurredAt: Date },
): Promise<void> {
  await addToRefunded(workspaceId, saleId, refund.amountMinor);
  await tellRefund(workspaceId, saleId, refund);
}

/**
 * Applies the refunds that came before their sale, in the sale's transaction; what would take back more than
 * the sale is kept as refused. @returns how much is taken back in all.
 */
export async function applyPendingRefunds(workspaceId: string, saleExternalId: string): Promise<number> {
  const sale = await lockSale(workspaceId, saleExternalId);
  if (!sale) return 0;
  let { refundedMinor } = sale;
  for (const { id, askedMinor, occurredAt } of await listPendingRefunds(workspaceId, saleExternalId)) {
    const amountMinor = refundable({ ...sale, refundedMinor }, askedMinor);
    const status = amountMinor === null ? 'refused' : 'applied';
    await settleRefund(workspaceId, id, { status, saleId: sale.id, amountMinor: amountMinor ?? 0 });
    if (amountMinor === null) continue;
    refundedMinor += amountMinor;
    await takeBack(workspaceId, sale.id, { id, amountMinor, occurredAt });
  }
  return refundedMinor;
}
