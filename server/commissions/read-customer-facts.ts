import { findAccountIds, listAccountSummaries } from '../customers/index.ts';
import { listAccountFacts } from '../signals/index.ts';
import { findHealthBand } from '../success/index.ts';
import { findReferredCustomer } from '../tracking/index.ts';
import type { SuccessFacts } from './plans/check-success.ts';

/** Whether the customer has stayed is asked for the given moment; health and onboarding are as they were last told. */
export async function readCustomerFacts(
  workspaceId: string,
  customerId: string | null,
  at: Date | null,
): Promise<Omit<SuccessFacts, 'isRefundFree'>> {
  const accountId = customerId && (await findAccountId(workspaceId, customerId));
  if (!accountId || !at) return { isActive: null, band: null, onboardedAt: null, askedFor: at };
  const [facts] = await listAccountFacts(workspaceId, [accountId], at);
  const [account] = await listAccountSummaries(workspaceId, [accountId]);
  const isKnown = facts && (facts.firstPaidAt !== null || facts.churnedAt !== null);
  return {
    isActive: isKnown ? facts.churnedAt === null : null,
    band: await findBand(workspaceId, accountId),
    onboardedAt: account?.onboardedAt ?? null,
    askedFor: at,
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
