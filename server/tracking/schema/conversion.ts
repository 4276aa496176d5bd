import { z } from 'zod';
import { AmountMinor, Currency } from '../../core/money.ts';
import { PageQuery } from '../../core/page.ts';
import { Email } from '../../workspace/index.ts';

const MAX_NAME = 200;
const MAX_EXTERNAL_ID = 255;
const MAX_ADDRESS = 2_000;
const MAX_METADATA = 10_000;
const MAX_REASON = 2_000;

const ExternalId = z.string().trim().min(1).max(MAX_EXTERNAL_ID);
const EventName = z.string().trim().min(1).max(MAX_NAME);

const Metadata = z
  .record(z.string(), z.unknown())
  .refine((data) => JSON.stringify(data).length <= MAX_METADATA, 'must stay under 10,000 characters of JSON');

/** ISO 3166-1 alpha-2; lower case is accepted and raised. */
const Country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'must be a two-letter country code');

/** What any event may tell of the customer; what is not told erases nothing. */
const customerFields = {
  customerExternalId: ExternalId,
  customerName: z.string().trim().min(1).max(MAX_NAME).nullish(),
  customerEmail: Email.nullish(),
  customerAvatar: z.string().max(MAX_ADDRESS).nullish(),
  /** The company that buys; without one the customer is an account of its own. */
  accountExternalId: ExternalId.nullish(),
};

const eventFields = {
  ...customerFields,
  clickId: z.string().trim().max(MAX_EXTERNAL_ID).nullish(),
  couponCode: z.string().trim().max(MAX_NAME).nullish(),
  /** When it happened; the time of arrival unless told. */
  occurredAt: z.coerce.date().optional(),
  metadata: Metadata.nullish(),
};

export const NewLead = z.object({ ...eventFields, eventName: EventName.default('Sign up') });
export type NewLead = z.input<typeof NewLead>;

export const NewSale = z
  .object({
    ...eventFields,
    /** The idempotency key, for ever. `invoiceId` is another name for it. */
    externalId: ExternalId.nullish(),
    invoiceId: ExternalId.nullish(),
    eventName: EventName.default('Purchase'),
    /** Net of tax. */
    amountMinor: AmountMinor.min(0),
    currency: Currency,
    /** What the buyer was given off, in the same currency; the amount is after it. */
    discountMinor: AmountMinor.min(0).nullish(),
    paymentProcessor: z.string().trim().max(MAX_NAME).nullish(),
    /** What was bought, under which plan, and from where: commission plans can tell sales apart by them. */
    product: z.string().trim().max(MAX_NAME).nullish(),
    customerPlan: z.string().trim().max(MAX_NAME).nullish(),
    country: Country.nullish(),
  })
  .refine((sale) => !sale.externalId || !sale.invoiceId || sale.externalId === sale.invoiceId, {
    path: ['invoiceId'],
    message: 'differs from externalId',
  });
export type NewSale = z.input<typeof NewSale>;

export const NewRefund = z.object({
  refundExternalId: ExternalId,
  /** All that is left, unless told. */
  amountMinor: AmountMinor.min(1).nullish(),
  occurredAt: z.coerce.date().optional(),
});

/** `refundSale` of the door: the sale may still be on its way. */
export type RefundInput = z.input<typeof NewRefund> & { saleExternalId: string };

export const NewRestoration = z.object({
  restorationExternalId: ExternalId,
  amountMinor: AmountMinor.min(1),
  occurredAt: z.coerce.date().optional(),
});
export type RestorationInput = z.input<typeof NewRestoration> & { saleExternalId: string };

/** Credits an affiliate with a sale whatever its touches say. */
export const NewCredit = z.object({
  affiliateId: z.string(),
  /** By whose plan it pays. */
  offerId: z.string(),
  /** Later sales of the customer follow by the offer’s rule; else this sale alone moves. */
  keepsCustomer: z.boolean().default(false),
  reason: z.string().trim().min(1).max(MAX_REASON),
});
export type NewCredit = z.infer<typeof NewCredit>;

/** A reason as it travels: a catalog key, its values, and the sentence in the reader's language. */
export const Reason = z.object({
  code: z.string(),
  values: z.record(z.string(), z.unknown()),
  text: z.string(),
});
export type Reason = z.infer<typeof Reason>;

export const ConsideredTouch = z.object({
  kind: z.enum(['coupon', 'binding', 'click', 'registration', 'manual']),
  at: z.date().nullable(),
  affiliateId: z.string(),
  offerId: z.string(),
  clickId: z.string().nullable(),
  couponCode: z.string().nullable(),
  registrationId: z.string().nullable(),
  isWinner: z.boolean(),
  reason: Reason,
});

/** The rule of one offer as it was in force when the event happened. */
const RuleInForce = z.object({ offerId: z.string(), validFrom: z.date(), sentences: z.array(z.string()) });

/** What one affiliate gets of a shared sale, and why; the amounts are the sale's together. */
const ShareOfSale = z.object({
  affiliateId: z.string(),
  part: z.number().describe('Of 1'),
  amountMinor: AmountMinor,
  currency: z.string(),
  reason: Reason,
});

export const Decision = z.object({
  affiliateId: z.string().nullable(),
  offerId: z.string().nullable(),
  clickId: z.string().nullable(),
  couponCode: z.string().nullable(),
  decidedAt: z.date(),
  version: z.number(),
  reason: Reason,
  touches: z.array(ConsideredTouch),
  /** Of every offer among the touches, the winner's first. */
  rules: z.array(RuleInForce),
  shares: z.array(ShareOfSale).describe('Where several affiliates share the sale; the winner first'),
});
export type Decision = z.infer<typeof Decision>;

export const ReferredCustomer = z.object({
  id: z.string(),
  externalId: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  accountId: z.string().nullable(),
  personId: z.string().nullable(),
  affiliateId: z.string().nullable(),
  offerId: z.string().nullable(),
  attributedAt: z.date().nullable(),
  firstLeadAt: z.date().nullable(),
  firstSaleAt: z.date().nullable(),
  createdAt: z.date(),
});
export type ReferredCustomer = z.infer<typeof ReferredCustomer>;

/** What may be corrected of a customer, whoever told it first. */
export type CustomerChange = Partial<Pick<ReferredCustomer, 'name' | 'email' | 'avatarUrl'>>;

export const Lead = z.object({
  id: z.string(),
  customerId: z.string(),
  customerExternalId: z.string(),
  customerName: z.string().nullable(),
  eventName: z.string(),
  occurredAt: z.date(),
  clickId: z.string().nullable(),
  affiliateId: z.string().nullable(),
  offerId: z.string().nullable(),
});
export type Lead = z.infer<typeof Lead>;

export const Sale = z.object({
  id: z.string(),
  externalId: z.string(),
  customerId: z.string(),
  customerExternalId: z.string(),
  customerName: z.string().nullable(),
  eventName: z.string(),
  amountMinor: z.number(),
  /** Taken back so far; never more than the amount. */
  refundedMinor: z.number(),
  /** What the buyer was given off; null is not told. */
  discountMinor: z.number().nullable(),
  currency: z.string(),
  occurredAt: z.date(),
  paymentProcessor: z.string().nullable(),
  product: z.string().nullable(),
  customerPlan: z.string().nullable(),
  country: z.string().nullable(),
  clickId: z.string().nullable(),
  couponCode: z.string().nullable(),
  affiliateId: z.string().nullable(),
  offerId: z.string().nullable(),
});
export type Sale = z.infer<typeof Sale>;

export const Refund = z.object({
  id: z.string(),
  externalId: z.string(),
  saleId: z.string().nullable(),
  saleExternalId: z.string(),
  /** `pending` waits for its sale; `refused` would have taken back more than the sale. */
  status: z.enum(['applied', 'pending', 'refused']),
  /** Negative gives back what was taken. */
  amountMinor: z.number(),
  occurredAt: z.date(),
});
export type Refund = z.infer<typeof Refund>;

/** A decision that does not hold any more. */
const EarlierDecision = z.object({
  version: z.number(),
  decidedAt: z.date(),
  affiliateId: z.string().nullable(),
  reason: Reason,
});

export const SaleDetail = Sale.extend({
  decision: Decision,
  earlierDecisions: z.array(EarlierDecision).describe('The latest first'),
  refunds: z.array(Refund),
});
export type SaleDetail = z.infer<typeof SaleDetail>;

export const LeadOutcome = z.object({
  lead: Lead,
  /** The same lead was told before: nothing was written now. */
  isRepeat: z.boolean(),
  decision: Decision,
});
export type LeadOutcome = z.infer<typeof LeadOutcome>;

export const SaleOutcome = z.object({ sale: Sale, isRepeat: z.boolean(), decision: Decision });
export type SaleOutcome = z.infer<typeof SaleOutcome>;

export const EventQuery = PageQuery.extend({
  affiliateId: z.string().optional(),
  offerId: z.string().optional(),
  customerId: z.string().optional(),
  since: z.coerce.date().optional(),
  until: z.coerce.date().optional(),
  /** A part of the customer's name, address or id, or of the sale's id. */
  q: z.string().trim().min(1).max(200).optional(),
});
export type EventQuery = z.infer<typeof EventQuery>;

/** What an affiliate sees of their own work. */
export const PortalFigures = z.object({
  clicks: z.number(),
  leads: z.number(),
  customers: z.number(),
  sales: z.number(),
  revenue: z.array(z.object({ currency: z.string(), amountMinor: z.number(), refundedMinor: z.number() })),
  days: z.array(z.object({ day: z.string(), clicks: z.number(), leads: z.number(), sales: z.number() })),
});
export type PortalFigures = z.infer<typeof PortalFigures>;
