import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { refuseForeign } from './create-deal.ts';
import { getDeal } from './read-deals.ts';
import type { DealPart, DealView } from './schema/deal.ts';
import { readerOf } from './store/conditions.ts';
import { deleteDealPart, findDealPart, putDealPart } from './store/deal-parts.ts';
import { lockDeal, updateDeal } from './store/deals.ts';

/** Says how a person takes part in a deal; null is not known. @throws Problem 404 */
export async function setDealPerson(
  actor: Actor,
  dealId: string,
  personId: string,
  part: DealPart,
): Promise<DealView> {
  authorize(actor, 'deals.write');
  const { workspaceId, now } = actor;
  await inTransaction(async () => {
    await lockDeal(await readerOf(actor), dealId);
    await refuseForeign(workspaceId, null, [personId]);
    const before = await findDealPart(workspaceId, dealId, personId);
    await putDealPart(workspaceId, { dealId, personId, ...part }, now);
    await updateDeal(workspaceId, dealId, {}, now);
    await audit(actor, {
      ...{ action: 'deal.person_set', objectType: 'deal', objectId: dealId },
      ...{ before: before && { personId, ...before }, after: { personId, ...part } },
    });
  });
  return getDeal(actor, dealId);
}

/** The person stays; only their part in the deal ends. @throws Problem 404 */
export async function removeDealPerson(actor: Actor, dealId: string, personId: string): Promise<void> {
  authorize(actor, 'deals.write');
  const { workspaceId, now } = actor;
  await inTransaction(async () => {
    await lockDeal(await readerOf(actor), dealId);
    const before = await findDealPart(workspaceId, dealId, personId);
    if (!before) throw notFound('stakeholder');
    await deleteDealPart(workspaceId, dealId, personId);
    await updateDeal(workspaceId, dealId, {}, now);
    await audit(actor, {
      ...{ action: 'deal.person_removed', objectType: 'deal', objectId: dealId },
      before: { personId, ...before },
    });
  });
}
