import { type Actor, authorize } from '../core/actor.ts';
import { inTransaction } from '../core/db.ts';
import { emit } from '../core/events.ts';
import { audit } from '../workspace/index.ts';
import { getOffer, refuseTakenName, withOwnHost } from './save-offer.ts';
import type { Offer, OfferChange, WantedOffer } from './schema/offer.ts';
import { addTermsVersion, insertOffer, lockOffer, updateOffer } from './store/offers.ts';

/** @throws Problem 409 when another active offer has this name. */
export async function createOffer(actor: Actor, wanted: WantedOffer): Promise<Offer> {
  authorize(actor, 'offers.write');
  const { termsText, ...offer } = wanted;
  return inTransaction(async () => {
    await refuseTakenName(actor.workspaceId, offer.name);
    const id = await insertOffer(actor.workspaceId, withOwnHost(offer), termsText);
    const created = await getOffer(actor.workspaceId, id);
    await audit(actor, { action: 'offer.created', objectType: 'offer', objectId: id, after: created });
    return created;
  });
}

/** Clicks and sales that were recorded keep the conditions they were decided under. */
export async function changeOffer(actor: Actor, id: string, wanted: OfferChange): Promise<Offer> {
  authorize(actor, 'offers.write');
  const { termsText, ...change } = wanted;
  return inTransaction(async () => {
    await lockOffer(actor.workspaceId, id);
    const before = await getOffer(actor.workspaceId, id);
    const next = { ...before, ...change };
    if (next.status === 'active') await refuseTakenName(actor.workspaceId, next.name, id);
    const { allowedHosts } = withOwnHost(next);
    await updateOffer(actor.workspaceId, id, { ...change, allowedHosts });
    if (termsText !== undefined && termsText !== before.terms.text)
      await addTermsVersion(actor.workspaceId, before, termsText);
    const after = await getOffer(actor.workspaceId, id);
    await audit(actor, { action: 'offer.changed', objectType: 'offer', objectId: id, before, after });
    await emit(actor.workspaceId, 'offer.changed', { offerId: id });
    return after;
  });
}
