/** The door of the tracking room: links, clicks, and what came of them. */
export { recordClicks } from './clicks/record-clicks.ts';
export { type ClientRequest, trackVisit } from './clicks/track-visit.ts';
export { recordLead } from './conversions/record-lead.ts';
export { recordSale } from './conversions/record-sale.ts';
export { refundSale } from './conversions/refund-sale.ts';
export { saveCoupon } from './links/save-coupon.ts';
export { saveLink } from './links/save-link.ts';
export type { ClickInput, Visit, VisitAnswer } from './schema/click.ts';
export type {
  Decision,
  LeadOutcome,
  NewLead,
  NewSale,
  ReferredCustomer,
  Refund,
  RefundInput,
  SaleOutcome,
} from './schema/conversion.ts';
export type { Coupon, NewCoupon, NewLink } from './schema/link.ts';
export { findReferredCustomer } from './store/customers.ts';
export {
  type AffiliateCounts,
  type BroughtCustomer,
  countClicksAndLeads,
  listReferredCustomers,
} from './store/figures.ts';
