import { z } from 'zod';
import { AmountMinor } from '../../core/money.ts';

const MAX_TEXT = 200;
const MAX_VALUES = 50;
const MAX_TIERS = 10;
const MAX_MONTHS = 120;
const MAX_PAYMENTS = 1_000;
const FULL_RATE_BASIS_POINTS = 10_000;

export const Percent = z.object({
  kind: z.literal('percent'),
  rateBasisPoints: z.number().int().min(1).max(FULL_RATE_BASIS_POINTS),
});
const Flat = z.object({ kind: z.literal('flat'), flatAmountMinor: AmountMinor.positive() });
export const ShareOrAmount = z.discriminatedUnion('kind', [Percent, Flat]);

const Reward = z.discriminatedUnion('kind', [Percent, Flat, z.object({ kind: z.literal('nothing') })]);
export type Reward = z.infer<typeof Reward>;

const oneOf = z.array(z.string().trim().min(1).max(MAX_TEXT)).max(MAX_VALUES).default([]);

const Condition = z
  .object({
    products: oneOf,
    customerPlans: oneOf,
    countries: z
      .array(z.string().trim().toUpperCase().length(2))
      .max(MAX_VALUES)
      .default([])
      .describe('ISO 3166-1 alpha-2'),
    coupons: oneOf,
    customer: z
      .enum(['new', 'existing'])
      .nullable()
      .default(null)
      .describe('Existing is who had bought before the affiliate brought them'),
  })
  .describe('All must fit; an empty list fits every sale. What a sale does not tell fits no list.');
export type Condition = z.infer<typeof Condition>;

const Tiers = z.object({
  by: z
    .enum(['count', 'revenue'])
    .describe('The affiliate’s sales before this one; revenue in the plan’s currency'),
  period: z.enum(['month', 'lifetime']).describe('The calendar month of the sale, or all time'),
  steps: z
    .array(z.object({ from: z.number().int().min(1).safe(), reward: Reward }))
    .min(1)
    .max(MAX_TIERS),
});

/** What sales of one kind earn. */
export const PlanRule = z.object({
  when: Condition,
  reward: Reward,
  recurrence: z.enum(['once', 'months', 'lifetime']),
  recurrenceMonths: z.number().int().min(1).max(MAX_MONTHS).nullable().default(null),
  later: z
    .object({ afterPayments: z.number().int().min(1).max(MAX_PAYMENTS), reward: Reward })
    .nullable()
    .default(null)
    .describe('Another reward after so many payments of the customer'),
  tiers: Tiers.nullable().default(null).describe('Another reward from a volume on'),
});
export type PlanRule = z.infer<typeof PlanRule>;

/** Whether the rule speaks of money, which needs the plan's currency. */
export function namesAmounts({ reward, later, tiers }: PlanRule): boolean {
  const rewards = [
    reward,
    ...(later ? [later.reward] : []),
    ...(tiers?.steps.map((step) => step.reward) ?? []),
  ];
  return tiers?.by === 'revenue' || rewards.some(({ kind }) => kind === 'flat');
}

export function refuseContradictingRules(rules: PlanRule[], context: z.RefinementCtx): void {
  for (const [index, rule] of rules.entries()) {
    const refuse = (field: keyof PlanRule, message: string) =>
      context.addIssue({ code: 'custom', path: ['rules', index, field], message });
    if ((rule.recurrence === 'months') !== (rule.recurrenceMonths !== null)) {
      refuse('recurrenceMonths', 'goes with the recurrence “months”, and only with it');
    }
    if (rule.later && rule.tiers) refuse('later', 'does not go together with tiers');
    if (rule.later && rule.recurrence === 'once') refuse('later', 'needs more than one payment');
    const starts = rule.tiers?.steps.map(({ from }) => from) ?? [];
    if (starts.some((from, place) => place > 0 && from <= (starts[place - 1] ?? 0))) {
      refuse('tiers', 'must rise from step to step');
    }
  }
}
