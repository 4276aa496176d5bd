import { type Affiliate, listAffiliates } from '../affiliates/index.ts';
import { findAccountIds } from '../customers/index.ts';
import {
  type CustomerConduct,
  listCustomerConduct,
  settleClicks,
  sumClickTraffic,
} from '../tracking/index.ts';
import type { AffiliateFacts, CustomerFacts } from './rules/facts.ts';
import type { FraudSettings } from './rules/settings.ts';
import type { Conduct } from './rules/statistics.ts';
import { mapSettledAt } from './store/cases.ts';
import { mapPortalVisits } from './store/portal-visits.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

interface GatheredAffiliate {
  own: AffiliateFacts;
  /** Of the whole stretch that is looked at. */
  customers: CustomerFacts[];
  /** Since the affiliate was last found to be in order. */
  conduct: Conduct;
}

/**
 * What the rules look at, until a moment. Who the customers are is looked at over the whole window; what an approval has
 * settled is left out of what is held against the others.
 * @param affiliateIds null means all.
 */
export async function gatherFacts(
  workspaceId: string,
  { windowDays }: FraudSettings,
  affiliateIds: string[] | null,
  until: Date,
): Promise<GatheredAffiliate[]> {
  const since = new Date(until.getTime() - windowDays * DAY_MS);
  await settleClicks(workspaceId);
  const affiliates = await listAffiliates(workspaceId, affiliateIds);
  const settledAt = await mapSettledAt(workspaceId);
  const conversions = await listCustomerConduct(workspaceId, { since, until, affiliateIds });
  const customers = Map.groupBy(
    await toCustomers(workspaceId, conversions),
    ({ facts }) => facts.affiliateId,
  );
  const traffic = affiliateIds
    ? []
    : await sumClickTraffic(workspaceId, { since, until }, Object.fromEntries(settledAt));
  const trafficOf = new Map(traffic.map((one) => [one.affiliateId, one]));
  const visits = await mapPortalVisits(workspaceId, since.toISOString().slice(0, 10));
  return affiliates.map((affiliate) => {
    const { id: affiliateId } = affiliate;
    const start = settledAt.get(affiliateId);
    const own = customers.get(affiliateId) ?? [];
    const recent = own.filter(({ attributedAt }) => !start || attributedAt >= start);
    return {
      own: toAffiliate(affiliate, visits.get(affiliate.userId ?? '') ?? []),
      customers: own.map(({ facts }) => facts),
      conduct: {
        affiliateId,
        stretch: start ? start.toISOString() : 'start',
        customers: recent.map(({ facts }) => facts),
        traffic: trafficOf.get(affiliateId) ?? null,
      },
    };
  });
}

/** Customers whom the background has not linked to their accounts yet are found as it will find them. */
async function toCustomers(workspaceId: string, conversions: CustomerConduct[]) {
  const unlinked = conversions.filter(({ accountId }) => accountId === null);
  const accountIds = await findAccountIds(
    workspaceId,
    unlinked.map(({ accountExternalId }) => accountExternalId),
  );
  return conversions.map((conversion) => ({
    attributedAt: conversion.attributedAt,
    facts: toFacts(conversion, accountIds),
  }));
}

function toFacts(conversion: CustomerConduct, accountIds: Map<string, string>): CustomerFacts {
  const { accountId, accountExternalId, clickedAt, convertedAt } = conversion;
  const lag = clickedAt && convertedAt && (convertedAt.getTime() - clickedAt.getTime()) / MINUTE_MS;
  return {
    affiliateId: conversion.affiliateId,
    customerId: conversion.customerId,
    email: conversion.email,
    accountKey: accountId ?? accountIds.get(accountExternalId) ?? accountExternalId,
    ipHash: conversion.ipHash,
    ipPrefix: conversion.ipPrefix,
    paymentFingerprints: conversion.paymentFingerprints,
    lagMinutes: lag === null ? null : Math.max(0, lag),
    saleCount: conversion.saleCount,
    refundedSaleCount: conversion.refundedSaleCount,
  };
}

function toAffiliate(
  { id, email, payoutEmail, accountId }: Affiliate,
  visits: { ipHash: string; ipPrefix: string }[],
): AffiliateFacts {
  return {
    affiliateId: id,
    emails: payoutEmail ? [email, payoutEmail] : [email],
    accountKeys: accountId ? [accountId] : [],
    ipHashes: visits.map(({ ipHash }) => ipHash),
    ipPrefixes: [...new Set(visits.map(({ ipPrefix }) => ipPrefix))],
  };
}
