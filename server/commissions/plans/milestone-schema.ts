import { z } from 'zod';
import { AmountMinor } from '../../core/money.ts';

const MAX_PAYMENTS = 1_000;
const MAX_MONTHS = 120;

const amountMinor = AmountMinor.positive().describe('What is given for it');

/** What a referred customer reaches, and what that gives. */
export const MilestoneStep = z.discriminatedUnion('at', [
  z
    .object({ at: z.literal('payments'), count: z.number().int().min(1).max(MAX_PAYMENTS), amountMinor })
    .describe('So many payments that were not refunded whole; 1 is the first'),
  z
    .object({ at: z.literal('paid'), paidMinor: AmountMinor.positive(), amountMinor })
    .describe('So much paid in all, less refunds, in the plan’s currency'),
  z
    .object({ at: z.literal('months'), count: z.number().int().min(1).max(MAX_MONTHS), amountMinor })
    .describe('Still a customer so many months after the first payment'),
  z
    .object({ at: z.literal('health'), band: z.enum(['good', 'average']), amountMinor })
    .describe('Health at this band or above for the first time'),
  z.object({ at: z.literal('onboarded'), amountMinor }).describe('Onboarding is finished'),
]);
export type MilestoneStep = z.infer<typeof MilestoneStep>;

/** What the milestone is, without what it gives: a customer reaches it once. */
export function milestoneKey(step: MilestoneStep, currency: string | null): string {
  if (step.at === 'onboarded') return step.at;
  if (step.at === 'paid') return `paid:${step.paidMinor}:${currency}`;
  return step.at === 'health' ? `health:${step.band}` : `${step.at}:${step.count}`;
}
