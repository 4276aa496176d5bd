import {
  type Affiliate,
  type NewOffer,
  type Offer,
  saveAffiliate,
  saveOffer,
} from '../../server/affiliates/index.ts';
import { newId } from '../../server/core/ids.ts';
import { saveLink } from '../../server/tracking/index.ts';
import { makeWorkspace } from './database.ts';

/** A workspace with an offer and active affiliates, each with a link. */
export async function makeProgram(names: string[] = ['Ann', 'Bob'], terms: Partial<NewOffer> = {}) {
  const { id } = await makeWorkspace();
  const offer = await saveOffer(id, {
    name: 'Acme',
    destinationUrl: 'https://acme.example/start?plan=pro#top',
    windowDays: 30,
    ...terms,
  });
  const affiliates = [];
  for (const name of names) affiliates.push(await addAffiliate(id, offer, name));
  return { id, offer, affiliates };
}

export async function addAffiliate(workspaceId: string, offer: Offer, name: string) {
  const affiliate: Affiliate = await saveAffiliate(workspaceId, {
    name,
    email: `${name.toLowerCase()}-${newId('x')}@example.com`,
    status: 'active',
  });
  const link = await saveLink(workspaceId, { affiliateId: affiliate.id, offerId: offer.id });
  return { ...affiliate, link };
}
