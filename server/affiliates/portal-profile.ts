import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { conflict, notFound } from '../core/problem.ts';
import { audit, findWorkspace } from '../workspace/index.ts';
import { getOffer } from './save-offer.ts';
import { sayDiscount } from './say-discount.ts';
import type { Affiliate } from './schema/affiliate.ts';
import type { PortalProfile, PortalProfileChange, TermsAcceptance } from './schema/portal.ts';
import { findAffiliateByUser, updateAffiliate } from './store/affiliates.ts';
import { selectAllOffers } from './store/offers.ts';
import { findAcceptedVersions, insertTermsAcceptance } from './store/terms.ts';

/** The affiliate who is signed in. @throws Problem 403 for staff, 404 for a member who is no affiliate. */
export async function getOwnAffiliate(actor: Actor): Promise<Affiliate> {
  authorize(actor, 'portal.use');
  const affiliate = actor.userId ? await findAffiliateByUser(actor.workspaceId, actor.userId) : null;
  if (!affiliate) throw notFound('affiliate');
  return affiliate;
}

export async function viewPortalProfile(actor: Actor): Promise<PortalProfile> {
  const affiliate = await getOwnAffiliate(actor);
  const workspace = await findWorkspace(actor.workspaceId);
  if (!workspace) throw notFound('workspace');
  const accepted = await findAcceptedVersions(actor.workspaceId, affiliate.id);
  const offers = (await selectAllOffers(actor.workspaceId)).filter(({ status }) => status === 'active');
  const { id, name, email, status, website, payoutEmail } = affiliate;
  const { currency, timeZone, locale } = workspace;
  return {
    ...{ id, name, email, status, website, payoutEmail },
    company: { name: workspace.name, currency, timeZone, locale },
    offers: offers.map((offer) => ({
      ...offer,
      acceptedTermsVersion: accepted.get(offer.id) ?? null,
      friendGets: sayDiscount(offer.friendDiscount, actor.locale),
    })),
  };
}

/** Where payouts go is said in the payouts room, which asks for a fresh sign-in. */
export async function changePortalProfile(actor: Actor, change: PortalProfileChange): Promise<PortalProfile> {
  return inTransaction(async () => {
    const before = await getOwnAffiliate(actor);
    await updateAffiliate(actor.workspaceId, before.id, change);
    await audit(actor, {
      action: 'affiliate.changed',
      objectType: 'affiliate',
      objectId: before.id,
      before: { name: before.name, website: before.website },
      after: change,
    });
    return viewPortalProfile(actor);
  });
}

/** @throws Problem 409 when this is not the version in force. */
export async function acceptTerms(
  actor: Actor,
  { offerId, version }: TermsAcceptance,
): Promise<PortalProfile> {
  return inTransaction(async () => {
    const { id: affiliateId } = await getOwnAffiliate(actor);
    const offer = await getOffer(actor.workspaceId, offerId);
    if (offer.terms.version !== version)
      throw conflict('terms_changed', 'The terms have changed. Read them again before you accept.');
    const accepted = { affiliateId, offerId, version, acceptedAt: actor.now };
    await insertTermsAcceptance(actor.workspaceId, accepted);
    return viewPortalProfile(actor);
  });
}
