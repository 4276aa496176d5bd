import { z } from 'zod';
import { PageQuery } from '../../core/page.ts';
import { Email } from '../../workspace/index.ts';
import { SaleDetail } from './conversion.ts';

const MAX_ORDER_ID = 255;
const MAX_COMMENT = 2_000;
const STATUSES = ['open', 'credited', 'refused'] as const;

const Comment = z.string().trim().min(1).max(MAX_COMMENT);

export const NewCreditRequest = z
  .object({
    orderId: z.string().trim().min(1).max(MAX_ORDER_ID).optional(),
    customerEmail: Email.optional(),
    comment: Comment,
  })
  .refine((asked) => asked.orderId || asked.customerEmail, {
    path: ['orderId'],
    message: 'or the customer’s e-mail address is needed',
  });
export type NewCreditRequest = z.infer<typeof NewCreditRequest>;

/** What an affiliate sees of a question of theirs: nothing of the sale or the customer that they did not write. */
export const OwnCreditRequest = z.object({
  id: z.string(),
  orderId: z.string().nullable(),
  customerEmail: z.string().nullable(),
  comment: z.string(),
  status: z.enum(STATUSES),
  answer: z.string().nullable(),
  answeredAt: z.date().nullable(),
  createdAt: z.date(),
});

export const CreditRequest = OwnCreditRequest.extend({
  affiliateId: z.string(),
  saleId: z.string().nullable().describe('The sale that was credited'),
  decisionVersion: z.number().nullable().describe('Of the decision that credits it'),
  answeredByName: z.string().nullable(),
});
export type CreditRequest = z.infer<typeof CreditRequest>;

/** With every sale that it may be about, each with its decision. */
export const CreditRequestDetail = CreditRequest.extend({ sales: z.array(SaleDetail) });
export type CreditRequestDetail = z.infer<typeof CreditRequestDetail>;

export const CreditRequestQuery = PageQuery.extend({
  status: z.enum(STATUSES).optional(),
  affiliateId: z.string().optional(),
});
export type CreditRequestQuery = z.infer<typeof CreditRequestQuery>;

export const CreditAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('refused'), answer: Comment.describe('The affiliate reads it') }),
  z.object({
    outcome: z.literal('credited'),
    answer: Comment.describe('The reason; the affiliate reads it'),
    saleId: z.string(),
    /** By whose plan it pays. */
    offerId: z.string(),
    /** Later sales of the customer follow by the offer’s rule; else this sale alone moves. */
    keepsCustomer: z.boolean().default(false),
  }),
]);
export type CreditAnswer = z.infer<typeof CreditAnswer>;
