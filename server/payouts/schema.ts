import { z } from 'zod';
import { ENTRY_KINDS } from '../commissions/index.ts';
import { AmountMinor, Currency } from '../core/money.ts';
import { PageQuery, pageOf } from '../core/page.ts';
import { METHOD_KINDS } from './methods/rules.ts';

const MAX_NOTE = 400;
const MAX_AFFILIATES = 5_000;

/** What a person says of a payout or a recovery. */
export const PayoutText = z.string().trim().min(1).max(MAX_NOTE);

const PAYOUT_STATES = ['created', 'approved', 'paid', 'canceled'] as const;

export const Payout = z.object({
  id: z.string(),
  currency: z.string(),
  state: z.enum(PAYOUT_STATES),
  amountMinor: AmountMinor.describe('Of all lines, without those that failed or came back'),
  lineCount: z.number().int(),
  paidLineCount: z.number().int(),
  failedLineCount: z.number().int().describe('Lines that could not be sent, or came back'),
  note: z.string().nullable(),
  createdByName: z.string(),
  createdAt: z.date(),
  approvedByName: z.string().nullable(),
  approvedAt: z.date().nullable(),
  isSelfApproved: z.boolean().describe('The creator approved, being the only member of staff'),
  paidAt: z.date().nullable(),
  canceledAt: z.date().nullable(),
});
export type Payout = z.infer<typeof Payout>;

const Sentence = z.object({ code: z.string(), text: z.string() });

/** A payout with what its reviewer needs to decide. */
export const PayoutDetail = Payout.extend({
  files: z
    .object({ paypal: z.number().int(), wise: z.number().int(), sepa: z.number().int() })
    .describe('How many files there are: of 5,000 rows for PayPal, of 1,000 for Wise, one for a bank'),
  approvalRefusal: Sentence.nullable().describe('Why the reader may not approve it now'),
  changedSince: z
    .array(z.object({ affiliateId: z.string(), affiliateName: z.string(), amountMinor: AmountMinor }))
    .describe('Taken back after the payout was created; while there are any it cannot be approved'),
});
export type PayoutDetail = z.infer<typeof PayoutDetail>;

export const PayoutLine = z.object({
  id: z.string(),
  affiliateId: z.string(),
  affiliateName: z.string(),
  method: z.enum(METHOD_KINDS).describe('As it was when the payout was created'),
  methodId: z.string().nullable().describe('Null: PayPal by the e-mail address on record'),
  recipient: z.string().describe('An e-mail address, or the end of an account number'),
  amountMinor: AmountMinor,
  entryCount: z.number().int().describe('Ledger entries that the line settles'),
  reference: z.string().describe('Its id in the PayPal file'),
  paidAt: z.date().nullable(),
  failedAt: z.date().nullable(),
  failedBecause: z.string().nullable(),
  returnedAt: z.date().nullable().describe('The money came back after it was paid; it is due again'),
  returnedBecause: z.string().nullable(),
});
export type PayoutLine = z.infer<typeof PayoutLine>;

export const NewPayout = z.object({
  currency: Currency,
  affiliateIds: z
    .array(z.string())
    .min(1)
    .max(MAX_AFFILIATES)
    .optional()
    .describe('Else everybody who is ready'),
  note: z.string().trim().max(MAX_NOTE).optional().describe('To the recipients, in the PayPal file'),
});
export type NewPayout = z.infer<typeof NewPayout>;

/** A commission that a payout would pay which is not paid yet. */
export const OpenPayoutItem = z.object({
  commissionId: z.string(),
  payoutId: z.string(),
  createdAt: z.date(),
  amountMinor: AmountMinor,
  currency: z.string(),
});
export type OpenPayoutItem = z.infer<typeof OpenPayoutItem>;

export const PayoutQuery = PageQuery.extend({ state: z.enum(PAYOUT_STATES).optional() });
export type PayoutQuery = z.infer<typeof PayoutQuery>;

export const PreviewQuery = PageQuery.extend({
  currency: Currency.optional(),
  isReady: z.stringbool().optional(),
});
export type PreviewQuery = z.infer<typeof PreviewQuery>;

const PreviewLine = z.object({
  affiliateId: z.string(),
  affiliateName: z.string(),
  method: z.enum(METHOD_KINDS),
  recipient: z.string(),
  hasOwnPayoutEmail: z
    .boolean()
    .describe('False: no method or address was given, the sign-in e-mail stands in'),
  currency: z.string(),
  amountMinor: AmountMinor,
  entryCount: z.number().int(),
  groupId: z.string().nullable(),
  minimumMinor: AmountMinor.describe('The group’s, else the company’s'),
  minimumOf: z.enum(['group', 'company']),
  requestedAt: z.date().nullable().describe('The affiliate has asked to be paid'),
  waitsBecause: Sentence.nullable(),
});

/** Who would be paid now, and who has to wait and why; totals over all pages. */
export const Preview = pageOf(PreviewLine).extend({
  totals: z.array(
    z.object({
      currency: z.string(),
      minimumMinor: AmountMinor.describe('The company’s; groups may have their own'),
      readyMinor: AmountMinor,
      readyCount: z.number().int(),
      waitingMinor: AmountMinor,
      waitingCount: z.number().int(),
    }),
  ),
});
export type Preview = z.infer<typeof Preview>;

export const Minimum = z.object({ currency: z.string(), amountMinor: AmountMinor });
export const MinimumChange = z.object({ amountMinor: AmountMinor.nonnegative() });

/** Without line ids, every line that is open. */
export const Payment = z.object({ lineIds: z.array(z.string()).min(1).optional() });
export type Payment = z.infer<typeof Payment>;

export const LineFailure = z.object({ reason: PayoutText });

export const StatementQuery = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-03')
    .optional()
    .describe('In the workspace’s time zone; else the current one'),
  currency: Currency.optional().describe('Else the workspace’s'),
});
export type StatementQuery = z.infer<typeof StatementQuery>;

export const Statement = z.object({
  affiliateId: z.string(),
  affiliateName: z.string(),
  currency: z.string(),
  currencies: z.array(z.string()).describe('Every currency with a movement at any time'),
  month: z.string(),
  from: z.date(),
  to: z.date().describe('Exclusive'),
  openingMinor: AmountMinor,
  commissionsMinor: AmountMinor,
  reversalsMinor: AmountMinor,
  payoutsMinor: AmountMinor,
  recoveriesMinor: AmountMinor.describe('Asked back in money, so that no payout is smaller by it'),
  closingMinor: AmountMinor,
  movements: z.array(
    z.object({
      entryId: z.string(),
      at: z.date(),
      kind: z.enum(ENTRY_KINDS),
      text: z.string(),
      review: z.string().nullable().describe('While the commission is held: since when and why, in words'),
      saleExternalId: z.string().nullable(),
      commissionId: z.string().nullable(),
      amountMinor: AmountMinor,
      balanceMinor: AmountMinor,
    }),
  ),
  waitingMinor: AmountMinor.describe(
    'Waited for a condition at the end of the month; not part of the balance',
  ),
  conditions: z
    .array(
      z.object({
        commissionId: z.string(),
        saleExternalId: z.string(),
        state: z.enum(['waiting', 'met', 'missed']),
        amountMinor: AmountMinor,
        text: z.string(),
      }),
    )
    .describe('What waited for what, and what was earned or lost in the month'),
});
export type Statement = z.infer<typeof Statement>;

/** What an affiliate sees of a payout: their own line. */
export const PortalPayout = z.object({
  id: z.string(),
  reference: z.string(),
  amountMinor: AmountMinor,
  currency: z.string(),
  method: z.enum(METHOD_KINDS),
  recipient: z.string(),
  state: z.enum(['approved', 'paid', 'failed']),
  createdAt: z.date(),
  paidAt: z.date().nullable(),
});
export type PortalPayout = z.infer<typeof PortalPayout>;
