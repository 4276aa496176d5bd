import { z } from 'zod';
import { Currency } from '../../../core/money.ts';

const MAX_PAGE = 1_000;

const paging = {
  page: z.coerce.number().int().min(1).max(MAX_PAGE).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(100),
};

/** A filter that is not offered is refused: an answer to another question would mislead. */
export const CommissionQuery = z.strictObject({
  type: z.literal('sale').optional(),
  customerId: z.string().optional(),
  partnerId: z.string().optional(),
  tenantId: z.string().optional(),
  status: z.enum(['pending', 'processed', 'paid', 'refunded', 'canceled', 'hold']).optional(),
  sortBy: z.literal('createdAt').default('createdAt'),
  sortOrder: z.literal('desc').default('desc'),
  interval: z.literal('all').default('all'),
  start: z.coerce.date().optional(),
  end: z.coerce.date().optional(),
  ...paging,
});
export type CommissionQuery = z.infer<typeof CommissionQuery>;

export const PayoutQuery = z.strictObject({
  partnerId: z.string().optional(),
  tenantId: z.string().optional(),
  status: z
    .enum(['pending', 'processing', 'processed', 'sent', 'completed', 'failed', 'canceled'])
    .optional(),
  sortBy: z.enum(['amount', 'initiatedAt', 'paidAt']).default('amount'),
  sortOrder: z.enum(['asc', 'desc']).default('desc'),
  ...paging,
});
export type PayoutQuery = z.infer<typeof PayoutQuery>;

const MAX_TEXT = 2_000;
const MAX_ID = 255;
const MAX_COMMISSIONS = 100;

const Id = z.string().trim().min(1).max(MAX_ID);
const When = z.iso.datetime({ offset: true }).nullish();
const Metadata = z.record(z.string(), z.unknown()).nullish();
const notOffered = z.literal(false, { error: 'is not offered here' }).nullish();

const Buyer = z.object({
  externalId: Id,
  name: z.string().max(MAX_TEXT).nullish(),
  email: z.string().max(MAX_TEXT).nullish(),
  avatar: z.string().max(MAX_TEXT).nullish(),
  country: z.string().max(MAX_ID).nullish(),
});

const told = {
  partnerId: z.string(),
  /** One who is known already; else `customer`. */
  customerId: z.string().nullish(),
  customer: Buyer.nullish(),
  linkId: z.string().nullish(),
  date: When,
};

const LeadCommission = z.object({
  type: z.literal('lead'),
  ...told,
  lead: z.object({ eventName: z.string().max(MAX_ID).nullish(), metadata: Metadata }).nullish(),
  leadEventDate: When,
  leadEventName: z.string().max(MAX_ID).nullish(),
});
export type LeadCommission = z.infer<typeof LeadCommission>;

const SaleCommission = z.object({
  type: z.literal('sale'),
  ...told,
  importStripeInvoices: notOffered,
  sale: z
    .object({
      amount: z.number().int().min(0).nullish(),
      currency: Currency.default('USD'),
      eventName: z.string().max(MAX_ID).default('Purchase'),
      paymentProcessor: z.string().max(MAX_ID).default('custom'),
      invoiceId: z.string().max(MAX_ID).nullish(),
      metadata: Metadata,
    })
    .nullish(),
  saleEventDate: When,
  saleAmount: z.number().int().min(0).nullish(),
  invoiceId: z.string().max(MAX_ID).nullish(),
  productId: z.string().max(MAX_ID).nullish(),
});
export type SaleCommission = z.infer<typeof SaleCommission>;

const MAX_DESCRIPTION = 190;

/** What a program may say of a clawback without words of its own. */
export const KNOWN_REASONS = [
  ...['order_canceled', 'fraud', 'terms_violation', 'tracking_error', 'payment_failed'],
  ...['ineligible_partner', 'duplicate_commission'],
] as const;

const CustomCommission = z
  .object({
    type: z.literal('custom'),
    partnerId: told.partnerId,
    amount: z
      .number()
      .int()
      .refine((amount) => amount !== 0, 'must not be zero'),
    date: When,
    description: z.string().trim().max(MAX_DESCRIPTION).nullish(),
  })
  .refine(({ amount, description }) => amount > 0 || description, {
    path: ['description'],
    message: 'is needed for a clawback',
  });
export type CustomCommission = z.infer<typeof CustomCommission>;

export const NewWireCommission = z.discriminatedUnion('type', [
  LeadCommission,
  SaleCommission,
  CustomCommission,
]);
export type NewWireCommission = z.infer<typeof NewWireCommission>;

const WireDecision = z.enum(['pending', 'refunded', 'duplicate', 'canceled', 'fraud']);
export type WireDecision = z.infer<typeof WireDecision>;

/** Earnings follow from the plan: the amount of the sale changes them, nothing else does. */
export const CommissionChange = z.object({
  earnings: z.undefined({ error: 'follow from the plan; change the sale instead' }).optional(),
  saleAmount: z.number().int().min(0).optional(),
  modifySaleAmount: z.number().int().optional(),
  /** Another name for `saleAmount`. */
  amount: z.number().int().min(0).optional(),
  /** Another name for `modifySaleAmount`. */
  modifyAmount: z.number().int().optional(),
  currency: Currency.optional(),
  status: WireDecision.optional(),
});
export type CommissionChange = z.infer<typeof CommissionChange>;

export const CommissionsDecision = z.object({
  commissionIds: z.array(z.string()).min(1).max(MAX_COMMISSIONS),
  status: WireDecision,
});
