import { z } from 'zod';
import { AmountMinor, Currency } from '../core/money.ts';
import { PageQuery } from '../core/page.ts';

const MAX_NAME = 200;
const MAX_REASON = 500;
const MAX_HOLD_DAYS = 365;
const MAX_NOTICE_DAYS = 365;
const MAX_RECURRENCE_MONTHS = 120;
const FULL_RATE_BASIS_POINTS = 10_000;

const terms = {
  kind: z.enum(['percent', 'flat']),
  rateBasisPoints: z
    .number()
    .int()
    .min(1)
    .max(FULL_RATE_BASIS_POINTS)
    .nullable()
    .default(null)
    .describe('Of the sale without tax; 2000 is 20 %'),
  flatAmountMinor: AmountMinor.positive().nullable().default(null),
  currency: Currency.nullable().default(null).describe('Of the flat amount and of the bounds'),
  recurrence: z.enum(['once', 'months', 'lifetime']).describe('Which sales of a customer earn'),
  recurrenceMonths: z.number().int().min(1).max(MAX_RECURRENCE_MONTHS).nullable().default(null),
  holdDays: z.number().int().min(0).max(MAX_HOLD_DAYS).default(30),
  minAmountMinor: AmountMinor.nonnegative().nullable().default(null),
  maxAmountMinor: AmountMinor.positive().nullable().default(null),
  needsApproval: z.boolean().default(false).describe('Each commission waits for a person'),
};

const kept = { ...terms, currency: z.string().nullable().describe('ISO 4217 currency code') };

/** What a plan promises. */
export type PlanTerms = z.infer<z.ZodObject<typeof kept>>;

const planName = z.string().trim().min(1).max(MAX_NAME);

/** A plan to make; without `isDefault`, the first plan of a workspace becomes its default. */
export const NewPlan = z
  .object({ name: planName, isDefault: z.boolean().optional(), ...terms })
  .superRefine(refuseContradiction);
export type NewPlan = z.infer<typeof NewPlan>;
export type PlanInput = z.input<typeof NewPlan>;

/** Terms that nobody has saved yet. */
export const DraftTerms = z.object(terms).superRefine(refuseContradiction);

export const PlanSentence = z.object({ sentence: z.string() });
export type PlanSentence = z.infer<typeof PlanSentence>;

/** New terms make a new version; what was booked keeps the version it was booked under. */
export const PlanChange = z.object({
  name: planName.optional(),
  isDefault: z.literal(true).optional(),
  isArchived: z.boolean().optional(),
  terms: DraftTerms.optional(),
  noticeDays: z
    .number()
    .int()
    .min(0)
    .max(MAX_NOTICE_DAYS)
    .optional()
    .describe('How many days before they hold the new terms must be known'),
  startsOn: z.iso
    .date()
    .optional()
    .describe(
      'From which day on the new terms hold, in the workspace’s time zone; after the notice unless told',
    ),
});
export type PlanChange = z.infer<typeof PlanChange>;

const PlanVersion = z.object({
  version: z.number().int(),
  ...kept,
  sentence: z.string().describe('The terms in words'),
  startsAt: z
    .date()
    .describe('Sales from this moment on earn by it; the first version holds for earlier ones too'),
  noticeDays: z.number().int(),
  createdAt: z.date(),
});

/** A plan with the version that holds now. */
export const Plan = PlanVersion.extend({
  id: z.string(),
  name: z.string(),
  isDefault: z.boolean(),
  offerIds: z.array(z.string()),
  archivedAt: z.date().nullable(),
  ahead: z.array(PlanVersion).describe('Versions that will hold, the next one first'),
});
export type Plan = z.infer<typeof Plan>;

export const PlanWithVersions = Plan.extend({ versions: z.array(PlanVersion) });
export type PlanWithVersions = z.infer<typeof PlanWithVersions>;

/** What an invitation promises. */
export const InvitationPromise = z.object({ sentence: z.string().nullable() });
export type InvitationPromise = z.infer<typeof InvitationPromise>;

/** What the public page of a program promises, offer by offer. */
export const ProgramPromises = z.object({
  data: z.array(InvitationPromise.extend({ offerId: z.string() })),
});
export type ProgramPromises = z.infer<typeof ProgramPromises>;

export const OfferPlan = z.object({ offerId: z.string(), planId: z.string(), assignedAt: z.date() });

const COMMISSION_STATES = [
  'nothing',
  'moved',
  'declined',
  'refunded',
  'awaiting_approval',
  'pending',
  'payable',
  'paid',
] as const;

export const ENTRY_KINDS = [
  'commission',
  'refund',
  'decline',
  'reinstatement',
  'reattribution',
  'payout',
] as const;

export const Commission = z.object({
  id: z.string(),
  saleId: z.string(),
  saleExternalId: z.string(),
  affiliateId: z.string(),
  affiliateName: z.string(),
  offerId: z.string(),
  customerId: z.string(),
  planId: z.string().nullable(),
  planVersion: z.number().int().nullable(),
  saleAmountMinor: AmountMinor,
  saleCurrency: z.string(),
  amountMinor: AmountMinor.describe('As booked at the sale'),
  keptMinor: AmountMinor.describe('After refunds and decisions'),
  paidMinor: AmountMinor,
  currency: z.string(),
  state: z.enum(COMMISSION_STATES),
  soldAt: z.date(),
  releaseAt: z.date(),
});
export type Commission = z.infer<typeof Commission>;

export const CommissionListQuery = PageQuery.extend({
  affiliateId: z.string().optional(),
  offerId: z.string().optional(),
  customerId: z.string().optional(),
  currency: Currency.optional(),
  state: z.enum(COMMISSION_STATES).optional(),
  from: z.coerce.date().optional().describe('Sold at or after'),
  to: z.coerce.date().optional().describe('Sold before'),
  includeNothing: z.stringbool().default(false).describe('Also sales that earn nothing, with the reason'),
});
export type CommissionListQuery = z.infer<typeof CommissionListQuery>;

export const CommissionLine = z.object({
  entryId: z.string(),
  kind: z.enum(ENTRY_KINDS),
  text: z.string(),
  amountMinor: AmountMinor,
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
  refundedMinor: AmountMinor.describe('Of the sale, in its currency'),
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
      account: z.enum(['affiliate', 'commission_expense', 'payouts_sent']),
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
  saleAmountMinor: true,
  saleCurrency: true,
  amountMinor: true,
  keptMinor: true,
  currency: true,
  state: true,
  soldAt: true,
  releaseAt: true,
});

function refuseContradiction(plan: PlanTerms, context: z.RefinementCtx): void {
  const refuse = (field: keyof PlanTerms, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message });
  const isPercent = plan.kind === 'percent';
  if (isPercent !== (plan.rateBasisPoints !== null)) {
    refuse('rateBasisPoints', isPercent ? 'is needed for a percentage' : 'is for a percentage only');
  }
  if (isPercent === (plan.flatAmountMinor !== null)) {
    refuse('flatAmountMinor', isPercent ? 'is for a flat amount only' : 'is needed for a flat amount');
  }
  if ((plan.recurrence === 'months') !== (plan.recurrenceMonths !== null)) {
    refuse('recurrenceMonths', 'goes with the recurrence “months”, and only with it');
  }
  const hasBounds = plan.minAmountMinor !== null || plan.maxAmountMinor !== null;
  if (!isPercent && hasBounds) refuse('minAmountMinor', 'is for a percentage only');
  if ((!isPercent || hasBounds) && plan.currency === null) refuse('currency', 'is needed for an amount');
  if (
    plan.minAmountMinor !== null &&
    plan.maxAmountMinor !== null &&
    plan.minAmountMinor > plan.maxAmountMinor
  ) {
    refuse('maxAmountMinor', 'must not be below the minimum');
  }
}
