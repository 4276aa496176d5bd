import type { Affiliate } from '../../../affiliates/index.ts';
import type { Config } from '../../../core/config.ts';
import { listLinksOf } from '../../../tracking/index.ts';
import { describePartnerLinks } from '../links/describe-link.ts';
import { getProgram } from '../program.ts';
import { toWireId } from '../wire-ids.ts';
import { readSums } from './read-sums.ts';
import { banReason, NO_SUMS, type PartnerSums, ratio, wireStatus } from './rules.ts';

export async function describePartners(
  workspaceId: string,
  config: Config,
  affiliates: Affiliate[],
  knownSums?: Map<string, PartnerSums>,
) {
  const program = await getProgram(workspaceId);
  const ids = affiliates.map(({ id }) => id);
  const sums = knownSums ?? (await readSums(workspaceId, ids));
  const described = [];
  for (const affiliate of affiliates) {
    const links = await listLinksOf(workspaceId, affiliate.id);
    described.push({
      ...describePartner(affiliate, sums.get(affiliate.id) ?? NO_SUMS),
      programId: toWireId('offer', program.id),
      links: await describePartnerLinks(workspaceId, config, links),
    });
  }
  return described;
}

function describePartner(affiliate: Affiliate, sums: PartnerSums) {
  const id = toWireId('affiliate', affiliate.id);
  const status = wireStatus(affiliate);
  return {
    id,
    partnerId: id,
    tenantId: affiliate.externalId,
    name: affiliate.name,
    email: affiliate.email,
    country: affiliate.country,
    website: affiliate.website,
    status,
    createdAt: affiliate.createdAt.toISOString(),
    bannedAt: status === 'banned' ? affiliate.statusChangedAt.toISOString() : null,
    bannedReason: status === 'banned' ? banReason(affiliate.statusReason) : null,
    paypalEmail: affiliate.payoutEmail ?? affiliate.email,
    defaultPayoutMethod: 'paypal',
    payoutsEnabledAt: null,
    networkStatus: 'approved',
    username: null,
    image: null,
    companyName: null,
    stripeConnectId: null,
    identityVerifiedAt: null,
    ...describeSums(sums),
  };
}

function describeSums(sums: PartnerSums) {
  return {
    totalClicks: sums.clicks,
    totalLeads: sums.leads,
    totalConversions: sums.conversions,
    totalSales: sums.sales,
    totalSaleAmount: sums.saleAmountMinor,
    totalCommissions: sums.commissionMinor,
    netRevenue: sums.saleAmountMinor - sums.commissionMinor,
    earningsPerClick: ratio(sums.saleAmountMinor, sums.clicks),
    averageLifetimeValue: ratio(sums.saleAmountMinor, sums.conversions),
    clickToLeadRate: ratio(sums.leads, sums.clicks),
    clickToConversionRate: ratio(sums.conversions, sums.clicks),
    leadToConversionRate: ratio(sums.conversions, sums.leads),
    returnOnAdSpend: ratio(sums.saleAmountMinor, sums.commissionMinor),
  };
}
