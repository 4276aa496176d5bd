/** The door of the tracking room: links, clicks, and what came of them. */
export { findCreditedClick } from './clicks/find-credited-click.ts';
export { findLastClick } from './clicks/find-last-click.ts';
export { findLinkOfClick } from './clicks/find-link-of-click.ts';
export { keyedHash, prefixOf } from './clicks/read-client.ts';
export { recordClicks } from './clicks/record-clicks.ts';
export { settleClicks } from './clicks/settle-clicks.ts';
export { type ClientRequest, trackVisit } from './clicks/track-visit.ts';
export { changeReferredCustomer, rememberCustomer } from './conversions/change-customer.ts';
export { creditSale } from './conversions/credit-sale.ts';
export { explainDecision } from './conversions/explain-decision.ts';
export { listTouchPaths } from './conversions/list-touch-paths.ts';
export { recordLead, recordLeads } from './conversions/record-leads.ts';
export { recordSale, recordSales } from './conversions/record-sales.ts';
export { refundSale } from './conversions/refund-sale.ts';
export { restoreSale } from './conversions/restore-sale.ts';
export { forgetTakenOver, takeOverCustomers } from './conversions/take-over-customers.ts';
export { findNewest } from './find-newest.ts';
export { addressOf } from './links/address.ts';
export { changeLink, deleteLink, getLink, removeLink } from './links/change-link.ts';
export { saveCoupon } from './links/save-coupon.ts';
export { saveLink } from './links/save-link.ts';
export { countClicksAndLeads, readFacts, sumFacts, sumLinks } from './read-figures.ts';
export { decideRegistration } from './registrations/decide-registration.ts';
export { submitRegistrationFor } from './registrations/submit-registration.ts';
export {
  CLICK_DIMENSIONS,
  type ClickDimension,
  CONVERSION_DIMENSIONS,
  type ConversionDimension,
  type Question,
} from './reports/question.ts';
export { groupClicks, listClicks } from './reports/read-report.ts';
export { type ClickInput, SUB_NAMES, type Subs, type Visit, type VisitAnswer } from './schema/click.ts';
export {
  type Decision,
  type LeadOutcome,
  type NewLead,
  NewSale,
  type ReferredCustomer,
  type Refund,
  type RefundInput,
  type Sale,
  type SaleOutcome,
} from './schema/conversion.ts';
export type { Coupon, NewCoupon, NewLink } from './schema/link.ts';
export type { WantedGroups } from './store/click-groups.ts';
export { type CustomerConduct, listCustomerConduct, sumClickTraffic } from './store/conduct.ts';
export { type ConversionFact, selectConversionFacts as listConversions } from './store/conversion-facts.ts';
export { listCouponsByCode, listCouponsByPromotionCode } from './store/coupons.ts';
export {
  findReferredCustomer,
  listCreditedOfAccounts,
  listReferredByIds,
  pageOfReferredCustomers,
} from './store/customers.ts';
export { findDomain as findLinkDomain } from './store/domains.ts';
export type { Fact, FactFilter, FactKey, FactKind, FactStep, FactSums } from './store/facts.ts';
export {
  type AffiliateCounts,
  type BroughtCustomer,
  type ClickDay,
  listClickDays,
  listReferredCustomers,
} from './store/figures.ts';
export { readTrackingSteps } from './store/first-steps.ts';
export type { LinkSums } from './store/link-figures.ts';
export {
  countLinks,
  findLinkByAddress,
  type LinkRow,
  listAffiliatesOfOffers,
  listLinksByIds,
  listLinksOf,
  pageOfLinks,
} from './store/links.ts';
export { listRefunds } from './store/refunds.ts';
export { listSubsOfSales } from './store/sale-subs.ts';
export { findSales, type KeptDecision, listSales } from './store/sales.ts';
