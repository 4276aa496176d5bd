import { getOpenInvitation, getProgram, type Offer, sayDiscount } from '../../affiliates/index.ts';
import { planSentence } from './plan-sentence.ts';
import { readOfferTerms } from './read-offer-terms.ts';
import type { PlanTerms } from './schema.ts';

/**
 * What an invited person will be paid, in words; null where no plan holds for the offer.
 * @throws Problem 404 for a wrong token, 410 for a used or expired one.
 */
export async function viewPromise(token: string, locale: string, now: Date) {
  const { invitation, offer } = await getOpenInvitation(token, now);
  const terms = (await readOfferTerms(invitation.workspaceId, now))(offer.id);
  return { sentence: bothSides(terms, offer, locale) };
}

/** What each offer of the public page pays, in words, as an invitation to it would say. @throws Problem 404. */
export async function viewProgramPromises(slug: string, locale: string, now: Date) {
  const { workspace, offers } = await getProgram(slug);
  const termsOf = await readOfferTerms(workspace.id, now);
  return {
    data: offers.map((offer) => ({
      offerId: offer.id,
      sentence: bothSides(termsOf(offer.id), offer, locale),
    })),
  };
}

/** What the affiliate earns and what their friend gets; null where neither gets anything. */
function bothSides(
  terms: PlanTerms | null,
  { friendDiscount }: Pick<Offer, 'friendDiscount'>,
  locale: string,
) {
  const said = [terms && planSentence(terms, locale), sayDiscount(friendDiscount, locale)];
  return said.filter(Boolean).join(' ') || null;
}
