import { type Affiliate, listAffiliates } from '../affiliates/index.ts';
import {
  type CustomerCommissions,
  type CustomerSales,
  type EarningAhead,
  earnAhead,
  NO_HISTORY,
  readOfferTerms,
  sumCommissionsByCustomer,
  sumSalesByCustomer,
  UNKNOWN_FACTS,
} from '../commissions/index.ts';
import { notFound } from '../core/problem.ts';
import { findAccountIds } from '../customers/index.ts';
import { listAccountFacts } from '../signals/index.ts';
import { getLifetimeSettings } from '../success/index.ts';
import { countClicksAndLeads, listReferredCustomers } from '../tracking/index.ts';
import { findWorkspace } from '../workspace/index.ts';
import type { BroughtCustomer } from './rules/worth.ts';

/** Everything that the figures rest on, read set by set: the number of statements does not grow with the program. */
export interface ProgramFacts {
  affiliates: Affiliate[];
  /** The workspace's: figures are in it, and other currencies stand apart. */
  currency: string;
  timeZone: string;
  grossMargin: number;
  isMarginAssumed: boolean;
  asOf: Date;
  /** By affiliate. */
  counts: Map<string, { clicks: number; leads: number; customers: number }>;
  /** Paying customers in the workspace's currency, by affiliate. */
  customers: Map<string, BroughtCustomer[]>;
  commissions: Map<string, { currency: string; keptMinor: number }[]>;
  sales: Map<string, { currency: string; soldMinor: number; refundedMinor: number }[]>;
}

export async function gatherFacts(workspaceId: string, asOf: Date): Promise<ProgramFacts> {
  const workspace = await findWorkspace(workspaceId);
  if (!workspace) throw notFound('workspace');
  const { currency, timeZone } = workspace;
  const affiliates = await listAffiliates(workspaceId, null);
  const counts = await countClicksAndLeads(workspaceId, null);
  const commissions = await sumCommissionsByCustomer(workspaceId);
  const sales = await sumSalesByCustomer(workspaceId, null);
  const settings = await getLifetimeSettings(workspaceId);
  const ownSales = sales.filter((sale) => sale.currency === currency);
  const customers = await gatherCustomers(workspaceId, ownSales, commissions, { currency, asOf });
  return {
    affiliates,
    currency,
    timeZone,
    grossMargin: settings.grossMargin,
    isMarginAssumed: settings.isAssumed,
    asOf,
    counts: new Map(counts.map((count) => [count.affiliateId, count])),
    customers: Map.groupBy(customers, (customer) => customer.affiliateId),
    commissions: Map.groupBy(commissions, (row) => row.affiliateId),
    sales: Map.groupBy(sales, (row) => row.affiliateId),
  };
}

/** Who has paid, with what is known of their accounts. A figure in another currency is not known. */
async function gatherCustomers(
  workspaceId: string,
  sales: CustomerSales[],
  commissions: CustomerCommissions[],
  { currency, asOf }: { currency: string; asOf: Date },
): Promise<BroughtCustomer[]> {
  const referred = new Map(
    (await findAccountsOfReferred(workspaceId)).map((customer) => [customer.customerId, customer]),
  );
  const accountIds = [
    ...new Set(sales.flatMap(({ customerId }) => referred.get(customerId)?.accountId ?? [])),
  ];
  const facts = new Map(
    (await listAccountFacts(workspaceId, accountIds, asOf)).map((fact) => [fact.accountId, fact]),
  );
  const kept = new Map(
    commissions.filter((row) => row.currency === currency).map((row) => [keyOf(row), row.keptMinor]),
  );
  const termsOf = await readOfferTerms(workspaceId, asOf);
  return sales.map((sale) => {
    const customer = referred.get(sale.customerId);
    const accountId = customer?.accountId ?? null;
    const fact = accountId ? facts.get(accountId) : undefined;
    const mrrMinor = fact?.currency === currency ? fact.mrrMinor : null;
    const monthlySale = { ...UNKNOWN_FACTS, amountMinor: mrrMinor ?? 0, currency, soldAt: asOf };
    const history = { ...NO_HISTORY, paymentCount: sale.saleCount };
    return {
      affiliateId: sale.affiliateId,
      customerId: sale.customerId,
      accountId,
      attributedAt: customer?.attributedAt ?? asOf,
      saleCount: sale.saleCount,
      soldMinor: sale.soldMinor,
      refundedMinor: sale.refundedMinor,
      discountMinor: sale.discountMinor,
      commissionMinor: kept.get(keyOf(sale)) ?? 0,
      ahead: inCurrency(earnAhead(monthlySale, termsOf(sale.offerId), { ...sale, history }), currency),
      firstPaidAt: fact?.firstPaidAt ?? null,
      churnedAt: fact?.churnedAt ?? null,
      mrrMinor,
      crcMinor: fact?.crcMinor12m ?? null,
    };
  });
}

/** Customers are linked to their accounts in the background; who is not linked yet is found as the link will find them. */
async function findAccountsOfReferred(workspaceId: string) {
  const customers = await listReferredCustomers(workspaceId, null);
  const unlinked = customers.filter(({ accountId }) => !accountId);
  const found = await findAccountIds(
    workspaceId,
    unlinked.map(({ accountExternalId }) => accountExternalId),
  );
  return customers.map((customer) => ({
    ...customer,
    accountId: customer.accountId ?? found.get(customer.accountExternalId) ?? null,
  }));
}

function keyOf({ affiliateId, customerId }: { affiliateId: string; customerId: string }): string {
  return `${affiliateId} ${customerId}`;
}

function inCurrency(earning: EarningAhead, currency: string): BroughtCustomer['ahead'] {
  if (earning.currency !== currency) return { commissionMinor: 0, months: 0 };
  return { commissionMinor: earning.amountMinor, months: earning.months };
}
