import type { Actor } from '../core/actor.ts';
import { newId } from '../core/ids.ts';
import { correctCommission } from './correct-commission.ts';
import { findApproval, insertApproval, withdrawApproval } from './store/approvals.ts';
import { lockCommission } from './store/corrections.ts';

/**
 * Declines commissions for one reason: what is booked for them is taken back by correction entries. What was paid, or
 * is declined already, is left alone. The caller authorizes, and runs it in the transaction of its own decision.
 * @returns the commissions that were declined by this call.
 */
export async function declineCommissions(
  actor: Actor,
  commissionIds: string[],
  reason: string,
): Promise<string[]> {
  const { workspaceId } = actor;
  const declined: string[] = [];
  for (const commissionId of commissionIds.toSorted()) {
    const commission = await lockCommission(workspaceId, commissionId);
    if (commission?.paidMinor !== 0 || commission.isDeclined) continue;
    const standing = await findApproval(workspaceId, commissionId);
    if (standing) await withdrawApproval(workspaceId, standing.id, actor.id, actor.now);
    const id = newId('apr');
    await insertApproval(workspaceId, {
      ...{ id, commissionId, decision: 'declined', reason },
      ...{ decidedBy: actor.id, decidedByName: actor.name, decidedAt: actor.now },
    });
    await correctCommission(workspaceId, commissionId, { kind: 'decline', source: id, at: actor.now });
    declined.push(commissionId);
  }
  return declined;
}

/** Withdraws declines: what they took back is given again, less what was refunded meanwhile. */
export async function reinstateCommissions(actor: Actor, commissionIds: string[]): Promise<void> {
  const { workspaceId } = actor;
  for (const commissionId of commissionIds.toSorted()) {
    await lockCommission(workspaceId, commissionId);
    const standing = await findApproval(workspaceId, commissionId);
    if (standing?.decision !== 'declined') continue;
    await withdrawApproval(workspaceId, standing.id, actor.id, actor.now);
    const booking = { kind: 'reinstatement', source: standing.id, at: actor.now } as const;
    await correctCommission(workspaceId, commissionId, booking);
  }
}
