import { z } from 'zod';
import { AmountMinor } from '../../core/money.ts';
import { MilestoneStep } from './milestone-schema.ts';
import { NonCashPromise } from './non-cash-schema.ts';
import { Percent, ShareOrAmount } from './rule-schema.ts';

const MAX_STEPS = 10;
const MAX_MONTHS = 120;

const monthlyBudgetMinor = AmountMinor.positive()
  .nullable()
  .default(null)
  .describe('All that is given for it in one calendar month, in the workspace’s time zone');

const pricesOfClicks = {
  perThousandMinor: AmountMinor.positive().optional().describe('For a thousand clicks'),
  perClickMinor: AmountMinor.positive().optional().describe('For a single click'),
};

/** What a plan gives beside the commissions of sales, in its currency. */
export const AlsoReward = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('lead'), amountMinor: AmountMinor.positive(), monthlyBudgetMinor })
    .describe('For the first lead of each customer, once for ever'),
  z
    .object({ kind: z.literal('click'), ...pricesOfClicks, monthlyBudgetMinor })
    .refine(
      ({ perThousandMinor, perClickMinor }) =>
        (perThousandMinor === undefined) !== (perClickMinor === undefined),
      { path: ['perThousandMinor'], message: 'either this or perClickMinor is needed' },
    )
    .describe('For counted clicks; each day is rounded by itself when it is over'),
  z
    .object({ kind: z.literal('upgrade'), reward: ShareOrAmount, monthlyBudgetMinor })
    .describe(
      'For each day on which what a referred customer pays a month has grown; a share is of the growth',
    ),
  z
    .object({
      kind: z.literal('milestone'),
      steps: z.array(MilestoneStep).min(1).max(MAX_STEPS),
      monthlyBudgetMinor,
    })
    .describe('For what a referred customer reaches: each once for a customer, for ever'),
  z
    .object({
      kind: z.literal('bonus'),
      by: z
        .enum(['count', 'revenue'])
        .describe('Of the affiliate’s kept sales under the plan; revenue in its currency'),
      period: z
        .enum(['month', 'quarter', 'lifetime'])
        .describe(
          'Of the calendar, by the terms that held when it began; or all time, by those that hold now',
        ),
      steps: z
        .array(z.object({ from: z.number().int().min(1).safe(), amountMinor: AmountMinor.positive() }))
        .min(1)
        .max(MAX_STEPS),
      monthlyBudgetMinor,
    })
    .refine(({ steps }) => new Set(steps.map(({ from }) => from)).size === steps.length, {
      path: ['steps'],
      message: 'has one step twice',
    })
    .describe('For what an affiliate reaches, each step once for a period'),
  z
    .object({
      kind: z.literal('recruit'),
      rateBasisPoints: Percent.shape.rateBasisPoints,
      months: z
        .number()
        .int()
        .min(1)
        .max(MAX_MONTHS)
        .nullable()
        .default(null)
        .describe('Since the affiliate was recruited; null is for ever'),
    })
    .describe(
      'To whoever recruited the affiliate: a share of what the plan pays the affiliate, in its currency',
    ),
  z
    .object({ kind: z.literal('non_cash'), promises: z.array(NonCashPromise).min(1).max(MAX_STEPS) })
    .refine(({ promises }) => new Set(promises.map(keyOf)).size === promises.length, {
      path: ['promises'],
      message: 'has two rewards of one kind for the same',
    })
    .describe('What is given beside money, one of a kind for each thing that earns it'),
]);
export type AlsoReward = z.infer<typeof AlsoReward>;

/** One that has a budget; a share of commissions is bounded by them, and what is no money has none. */
export type BudgetedReward = Exclude<AlsoReward, { kind: 'recruit' | 'non_cash' }>;

function keyOf({ on, what }: NonCashPromise): string {
  return `${on}:${what.kind}`;
}
