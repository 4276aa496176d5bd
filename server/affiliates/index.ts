/** The door of the affiliates room: the people of the program, what they promote, and whom we asked. */
export { getOffer, saveOffer } from './save-offer.ts';
export type { Affiliate, AffiliateInput, AffiliateStatus } from './schema/affiliate.ts';
export type { NewOffer, Offer } from './schema/offer.ts';
export {
  findAffiliate,
  findAffiliateByUser,
  listAffiliates,
  saveAffiliate,
} from './store/affiliates.ts';
export { ASK_CAP_DAYS, type Ask, insertAsks as recordAsks, listAsks } from './store/asks.ts';
export { selectAllOffers as listOffers } from './store/offers.ts';
