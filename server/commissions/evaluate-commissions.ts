import { now } from '../core/clock.ts';
import { inTransaction } from '../core/db.ts';
import { findAccountIds } from '../customers/index.ts';
import { listAccountFacts } from '../signals/index.ts';
import { findHealthBand } from '../success/index.ts';
import { findReferredCustomer } from '../tracking/index.ts';
import { listWorkspaces } from '../workspace/index.ts';
import { correctCommission } from './correct-commission.ts';
import { checkSuccess, outcomeOf, type SuccessFacts } from './plans/check-success.ts';
import { type LockedCommission, lockCommission } from './store/corrections.ts';
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
  const checks = checkSuccess(terms.success, await readSuccessFacts(workspaceId, commission));
  const outcome = outcomeOf(checks);
  if (!outcome) return;
  await insertEvaluation(workspaceId, id, { outcome, checks, amountMinor, at });
  const kind = outcome === 'met' ? 'vesting' : 'forfeit';
  await correctCommission(workspaceId, id, { kind, source: 'evaluation', at });
}

/** Whether the customer has stayed is asked for the promised date; health is the last that was scored. */
async function readSuccessFacts(workspaceId: string, commission: LockedCommission): Promise<SuccessFacts> {
  const isRefundFree = commission.refundedMinor === 0;
  const accountId = commission.customerId && (await findAccountId(workspaceId, commission.customerId));
  if (!accountId || !commission.evaluateAt) return { isActive: null, band: null, isRefundFree };
  const [facts] = await listAccountFacts(workspaceId, [accountId], commission.evaluateAt);
  const isKnown = facts && (facts.firstPaidAt !== null || facts.churnedAt !== null);
  return {
    isActive: isKnown ? facts.churnedAt === null : null,
    band: await findBand(workspaceId, accountId),
    isRefundFree,
  };
}

/** Customers are linked to their accounts in the background; who is not linked yet is found as the link will find them. */
async function findAccountId(workspaceId: string, customerId: string): Promise<string | null> {
  const customer = await findReferredCustomer(workspaceId, { id: customerId });
  if (!customer) return null;
  if (customer.accountId) return customer.accountId;
  const externalId = customer.accountExternalId ?? customer.externalId;
  return (await findAccountIds(workspaceId, [externalId])).get(externalId) ?? null;
}

async function findBand(workspaceId: string, accountId: string): Promise<SuccessFacts['band']> {
  const band = await findHealthBand(workspaceId, accountId);
  return band === null || band === 'not_scored' ? null : band;
}
