import { type Actor, authorize } from '../../core/actor.ts';
import { viewSale } from '../conversions/view-sale.ts';
import type { CreditRequestDetail } from '../schema/credit-request.ts';
import { findSalesAskedAbout, getCreditRequest } from '../store/credit-requests.ts';

const SHOWN_SALES = 20;

/** A request with its evidence: the sales that it may be about, and why each is credited as it is. @throws Problem 404 */
export async function viewCreditRequest(actor: Actor, id: string): Promise<CreditRequestDetail> {
  authorize(actor, 'links.read');
  const request = await getCreditRequest(actor.workspaceId, id);
  const found = await findSalesAskedAbout(actor.workspaceId, request, SHOWN_SALES);
  const sales = [];
  for (const saleId of new Set([...(request.saleId ? [request.saleId] : []), ...found]))
    sales.push(await viewSale(actor, saleId));
  return { ...request, sales };
}
