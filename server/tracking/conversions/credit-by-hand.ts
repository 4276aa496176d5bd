import { conflict } from '../../core/problem.ts';
import type { ManualCredit } from '../rules.ts';
import { lockCustomer } from '../store/conversions.ts';
import { getDecision, getSaleRow } from '../store/sales.ts';
import { redecideLocked } from './redecide-customer.ts';

/**
 * Gives a sale to an affiliate whatever its touches say: a new decision that names the one it replaces, and that
 * stands when late facts decide the customer anew. Call in a transaction.
 * @returns the version of the new decision.
 * @throws Problem 404; 409 `already_credited` when the affiliate has the sale by this offer already.
 */
export async function creditByHand(
  workspaceId: string,
  saleId: string,
  credit: Omit<ManualCredit, 'supersedes'>,
): Promise<number> {
  const { customerId } = await getSaleRow(workspaceId, saleId);
  const customer = await lockCustomer(workspaceId, customerId);
  if (!customer) throw new Error('a sale without a customer');
  const { version, affiliateId, offerId } = await getDecision(workspaceId, saleId);
  if (affiliateId === credit.affiliateId && offerId === credit.offerId)
    throw conflict('already_credited', 'The sale is credited to this affiliate already.');
  await redecideLocked(workspaceId, customer, new Map([[saleId, { ...credit, supersedes: version }]]));
  return (await getDecision(workspaceId, saleId)).version;
}
