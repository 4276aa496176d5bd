import { getOpenInvitation } from '../../affiliates/index.ts';
import { findOfferTerms } from '../store/plans.ts';
import { planSentence } from './plan-sentence.ts';

/**
 * What an invited person will be paid, in words; null where no plan holds for the offer.
 * @throws Problem 404 for a wrong token, 410 for a used or expired one.
 */
export async function viewPromise(token: string, locale: string, now: Date) {
  const { invitation, offer } = await getOpenInvitation(token, now);
  const terms = await findOfferTerms(invitation.workspaceId, offer.id);
  return { sentence: terms && planSentence(terms, locale) };
}
