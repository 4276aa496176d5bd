import { type Affiliate, getAffiliate, getOffer, getOwnAffiliate } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { conflict, invalidField } from '../../core/problem.ts';
import { cleanDomain } from '../../customers/index.ts';
import { audit } from '../../workspace/index.ts';
import type { NewDeal, NewDealFor } from '../schema/deal.ts';
import { countDealsSince, type DealRow, getStandingDeal, insertDeal, updateDeal } from '../store/deals.ts';
import { findEvidence, obviousDuplicate } from './find-evidence.ts';
import { companyDomain } from './rules.ts';
import { tellDeal } from './tell-deal.ts';

const MS_PER_DAY = 86_400_000;
/** So that nobody finds out by trying who our customers are. */
const MAX_PER_DAY = 50;

/**
 * An affiliate registers a customer to be. The same person stands once until that is over. Who is a customer already,
 * or was accepted for somebody else, is refused at once, without a word about either.
 * @throws Problem 409 `affiliate_not_active`, `too_many_deals`; 422 for an offer that is not open.
 */
export async function submitDeal(actor: Actor, told: NewDeal): Promise<DealRow> {
  return inTransaction(async () => register(actor, await getOwnAffiliate(actor), told));
}

/** The same in an affiliate's name. @throws as `submitDeal`; Problem 404 for an unknown affiliate. */
export async function submitDealFor(actor: Actor, { affiliateId, ...told }: NewDealFor): Promise<DealRow> {
  authorize(actor, 'links.write');
  return inTransaction(async () => register(actor, await getAffiliate(actor.workspaceId, affiliateId), told));
}

async function register(actor: Actor, affiliate: Affiliate, told: NewDeal): Promise<DealRow> {
  const { workspaceId, now } = actor;
  if (affiliate.status !== 'active')
    throw conflict('affiliate_not_active', 'Customers can be registered once you are an active affiliate.');
  const offer = await getOffer(workspaceId, told.offerId);
  if (offer.status !== 'active') throw invalidField('offerId', 'is not an active offer');
  const since = new Date(now.getTime() - MS_PER_DAY);
  if ((await countDealsSince(workspaceId, affiliate.id, since)) >= MAX_PER_DAY)
    throw conflict('too_many_deals', `No more than ${MAX_PER_DAY} customers can be registered in a day.`);
  const deal = await insertDeal(workspaceId, {
    ...{ affiliateId: affiliate.id, offerId: offer.id, company: told.company, personName: told.personName },
    ...{ email: told.email, phone: told.phone || null, note: told.note || null, createdAt: now },
    domain: companyDomain(cleanDomain(told.domain), told.email),
    expiresAt: new Date(now.getTime() + offer.dealDays * MS_PER_DAY),
  });
  if (!deal) return getStandingDeal(workspaceId, affiliate.id, told.email);
  await audit(actor, { action: 'deal.submitted', objectType: 'deal', objectId: deal.id, after: deal });
  await tellDeal(workspaceId, deal, null, now);
  return refuseDuplicate(actor, deal);
}

async function refuseDuplicate(actor: Actor, deal: DealRow): Promise<DealRow> {
  const { workspaceId, now } = actor;
  const reason = obviousDuplicate(deal, await findEvidence(workspaceId, deal));
  if (!reason) return deal;
  const change = { status: 'refused' as const, reason, decidedAt: now };
  await updateDeal(workspaceId, deal.id, change);
  const refused = { ...deal, ...change };
  await tellDeal(workspaceId, refused, 'submitted', now);
  return refused;
}
