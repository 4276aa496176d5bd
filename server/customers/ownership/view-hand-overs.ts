import { type Actor, authorize } from '../../core/actor.ts';
import { getOwnerNames } from '../owners.ts';
import type { HandOverQuery, OwnedCounts } from './schema.ts';
import { countOwned, pageOfHandOvers, toHandOver } from './store/hand-overs.ts';

/** How much somebody owns. @throws Problem 422 for somebody who is no member. */
export async function viewHoldings(actor: Actor, userId: string): Promise<OwnedCounts> {
  authorize(actor, 'accounts.read');
  await getOwnerNames(actor.workspaceId, [userId], 'userId');
  return countOwned(actor.workspaceId, userId);
}

/** Newest first. */
export async function listHandOvers(actor: Actor, query: HandOverQuery) {
  authorize(actor, 'accounts.read');
  const { data, nextCursor } = await pageOfHandOvers(actor.workspaceId, query);
  return { data: data.map(toHandOver), nextCursor };
}
