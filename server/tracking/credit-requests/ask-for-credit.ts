import { getOwnAffiliate } from '../../affiliates/index.ts';
import type { Actor } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { audit } from '../../workspace/index.ts';
import type { CreditRequest, NewCreditRequest } from '../schema/credit-request.ts';
import { getOpenRequest, insertCreditRequest } from '../store/credit-requests.ts';

/**
 * An affiliate asks about a sale or customer that they believe to have brought. The same question stands once until
 * it is answered. Whether we know the order or the customer is not told.
 */
export async function askForCredit(actor: Actor, asked: NewCreditRequest): Promise<CreditRequest> {
  return inTransaction(async () => {
    const affiliate = await getOwnAffiliate(actor);
    const request = await insertCreditRequest(actor.workspaceId, affiliate.id, asked);
    if (!request) return getOpenRequest(actor.workspaceId, affiliate.id, asked);
    await audit(actor, {
      action: 'credit_request.made',
      objectType: 'credit_request',
      objectId: request.id,
      after: request,
    });
    return request;
  });
}
