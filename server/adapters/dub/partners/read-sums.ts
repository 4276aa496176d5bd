import { sumCommissions, sumSales } from '../../../commissions/index.ts';
import { countClicksAndLeads, listReferredCustomers } from '../../../tracking/index.ts';
import { findWorkspace } from '../../../workspace/index.ts';
import { NO_SUMS, type PartnerSums } from './rules.ts';

/** Figures by affiliate. Amounts are in the workspace's currency; what was earned in another one is left out. */
export async function readSums(
  workspaceId: string,
  affiliateIds: string[] | null,
): Promise<Map<string, PartnerSums>> {
  const currency = (await findWorkspace(workspaceId))?.currency;
  const sums = new Map<string, PartnerSums>();
  const of = (id: string): PartnerSums => {
    const known = sums.get(id) ?? { ...NO_SUMS };
    sums.set(id, known);
    return known;
  };
  for (const { affiliateId, clicks, leads, sales } of await countClicksAndLeads(workspaceId, affiliateIds))
    Object.assign(of(affiliateId), { clicks, leads, sales });
  for (const { affiliateId, firstSaleAt } of await listReferredCustomers(workspaceId, affiliateIds))
    if (firstSaleAt) of(affiliateId).conversions += 1;
  for (const sold of await sumSales(workspaceId, affiliateIds))
    if (sold.currency === currency)
      of(sold.affiliateId).saleAmountMinor += sold.soldMinor - sold.refundedMinor;
  for (const earned of await sumCommissions(workspaceId, affiliateIds))
    if (earned.currency === currency) of(earned.affiliateId).commissionMinor = earned.keptMinor;
  return sums;
}
