import { listAffiliates } from '../../affiliates/index.ts';
import { listCommissionRows, listRewardRows, sayReward } from '../../commissions/index.ts';
import { now } from '../../core/clock.ts';
import type { DomainEvent } from '../../core/events.ts';
import { findPayout } from '../../payouts/index.ts';
import { addressOf, listSales } from '../../tracking/index.ts';
import { EVENT_TYPES, type EventType } from './event-types.ts';

/** The payload of an event, of which each kind has its own ids. */
export type Told = Record<string, unknown>;

interface Source {
  workspaceId: string;
  publicUrl: string;
}

/** Adds to what rooms tell each other what somebody outside needs to understand it; null when it is gone already. */
type Describe = (source: Source, payloads: Told[]) => Promise<(object | null)[]>;

const DESCRIBED: Partial<Record<EventType, Describe>> = {
  'affiliate.created': describeAffiliates,
  'affiliate.approved': describeAffiliates,
  'affiliate.status_changed': describeAffiliates,
  'link.created': describeLinks,
  'sale.refunded': describeRefunds,
  'commission.created': describeCommissions,
  'commission.decided': describeCommissions,
  'commission.reversed': describeCommissions,
  'commission.restored': describeCommissions,
  'reward.granted': describeRewards,
  'reward.fulfilled': describeRewards,
  'payout.created': describePayouts,
  'payout.approved': describePayouts,
  'payout.paid': describePayouts,
};

/** The `data` of events of one type and workspace, in their order and in the shape that is promised. */
export async function describeEvents(
  publicUrl: string,
  type: EventType,
  events: DomainEvent<Told>[],
): Promise<(object | null)[]> {
  const payloads = events.map(({ payload }) => payload);
  const describe = DESCRIBED[type];
  const source = { workspaceId: events[0]?.workspaceId ?? '', publicUrl };
  const described = describe ? await describe(source, payloads) : payloads;
  return described.map((data) => data && EVENT_TYPES[type].parse(data));
}

async function describeAffiliates({ workspaceId }: Source, payloads: Told[]) {
  const found = await listAffiliates(workspaceId, idsOf(payloads, 'affiliateId'));
  const byId = new Map(found.map((affiliate) => [affiliate.id, affiliate]));
  return payloads.map(({ affiliateId }) => byId.get(String(affiliateId)) ?? null);
}

async function describeLinks({ publicUrl }: Source, payloads: Told[]) {
  return payloads.map(({ linkId, domain, key, ...link }) => {
    const url = addressOf(publicUrl, { domain: String(domain), key: String(key) });
    return { ...link, id: linkId, url };
  });
}

async function describeRefunds({ workspaceId }: Source, payloads: Told[]) {
  const sales = await listSales(workspaceId, idsOf(payloads, 'saleId'));
  const byId = new Map(sales.map((sale) => [sale.id, sale]));
  return payloads.map((refund) => {
    const sale = byId.get(String(refund.saleId));
    return sale ? { ...refund, saleExternalId: sale.externalId, currency: sale.currency } : null;
  });
}

async function describeCommissions({ workspaceId }: Source, payloads: Told[]) {
  const found = await listCommissionRows(workspaceId, idsOf(payloads, 'commissionId'), now());
  const byId = new Map(found.map((commission) => [commission.id, commission]));
  return payloads.map(({ commissionId, ...told }) => {
    const commission = byId.get(String(commissionId));
    if (!commission) return null;
    const soldAt = commission.soldAt.toISOString();
    return { ...commission, ...told, soldAt, releaseAt: commission.releaseAt.toISOString() };
  });
}

async function describeRewards({ workspaceId }: Source, payloads: Told[]) {
  const found = await listRewardRows(workspaceId, idsOf(payloads, 'rewardId'), now());
  const byId = new Map(found.map((reward) => [reward.id, reward]));
  return payloads.map(({ rewardId }) => {
    const reward = byId.get(String(rewardId));
    if (!reward) return null;
    return {
      ...{ ...reward, what: sayReward(reward, 'en'), earnedAt: reward.earnedAt.toISOString() },
      ...{ releaseAt: reward.releaseAt.toISOString(), givenAt: reward.givenAt?.toISOString() ?? null },
    };
  });
}

async function describePayouts({ workspaceId }: Source, payloads: Told[]) {
  return Promise.all(payloads.map(({ payoutId }) => findPayout(workspaceId, String(payoutId))));
}

function idsOf(payloads: Told[], name: string): string[] {
  return [...new Set(payloads.map((payload) => String(payload[name])))];
}
