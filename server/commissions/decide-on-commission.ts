import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { emit } from '../core/events.ts';
import { newId } from '../core/ids.ts';
import { conflict, notFound } from '../core/problem.ts';
import { audit } from '../workspace/index.ts';
import { correctCommission } from './correct-commission.ts';
import { explainCommission } from './explain-commission.ts';
import type { ApprovalRequest, CommissionDetail } from './schema.ts';
import { findApproval, insertApproval, withdrawApproval } from './store/approvals.ts';
import { type LockedCommission, lockCommission } from './store/corrections.ts';

/** Approves a commission, or declines it: then everything that is booked for it is taken back. */
export async function decideOnCommission(
  actor: Actor,
  id: string,
  request: ApprovalRequest,
): Promise<CommissionDetail> {
  authorize(actor, 'commissions.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    const { affiliateId } = await lockOpenCommission(workspaceId, id);
    if (await findApproval(workspaceId, id)) {
      throw conflict('already_decided', 'This commission is decided. Withdraw the decision first.');
    }
    const approval = {
      id: newId('apr'),
      commissionId: id,
      decision: request.decision,
      reason: request.reason ?? null,
      decidedBy: actor.id,
      decidedByName: actor.name,
      decidedAt: actor.now,
    };
    await insertApproval(workspaceId, approval);
    if (request.decision === 'declined') {
      await correctCommission(workspaceId, id, { kind: 'decline', source: approval.id, at: actor.now });
    }
    await audit(actor, {
      action: `commission.${request.decision}`,
      objectType: 'commission',
      objectId: id,
      after: { reason: approval.reason },
    });
    await emit(workspaceId, 'commission.decided', {
      commissionId: id,
      affiliateId,
      decision: request.decision,
    });
    return explainCommission(actor, id);
  });
}

/** Withdraws the decision; what a decline took back is given again, less what was refunded meanwhile. */
export async function withdrawDecision(actor: Actor, id: string): Promise<CommissionDetail> {
  authorize(actor, 'commissions.write');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    await lockOpenCommission(workspaceId, id);
    const approval = await findApproval(workspaceId, id);
    if (!approval) throw notFound('decision');
    await withdrawApproval(workspaceId, approval.id, actor.id, actor.now);
    if (approval.decision === 'declined') {
      const booking = { kind: 'reinstatement', source: approval.id, at: actor.now } as const;
      await correctCommission(workspaceId, id, booking);
    }
    await audit(actor, {
      action: 'commission.decision_withdrawn',
      objectType: 'commission',
      objectId: id,
      before: { decision: approval.decision },
    });
    await emit(workspaceId, 'commission.decision_withdrawn', { commissionId: id });
    return explainCommission(actor, id);
  });
}

/** @throws Problem 404; 409 once it was paid: then only a refund takes back. */
async function lockOpenCommission(workspaceId: string, id: string): Promise<LockedCommission> {
  const commission = await lockCommission(workspaceId, id);
  if (!commission) throw notFound('commission');
  if (commission.paidMinor !== 0) {
    throw conflict(
      'commission_paid',
      'This commission was paid out. Only a refund of the sale takes it back.',
    );
  }
  return commission;
}
