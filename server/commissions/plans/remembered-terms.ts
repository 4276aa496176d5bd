import { onAnnouncement } from '../../core/announce.ts';
import { findOfferTerms, type OfferTerms } from '../store/plans.ts';

export const PLANS_CHANGED = 'commissions.plans-changed';
const MAX_REMEMBERED = 10_000;

const remembered = new Map<string, OfferTerms>();
onAnnouncement(PLANS_CHANGED, () => remembered.clear());

/** The terms that hold for an offer, from memory after the first sale: booking then costs one statement. */
export async function termsOfOffer(workspaceId: string, offerId: string): Promise<OfferTerms | null> {
  const key = `${workspaceId} ${offerId}`;
  const known = remembered.get(key);
  if (known) return known;
  const terms = await findOfferTerms(workspaceId, offerId);
  if (!terms || terms.isUncommitted) return terms;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, terms);
  return terms;
}

export function forgetTerms(): void {
  remembered.clear();
}
