import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import type { NewRefund, Refund, SaleDetail } from '../schema/conversion.ts';
import { listRefunds } from '../store/refunds.ts';
import { getSaleRow, isSaleReached, listDecisions } from '../store/sales.ts';
import { explainDecision } from './explain-decision.ts';
import { refundSale } from './refund-sale.ts';

/** A sale with its refunds and the whole of its decision in words. @throws Problem 404 */
export async function viewSale(actor: Actor, id: string): Promise<SaleDetail> {
  authorize(actor, 'links.read');
  if (!(await isSaleReached(actor, id))) throw notFound('sale');
  const sale = await getSaleRow(actor.workspaceId, id);
  const explained = [];
  for (const decision of await listDecisions(actor.workspaceId, id))
    explained.push(await explainDecision(actor.workspaceId, decision, actor.locale, sale));
  const [decision, ...earlier] = explained;
  if (!decision) throw notFound('decision');
  return {
    ...sale,
    decision,
    earlierDecisions: earlier,
    refunds: await listRefunds(actor.workspaceId, sale.externalId),
  };
}

/** `refundSale` by a member of staff or an API key, on record. @throws Problem 404, 409, 422 */
export async function refundSaleById(
  actor: Actor,
  id: string,
  asked: ReturnType<typeof NewRefund.parse>,
): Promise<Refund> {
  authorize(actor, 'events.write');
  return inTransaction(async () => {
    const sale = await getSaleRow(actor.workspaceId, id);
    const refund = await refundSale(actor.workspaceId, { ...asked, saleExternalId: sale.externalId });
    await audit(actor, { action: 'sale.refunded', objectType: 'sale', objectId: id, after: refund });
    return refund;
  });
}
