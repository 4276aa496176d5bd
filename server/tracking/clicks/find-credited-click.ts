import { type CreditedClick, findClick, findClickIdOfCredit } from '../store/credited-clicks.ts';
import { momentOfClick } from './click-id.ts';

/**
 * The click by which somebody has the credit for a lead or sale: its own, or the one that first brought the customer.
 * Null for a coupon alone, or without a credit.
 */
export async function findCreditedClick(workspaceId: string, eventId: string): Promise<CreditedClick | null> {
  const id = await findClickIdOfCredit(workspaceId, eventId);
  const at = id && momentOfClick(id);
  return id && at ? findClick(workspaceId, { id, at }) : null;
}
