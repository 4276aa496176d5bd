import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { audit } from '../../workspace/index.ts';
import { markChanged } from '../changes.ts';
import type { CostSharing } from '../schema/inputs.ts';
import { selectPayingAccounts } from '../store/account-facts.ts';
import { findCostSharing, putCostSharing } from '../store/cost-sharing.ts';

/** Says whether costs spent on all customers are shared by the time that was worked on each, or evenly. */
export async function chooseCostSharing(actor: Actor, sharedBy: CostSharing): Promise<void> {
  authorize(actor, 'signals.write');
  const { workspaceId } = actor;
  await inTransaction(async () => {
    const before = await findCostSharing(workspaceId);
    if (before === sharedBy) return;
    await putCostSharing(workspaceId, sharedBy);
    await audit(actor, {
      ...{ action: 'cost.sharing_chosen', objectType: 'cost', objectId: workspaceId },
      ...{ before: { sharedBy: before }, after: { sharedBy } },
    });
    await markChanged(workspaceId, await selectPayingAccounts(workspaceId));
  });
}
