import { inTransaction } from '../core/db.ts';
import { conflict, notFound } from '../core/problem.ts';
import { NewOffer, type Offer } from './schema/offer.ts';
import { findActiveOfferByName, findOffer, insertOffer } from './store/offers.ts';

/**
 * Makes an offer, or gives back the active one of that name: for the sample company and for imports.
 * @throws ZodError when the input does not fit `NewOffer`.
 */
export async function saveOffer(workspaceId: string, input: NewOffer): Promise<Offer> {
  const { termsText, ...offer } = NewOffer.parse(input);
  return inTransaction(async () => {
    const existing = await findActiveOfferByName(workspaceId, offer.name);
    if (existing) return existing;
    const id = await insertOffer(workspaceId, withOwnHost(offer), termsText);
    return getOffer(workspaceId, id);
  });
}

/** Deep links may always lead to where the offer itself leads. */
export function withOwnHost<Target extends { destinationUrl: string; allowedHosts: string[] }>(
  offer: Target,
): Target {
  const { hostname } = new URL(offer.destinationUrl);
  return { ...offer, allowedHosts: [...new Set([hostname, ...offer.allowedHosts])] };
}

/** @throws Problem 404 */
export async function getOffer(workspaceId: string, id: string): Promise<Offer> {
  const offer = await findOffer(workspaceId, id);
  if (!offer) throw notFound('offer');
  return offer;
}

/** @throws Problem 409 when another active offer has this name. */
export async function refuseTakenName(workspaceId: string, name: string, ownId?: string): Promise<void> {
  const taken = await findActiveOfferByName(workspaceId, name);
  if (taken && taken.id !== ownId) throw conflict('offer_name_taken', 'Another offer has this name.');
}
