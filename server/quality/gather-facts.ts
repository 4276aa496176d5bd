import { type Affiliate, listAffiliates } from '../affiliates/index.ts';
import { sumCommissions, sumSalesByCustomer } from '../commissions/index.ts';
import { notFound } from '../core/problem.ts';
import { listAccountFacts } from '../signals/index.ts';
import { getLifetimeSettings, listLifetimes } from '../success/index.ts';
import { countClicksAndLeads, listReferredCustomers } from '../tracking/index.ts';
import { findWorkspace } from '../workspace/index.ts';
import type { BroughtCustomer } from './rules.ts';

/** Everything that the figures rest on, read set by set: the number of statements does not grow with the program. */
export interface ProgramFacts {
  affiliates: Affiliate[];
  /** The workspace's: figures are in it, and other currencies stand apart. */
  currency: string;
  timeZone: string;
  grossMargin: number;
  isMarginAssumed: boolean;
  /** By affiliate. */
  counts: Map<string, { clicks: number; leads: number; customers: number }>;
  /** Paying customers in the workspace's currency, by affiliate. */
  customers: Map<string, BroughtCustomer[]>;
  commissions: Map<string, { currency: string; keptMinor: number }[]>;
  sales: Map<string, { currency: string; revenueMinor: number }[]>;
}

export async function gatherFacts(workspaceId: string, asOf: Date): Promise<ProgramFacts> {
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) throw notFound('workspace');
  const { currency, timeZone } = workspace;
  const affiliates = await listAffiliates(workspaceId, null);
  const counts = await countClicksAndLeads(workspaceId, null);
  const commissions = await sumCommissions(workspaceId, null);
  const sales = (await sumSalesByCustomer(workspaceId, null)).map((sale) => ({
    ...sale,
    revenueMinor: sale.soldMinor - sale.refundedMinor,
  }));
  const settings = await getLifetimeSettings(workspaceId);
  const ownSales = sales.filter((sale) => sale.currency === currency);
  const customers = await gatherCustomers(workspaceId, ownSales, currency, asOf);
  return {
    affiliates,
    currency,
    timeZone,
    grossMargin: settings.grossMargin,
    isMarginAssumed: settings.isAssumed,
    counts: new Map(counts.map((count) => [count.affiliateId, count])),
    customers: Map.groupBy(customers, (customer) => customer.affiliateId),
    commissions: Map.groupBy(commissions, (row) => row.affiliateId),
    sales: Map.groupBy(sales, (row) => row.affiliateId),
  };
}

/** Who has paid, with what is known of their accounts. A figure in another currency is not known. */
async function gatherCustomers(
  workspaceId: string,
  sales: { affiliateId: string; customerId: string; revenueMinor: number }[],
  currency: string,
  asOf: Date,
): Promise<BroughtCustomer[]> {
  const referred = new Map(
    (await listReferredCustomers(workspaceId, null)).map((customer) => [customer.customerId, customer]),
  );
  const accountIds = [
    ...new Set(sales.flatMap(({ customerId }) => referred.get(customerId)?.accountId ?? [])),
  ];
  const facts = new Map(
    (await listAccountFacts(workspaceId, accountIds, asOf)).map((fact) => [fact.accountId, fact]),
  );
  const lifetimes = await listLifetimes(workspaceId, accountIds);
  return sales.map((sale) => {
    const customer = referred.get(sale.customerId);
    const accountId = customer?.accountId ?? null;
    const fact = accountId ? facts.get(accountId) : undefined;
    const lifetime = accountId ? lifetimes.get(accountId) : undefined;
    return {
      affiliateId: sale.affiliateId,
      customerId: sale.customerId,
      accountId,
      attributedAt: customer?.attributedAt ?? asOf,
      revenueMinor: sale.revenueMinor,
      firstPaidAt: fact?.firstPaidAt ?? null,
      churnedAt: fact?.churnedAt ?? null,
      mrrMinor: fact?.currency === currency ? fact.mrrMinor : null,
      ltvMinor: lifetime?.currency === currency ? lifetime.ltvMinor : null,
      crcMinor: fact?.crcMinor12m ?? null,
    };
  });
}
