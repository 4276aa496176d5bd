import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { conflict } from '../core/problem.ts';
import { audit } from '../workspace/index.ts';
import { getLocked } from './approve-payout.ts';
import type { PayoutDetail } from './schema.ts';
import { listLines, releaseItems } from './store/lines.ts';
import { updatePayout } from './store/payouts.ts';
import { reopenRequests } from './store/timing.ts';
import { viewPayout } from './view-payout.ts';

/** Gives everything free for another payout. @throws Problem 409 after the approval. */
export async function cancelPayout(actor: Actor, id: string): Promise<PayoutDetail> {
  authorize(actor, 'payouts.create');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const payout = await getLocked(workspaceId, id);
    if (payout.canceledAt) return viewPayout(actor, id);
    if (payout.approvedAt) {
      throw conflict(
        'payout_approved',
        'An approved payout cannot be canceled. Withdraw the approval first.',
      );
    }
    const lines = await listLines(workspaceId, id);
    await releaseItems(
      workspaceId,
      lines.map((line) => line.id),
      actor.now,
    );
    await reopenRequests(workspaceId, id);
    await updatePayout(workspaceId, id, { canceledBy: actor.id, canceledAt: actor.now });
    await audit(actor, { action: 'payout.canceled', objectType: 'payout', objectId: id });
    return viewPayout(actor, id);
  });
}
