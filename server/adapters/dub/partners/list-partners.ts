import { type Affiliate, listAffiliates } from '../../../affiliates/index.ts';
import { type Actor, authorize } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import { describePartners } from './describe-partner.ts';
import { readSums } from './read-sums.ts';
import { NO_SUMS, type PartnerSums, wireStatus } from './rules.ts';
import type { PartnerQuery } from './schema.ts';

/** Pages by number, as the SDK asks for them; a program's partners are few enough to sort here. */
export async function listPartners(actor: Actor, config: Config, query: PartnerQuery) {
  authorize(actor, 'affiliates.read');
  const { workspaceId } = actor;
  const sums = await readSums(workspaceId, null);
  const found = (await listAffiliates(workspaceId, null)).filter((affiliate) => fits(affiliate, query));
  const sorted = found.toSorted((a, b) => orderOf(a, sums, query) - orderOf(b, sums, query));
  if (query.sortOrder === 'desc') sorted.reverse();
  const start = (query.page - 1) * query.pageSize;
  return describePartners(workspaceId, config, sorted.slice(start, start + query.pageSize), sums);
}

function fits(affiliate: Affiliate, query: PartnerQuery): boolean {
  const { status, country, email, tenantId, search } = query;
  if (status && wireStatus(affiliate) !== status) return false;
  if (country && affiliate.country !== country) return false;
  if (email && affiliate.email !== email.toLowerCase()) return false;
  if (tenantId && affiliate.externalId !== tenantId) return false;
  return !search || `${affiliate.name}\n${affiliate.email}`.toLowerCase().includes(search.toLowerCase());
}

function orderOf(affiliate: Affiliate, sums: Map<string, PartnerSums>, { sortBy }: PartnerQuery): number {
  const sum = sums.get(affiliate.id) ?? NO_SUMS;
  if (sortBy === 'totalClicks') return sum.clicks;
  if (sortBy === 'totalSaleAmount') return sum.saleAmountMinor;
  if (sortBy === 'totalCommissions') return sum.commissionMinor;
  return affiliate.createdAt.getTime();
}
