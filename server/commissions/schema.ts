import { z } from 'zod';
import { AmountMinor, Currency } from '../core/money.ts';
import { PageQuery } from '../core/page.ts';
import { AwardReason } from './awards/schema.ts';
import { COMMISSION_KINDS } from './kinds.ts';

const MAX_REASON = 500;

/** What an invitation promises. */
export const InvitationPromise = z.object({ sentence: z.string().nullable() });
export type InvitationPromise = z.infer<typeof InvitationPromise>;

/** What the public page of a program promises, offer by offer. */
export const ProgramPromises = z.object({
  data: z.array(InvitationPromise.extend({ offerId: z.string() })),
});
export type ProgramPromises = z.infer<typeof ProgramPromises>;

export const OfferPlan = z.object({ offerId: z.string(), planId: z.string(), assignedAt: z.date() });

export const COMMISSION_STATES = [
  'nothing',
  'moved',
  'declined',
  'refunded',
  'awaiting_rate',
  'taken_back',
  'awaiting_approval',
  'waiting',
  'lost',
  'held',
  'pending',
  'payable',
  'paid',
] as const;

/** Why a commission is held, as far as its affiliate is told. */
export const HOLD_REASONS = ['customers', 'visits', 'pattern', 'refunds'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export const ENTRY_KINDS = [
  'commission',
  'refund',
  'restoration',
  'decline',
  'reinstatement',
  'reattribution',
  'redecision',
  'vesting',
  'forfeit',
  'payout',
  'payout_return',
  'recovery',
  'recovery_return',
  'repayment',
  'write_off',
  'award',
  'takeback',
  'giveback',
] as const;

export const Commission = z.object({
  id: z.string(),
  kind: z.enum(COMMISSION_KINDS).describe('Of a sale, or an award: then there is no sale'),
  saleId: z.string().nullable(),
  saleExternalId: z.string().nullable(),
  affiliateId: z.string(),
  affiliateName: z.string(),
  offerId: z.string().nullable(),
  customerId: z.string().nullable(),
  planId: z.string().nullable(),
  planVersion: z.number().int().nullable(),
  saleAmountMinor: AmountMinor.nullable(),
  creditedMinor: AmountMinor.nullable().describe(
    'The affiliate’s share of the sale; all of it where nobody shares it',
  ),
  saleCurrency: z.string().nullable(),
  reason: AwardReason.nullable().describe('What an award was granted for'),
  amountMinor: AmountMinor.describe('As booked at the sale, or as granted'),
  keptMinor: AmountMinor.describe('Earned, after refunds and decisions'),
  waitingMinor: AmountMinor.describe('Waits for the condition of the plan, asked at `evaluateAt`'),
  evaluateAt: z.date().nullable(),
  paidMinor: AmountMinor,
  currency: z.string(),
  state: z.enum(COMMISSION_STATES),
  soldAt: z.date().describe('Of an award, when it was earned'),
  releaseAt: z.date(),
  heldSince: z.date().nullable().describe('While a hold stands it is not payable'),
});
export type Commission = z.infer<typeof Commission>;

/** What a commission has that is not an award. */
export interface OfSale {
  saleId: string;
  saleExternalId: string;
  offerId: string;
  customerId: string;
  saleAmountMinor: number;
  creditedMinor: number;
  saleCurrency: string;
}

export function isOfSale<Row extends Pick<Commission, 'kind'>>(row: Row): row is Row & OfSale {
  return row.kind === 'sale';
}

export const CommissionListQuery = PageQuery.extend({
  affiliateId: z.string().optional(),
  offerId: z.string().optional(),
  customerId: z.string().optional(),
  currency: Currency.optional(),
  kind: z.enum(COMMISSION_KINDS).optional(),
  state: z.enum(COMMISSION_STATES).optional(),
  from: z.coerce.date().optional().describe('Sold at or after'),
  to: z.coerce.date().optional().describe('Sold before'),
  includeNothing: z.stringbool().default(false).describe('Also sales that earn nothing, with the reason'),
});
export type CommissionListQuery = z.infer<typeof CommissionListQuery>;

export const CommissionLine = z.object({
  entryId: z.string(),
  kind: z.enum(ENTRY_KINDS),
  account: z.enum(['affiliate', 'affiliate_waiting']),
  text: z.string(),
  amountMinor: AmountMinor,
  currency: z.string(),
  at: z.date(),
  reversesEntryId: z.string().nullable(),
  settlesEntryId: z.string().nullable(),
});

const Approval = z.object({
  decision: z.enum(['approved', 'declined']),
  reason: z.string().nullable(),
  decidedByName: z.string(),
  decidedAt: z.date(),
});

/** Everything that a commission rests on. */
export const CommissionDetail = Commission.extend({
  explanation: z.array(
    z.object({ code: z.string(), values: z.record(z.string(), z.unknown()), text: z.string() }),
  ),
  planSentence: z.string().nullable(),
  refundedMinor: AmountMinor.describe('Of the sale, in its currency; zero for an award'),
  approval: Approval.nullable(),
  lines: z.array(CommissionLine),
});
export type CommissionDetail = z.infer<typeof CommissionDetail>;

export const ApprovalRequest = z.object({
  decision: z.enum(['approved', 'declined']).default('approved'),
  reason: z.string().trim().max(MAX_REASON).optional(),
});
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;

/** Derived from the ledger at the moment of asking; payable is negative when more was paid than was kept. */
export const Balance = z.object({
  affiliateId: z.string(),
  affiliateName: z.string(),
  currency: z.string(),
  pendingMinor: AmountMinor,
  payableMinor: AmountMinor,
  paidMinor: AmountMinor,
  waitingMinor: AmountMinor.describe('Waits for a condition; not part of the others'),
});
export type Balance = z.infer<typeof Balance>;

/** An affiliate's view of their own balance. */
export const PortalBalance = Balance.omit({ affiliateId: true, affiliateName: true });

export const LedgerEntry = z.object({
  id: z.string(),
  kind: z.enum(ENTRY_KINDS),
  sourceKey: z.string(),
  currency: z.string(),
  at: z.date(),
  bookedAt: z.date(),
  lines: z.array(
    z.object({
      line: z.number().int(),
      account: z.enum([
        'affiliate',
        'affiliate_waiting',
        'commission_expense',
        'payouts_sent',
        'recoverable',
        'repayments_received',
        'written_off',
      ]),
      affiliateId: z.string(),
      commissionId: z.string().nullable(),
      amountMinor: AmountMinor,
      reversesEntryId: z.string().nullable(),
      settlesEntryId: z.string().nullable(),
    }),
  ),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export const LedgerQuery = PageQuery.extend({
  affiliateId: z.string().optional(),
  commissionId: z.string().optional(),
});
export type LedgerQuery = z.infer<typeof LedgerQuery>;

/** The commissions that an affiliate sees: their own, without what is internal. */
export const PortalCommission = Commission.pick({
  id: true,
  kind: true,
  saleAmountMinor: true,
  creditedMinor: true,
  saleCurrency: true,
  amountMinor: true,
  keptMinor: true,
  currency: true,
  state: true,
  soldAt: true,
  releaseAt: true,
  waitingMinor: true,
  evaluateAt: true,
  heldSince: true,
}).extend({
  what: z.string().describe('The sale, or what an award was granted for, in words'),
  share: z.string().nullable().describe('Where several share the sale: their own share, in words'),
  condition: z.string().nullable().describe('What waits for what, or what came of it, in words'),
  conversion: z.string().nullable().describe('The rate that a foreign sale came in at, or that it waits for'),
  lost: z.string().nullable().describe('Why it earns nothing, or what a refund has left of it, in words'),
  review: z.string().nullable().describe('While it is looked at: since when and why, in general words'),
});
export type PortalCommission = z.infer<typeof PortalCommission>;
