import { z } from 'zod';
import { AmountMinor } from '../core/money.ts';
import { PageQuery, pageOf } from '../core/page.ts';

const QUALITY_SORTS = [
  'returnRatio',
  'revenueMinor',
  'customers',
  'commissionMinor',
  'monthlyChurn',
  'retention12',
  'valuePerCustomerMinor',
  'commissionPerCustomerMinor',
  'ltvAverageMinor',
  'clicks',
  'leads',
  'name',
] as const;

export const QualityQuery = PageQuery.extend({
  sort: z.enum(QUALITY_SORTS).default('returnRatio'),
  order: z.enum(['asc', 'desc']).default('desc'),
  status: z.enum(['pending', 'active', 'suspended', 'rejected']).optional(),
  isJudged: z.stringbool().optional().describe('True leaves out those with too few customers'),
});
export type QualityQuery = z.infer<typeof QualityQuery>;

const Share = z.number().min(0).max(1).nullable();

/** The figures of a group of customers: one affiliate's, or the whole program's. */
const figures = {
  clicks: z.number().int(),
  leads: z.number().int(),
  referredCustomers: z.number().int().describe('Everybody attributed, paying or not'),
  customers: z.number().int().describe('Who has paid'),
  churnedCustomers: z.number().int(),
  unknownCustomers: z
    .number()
    .int()
    .describe('Paying, but without subscription facts: not in retention or churn'),
  revenueMinor: AmountMinor.describe('Without tax, less refunds'),
  refundShare: Share.describe('Of what was sold; drawn toward the program’s where customers are few'),
  retention12: Share.describe('Expected to stay twelve months at the monthly churn, (1 − churn)^12'),
  retentionSeen: z
    .object({ months: z.number().int(), share: z.number() })
    .nullable()
    .describe('Still there after so many months, the longest that were seen, twelve at most'),
  monthlyChurn: Share.describe('Drawn toward the program’s where little was seen'),
  ltvAverageMinor: AmountMinor.nullable().describe(
    'Expected margin after refunds of what is still to come, discounted, per customer still there',
  ),
  crcMinor: AmountMinor.describe('Retention cost so far'),
  commissionMinor: AmountMinor.describe(
    'For their customers, also to others who helped; after refunds, paid or not',
  ),
  discountMinor: AmountMinor.describe('Given off to the customers, as far as their sales told it'),
  valuePerCustomerMinor: AmountMinor.nullable().describe(
    'Margin less refunds and retention cost, so far and expected, as it counts',
  ),
  commissionPerCustomerMinor: AmountMinor.nullable().describe('So far and expected, as it counts'),
  returnRatio: z
    .number()
    .nullable()
    .describe('(value − commission) / commission a customer; 1 is one gained for each one paid'),
};

export const AffiliateQuality = z.object({
  affiliateId: z.string(),
  name: z.string(),
  status: z.string(),
  ...figures,
  returnInterval: z.object({ lower: z.number(), upper: z.number() }).nullable().describe('80 %, simulated'),
  verdict: z.object({
    code: z.enum(['too_few', 'unpaid', 'loses', 'above', 'alike', 'below']),
    text: z.string(),
  }),
});
export type AffiliateQuality = z.infer<typeof AffiliateQuality>;

export const ProgramQuality = z.object(figures);
export type QualityFigures = z.infer<typeof ProgramQuality>;

const context = {
  currency: z.string(),
  grossMargin: z.number(),
  isMarginAssumed: z.boolean(),
  asOf: z.date(),
};

export const QualityPage = pageOf(AffiliateQuality).extend({ program: ProgramQuality, ...context });
export type QualityPage = z.infer<typeof QualityPage>;

const RetentionPoint = z.object({
  month: z.number().int(),
  survival: z.number(),
  lower: z.number(),
  upper: z.number(),
  atRisk: z.number().int(),
});

/** One affiliate opened: every input of the return, the curves, and the customers. */
export const QualityDetail = AffiliateQuality.extend({
  ...context,
  program: ProgramQuality,
  inputs: z.array(
    z.object({
      input: z.enum([
        'sale_margin',
        'refunds',
        'margin_ahead',
        'retention_cost',
        'retention_cost_ahead',
        'own_value',
        'commission',
        'commission_ahead',
        'discounts',
        'own_commission',
        'value_per_customer',
        'commission_per_customer',
      ]),
      amountMinor: AmountMinor,
      text: z.string(),
    }),
  ),
  returnToDate: z.number().nullable().describe('From what has happened alone'),
  retention: z.object({ affiliate: z.array(RetentionPoint), program: z.array(RetentionPoint) }),
  months: z.array(
    z.object({
      month: z.string(),
      customers: z.number().int().describe('Attributed in the month'),
      saleCount: z.number().int(),
      soldMinor: AmountMinor,
      commissionMinor: AmountMinor,
    }),
  ),
  customerList: z
    .array(
      z.object({
        customerId: z.string(),
        accountId: z.string().nullable(),
        accountName: z.string().nullable(),
        attributedAt: z.date(),
        firstPaidAt: z.date().nullable(),
        churnedAt: z.date().nullable(),
        revenueMinor: AmountMinor,
        mrrMinor: AmountMinor.nullable(),
        valueMinor: AmountMinor.describe('Before commission, so far and expected'),
        commissionMinor: AmountMinor.describe('So far and expected'),
      }),
    )
    .describe('The hundred who brought most'),
  otherCurrencies: z
    .array(z.object({ currency: z.string(), revenueMinor: AmountMinor, commissionMinor: AmountMinor }))
    .describe('Not in any figure above'),
});
export type QualityDetail = z.infer<typeof QualityDetail>;
