import {
  type CommissionDetail,
  decideOnCommission,
  explainCommission,
  isOfSale,
  type OfSale,
  withdrawDecision,
} from '../../../commissions/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import { inTransaction } from '../../../core/db.ts';
import { invalidField } from '../../../core/problem.ts';
import { refundSale, restoreSale } from '../../../tracking/index.ts';
import { fromWireId } from '../wire-ids.ts';
import { describeCommissions, WIRE_STATES } from './describe-commission.ts';
import type { CommissionChange, WireDecision } from './schema.ts';

/**
 * Changes the amount of a commission's sale, by a refund or by giving one back, or decides on it. Earnings follow by
 * the plan's rules, also after a payout. Said again, it stays as it is.
 * @throws Problem 404; 409 for a decision on what was paid; 422 for more than the sale was.
 */
export async function changeCommission(actor: Actor, wireId: string, change: CommissionChange) {
  authorize(actor, 'commissions.write');
  const id = fromWireId('commission', wireId);
  await inTransaction(async () => {
    const commission = await explainCommission(actor, id);
    if (isOfSale(commission)) await changeSale(actor, commission, change);
    else refuseSale(change);
    if (change.status) await decide(actor, commission, change.status);
  });
  const [described] = await describeCommissions(actor.workspaceId, [await explainCommission(actor, id)]);
  return described;
}

/** @returns where each stands then. @throws as `changeCommission`; then none is changed. */
export async function changeCommissions(actor: Actor, wireIds: string[], status: WireDecision) {
  authorize(actor, 'commissions.write');
  return inTransaction(async () => {
    const changed = [];
    for (const wireId of wireIds) {
      const id = fromWireId('commission', wireId);
      await decide(actor, await explainCommission(actor, id), status);
      changed.push({ id: wireId, status: WIRE_STATES[(await explainCommission(actor, id)).state] });
    }
    return changed;
  });
}

async function changeSale(
  actor: Actor,
  commission: CommissionDetail & OfSale,
  change: CommissionChange,
): Promise<void> {
  const left = commission.saleAmountMinor - commission.refundedMinor;
  const target = targetOf(left, change);
  if (target === left) return;
  authorize(actor, 'events.write');
  refuseImpossible(commission, change, target);
  // Two at once that start from the same amount are one change.
  const source = `dub:${commission.id}:${commission.refundedMinor}:${target}`;
  const saleExternalId = commission.saleExternalId;
  if (target < left) {
    const refund = { saleExternalId, refundExternalId: source, amountMinor: left - target };
    await refundSale(actor.workspaceId, refund);
  } else {
    const restoration = { saleExternalId, restorationExternalId: source, amountMinor: target - left };
    await restoreSale(actor.workspaceId, restoration);
  }
}

function targetOf(left: number, change: CommissionChange): number {
  const step = change.modifySaleAmount ?? change.modifyAmount;
  return change.saleAmount ?? change.amount ?? left + (step ?? 0);
}

function refuseImpossible(
  commission: CommissionDetail & OfSale,
  change: CommissionChange,
  target: number,
): void {
  if (change.currency && change.currency !== commission.saleCurrency)
    throw invalidField('currency', `must be the sale’s, ${commission.saleCurrency}`);
  // All who share it would be changed, by an amount that this interface tells of one of them alone.
  if (commission.creditedMinor !== commission.saleAmountMinor && target !== 0)
    throw invalidField('saleAmount', 'is of a sale that several partners share: refund the sale itself');
  if (target < 0 || target > commission.saleAmountMinor)
    throw invalidField('saleAmount', `must stay between 0 and the sale’s ${commission.saleAmountMinor}`);
}

/** What is earned without a sale can be declined, and nothing else. */
function refuseSale(change: CommissionChange): void {
  if (targetOf(0, change) !== 0) throw invalidField('saleAmount', 'this commission is not of a sale');
}

async function decide(actor: Actor, commission: CommissionDetail, status: WireDecision): Promise<void> {
  const { id, approval } = commission;
  if (status === 'refunded' && isOfSale(commission)) return changeSale(actor, commission, { saleAmount: 0 });
  if (status === 'pending') {
    if (approval?.decision === 'declined') await withdrawDecision(actor, id);
    return;
  }
  if (approval?.decision === 'declined') return;
  if (approval) await withdrawDecision(actor, id);
  await decideOnCommission(actor, id, { decision: 'declined', reason: status });
}
