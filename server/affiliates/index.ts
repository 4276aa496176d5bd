/** The door of the affiliates room: the people of the program, what they promote, and whom we asked. */
export { getProgram } from './apply-to-program.ts';
export {
  changeAffiliate,
  createAffiliate,
  getAffiliate,
  type PayoutEmailChanged,
} from './create-affiliate.ts';
export { decideOnAffiliate } from './decide-on-affiliate.ts';
export { getOpenInvitation } from './invitations/accept-invitation.ts';
export { inviteAffiliate } from './invitations/invite-affiliates.ts';
export { openPortal as admitAffiliate } from './open-portal.ts';
export { getOwnAffiliate } from './portal-profile.ts';
export { firstName } from './rules.ts';
export { saveAffiliate } from './save-affiliate.ts';
export { getOffer, saveOffer } from './save-offer.ts';
export { sayDiscount, sayReduction } from './say-discount.ts';
export {
  AFFILIATE_STATUSES,
  type Affiliate,
  type AffiliateInput,
  type AffiliateStatus,
} from './schema/affiliate.ts';
export type { FriendDiscount } from './schema/discount.ts';
export { type NewOffer, type Offer, type OfferRule, UTM_MACROS, WebAddress } from './schema/offer.ts';
export {
  findAffiliate,
  findAffiliateByEmail,
  findAffiliateByExternalId,
  findAffiliateByUser,
  listAffiliates,
} from './store/affiliates.ts';
export { ASK_CAP_DAYS, type Ask, insertAsks as recordAsks, listAsks } from './store/asks.ts';
export { readAffiliatesSteps } from './store/first-steps.ts';
export { holdGroup, listGroups, mapGroups } from './store/groups.ts';
export { selectOfferRules as listOfferRules } from './store/offer-rules.ts';
export { selectAllOffers as listOffers } from './store/offers.ts';
export { selectRecruits as listRecruits } from './store/recruiters.ts';
export { readApprovalWaits } from './store/waits.ts';
export { withAffiliates } from './with-affiliates.ts';
