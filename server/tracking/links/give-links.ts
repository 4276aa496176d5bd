import { listOffers } from '../../affiliates/index.ts';
import { saveLink } from './save-link.ts';

/** A link for every offer that runs: an affiliate who is let in has something to share at once. */
export async function giveLinks(workspaceId: string, affiliateId: string): Promise<void> {
  for (const offer of await listOffers(workspaceId))
    if (offer.status === 'active') await saveLink(workspaceId, { affiliateId, offerId: offer.id });
}
