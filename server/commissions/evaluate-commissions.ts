import { now } from '../core/clock.ts';
import { inTransaction } from '../core/db.ts';
import { emit } from '../core/events.ts';
import { listWorkspaces } from '../workspace/index.ts';
import { correctCommission } from './correct-commission.ts';
import { checkSuccess, outcomeOf } from './plans/check-success.ts';
import { readCustomerFacts } from './read-customer-facts.ts';
import { lockCommission } from './store/corrections.ts';
import { findEvaluation, insertEvaluation, listDueCommissions } from './store/evaluations.ts';
import { findVersion } from './store/plans.ts';

/** In every workspace; see `evaluateCommissions`. */
export async function evaluateEverywhere(): Promise<void> {
  for (const { id } of await listWorkspaces()) await evaluateCommissions(id, now());
}

/**
 * Asks what is known of the customers whose date has come: what waited of their commissions is earned or lost, once for
 * ever. Where a fact is not known it goes on waiting, and is asked again by the next run.
 */
export async function evaluateCommissions(workspaceId: string, at: Date): Promise<void> {
  for (const id of await listDueCommissions(workspaceId, at))
    await inTransaction(() => evaluateCommission(workspaceId, id, at));
}

async function evaluateCommission(workspaceId: string, id: string, at: Date): Promise<void> {
  const commission = await lockCommission(workspaceId, id);
  const terms =
    commission?.planId && commission.planVersion
      ? await findVersion(workspaceId, commission.planId, commission.planVersion)
      : null;
  if (!commission || !terms?.success || (await findEvaluation(workspaceId, id))) return;
  const own = commission.booked.find(({ currency }) => currency === commission.currency);
  const amountMinor = own?.waitingMinor ?? 0;
  if (amountMinor <= 0) return;
  const customer = await readCustomerFacts(workspaceId, commission.customerId, commission.evaluateAt);
  const checks = checkSuccess(terms.success, { ...customer, isRefundFree: commission.refundedMinor === 0 });
  const outcome = outcomeOf(checks);
  if (!outcome) return;
  await insertEvaluation(workspaceId, id, { outcome, checks, amountMinor, at });
  const kind = outcome === 'met' ? 'vesting' : 'forfeit';
  await correctCommission(workspaceId, id, { kind, source: 'evaluation', at });
  await emit(workspaceId, 'commission.evaluated', { commissionId: id });
}
