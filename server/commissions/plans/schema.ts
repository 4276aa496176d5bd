import { z } from 'zod';
import { AmountMinor, Currency } from '../../core/money.ts';
import { AlsoReward } from './also-schema.ts';
import { milestoneKey } from './milestone-schema.ts';
import { namesAmounts, PlanRule, refuseContradictingRules } from './rule-schema.ts';
import { SuccessTerms } from './success-schema.ts';

const MAX_NAME = 200;
const MAX_HOLD_DAYS = 365;
const MAX_NOTICE_DAYS = 365;
const MAX_RECURRENCE_MONTHS = 120;
const MAX_RULES = 20;
const MAX_ALSO = 10;
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
  payIn: z
    .enum(['sale', 'plan'])
    .default('sale')
    .describe('A percentage is paid in the sale’s currency, or in the plan’s at the rate of the sale’s day'),
  recurrence: z.enum(['once', 'months', 'lifetime']).describe('Which sales of a customer earn'),
  recurrenceMonths: z.number().int().min(1).max(MAX_RECURRENCE_MONTHS).nullable().default(null),
  holdDays: z.number().int().min(0).max(MAX_HOLD_DAYS).default(30),
  minAmountMinor: AmountMinor.nonnegative().nullable().default(null),
  maxAmountMinor: AmountMinor.positive().nullable().default(null),
  rules: z
    .array(PlanRule)
    .max(MAX_RULES)
    .default([])
    .describe('The first that fits a sale holds; the terms around them hold where none does'),
  maxPerCustomerMinor: AmountMinor.positive()
    .nullable()
    .default(null)
    .describe('All that an affiliate earns from one customer'),
  monthlyBudgetMinor: AmountMinor.positive()
    .nullable()
    .default(null)
    .describe('All that the plan gives for the sales of one calendar month, in the workspace’s time zone'),
  success: SuccessTerms.nullable().default(null).describe('What a part of each commission waits for'),
  also: z
    .array(AlsoReward)
    .max(MAX_ALSO)
    .default([])
    .describe('What is given beside the commissions of sales, one reward of a kind'),
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
  if (!isPercent && hasBounds && plan.rules.length === 0)
    refuse('minAmountMinor', 'is for a percentage only');
  const hasCaps = plan.maxPerCustomerMinor !== null || plan.monthlyBudgetMinor !== null;
  const needsCurrency =
    plan.payIn === 'plan' ||
    !isPercent ||
    hasBounds ||
    hasCaps ||
    plan.also.length > 0 ||
    plan.rules.some(namesAmounts);
  if (needsCurrency && plan.currency === null) refuse('currency', 'is needed for an amount');
  if (new Set(plan.also.map(({ kind }) => kind)).size < plan.also.length)
    refuse('also', 'has two rewards of one kind');
  const milestones = plan.also.flatMap((also) => (also.kind === 'milestone' ? also.steps : []));
  if (new Set(milestones.map((step) => milestoneKey(step, plan.currency))).size < milestones.length)
    refuse('also', 'has one milestone twice');
  refuseContradictingRules(plan.rules, context);
  if (
    plan.minAmountMinor !== null &&
    plan.maxAmountMinor !== null &&
    plan.minAmountMinor > plan.maxAmountMinor
  ) {
    refuse('maxAmountMinor', 'must not be below the minimum');
  }
}
