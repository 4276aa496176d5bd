import type { Condition, PlanRule, Reward } from './rule-schema.ts';
import type { PlanTerms } from './schema.ts';

/** What a sale tells of itself; null where it tells nothing. */
export interface SaleFacts {
  product: string | null;
  customerPlan: string | null;
  country: string | null;
  couponCode: string | null;
}

/** Of a sale that tells nothing of itself. */
export const UNKNOWN_FACTS: SaleFacts = {
  product: null,
  customerPlan: null,
  country: null,
  couponCode: null,
};

/** An affiliate's sales before one sale. */
interface Volume {
  count: number;
  /** In the currency that the commission is paid in, without tax and before refunds. */
  revenueMinor: number;
}

/** What had come before a sale, of everything that rules, caps and budgets look at. */
export interface History {
  /** The first sale that the affiliate brought of this customer was the customer's first at all. */
  isNewCustomer: boolean;
  /** Earlier sales of the customer through the affiliate. */
  paymentCount: number;
  /** Of the affiliate, in the calendar month of the sale and in all. */
  month: Volume;
  lifetime: Volume;
  /** Booked for other sales in the commission's currency: of the customer with the affiliate, and of the plan's month. */
  customerEarnedMinor: number;
  budgetUsedMinor: number;
}

export const NO_HISTORY: History = {
  isNewCustomer: true,
  paymentCount: 0,
  month: { count: 0, revenueMinor: 0 },
  lifetime: { count: 0, revenueMinor: 0 },
  customerEarnedMinor: 0,
  budgetUsedMinor: 0,
};

/** The reward that holds for a sale, and what led to it. */
export interface Choice {
  reward: Reward;
  recurrence: PlanRule['recurrence'];
  recurrenceMonths: number | null;
  /** Which of the rules holds, 1 the first; null where none fits. */
  rule: number | null;
  /** The volume from which the reward holds; null below the first step and without tiers. */
  tierFrom: number | null;
  /** The reward for later payments holds. */
  isLater: boolean;
}

/** Whether what a sale earns depends on more than the sale and the customer's first one. */
export function looksAtHistory(terms: PlanTerms): boolean {
  const hasLimit = terms.maxPerCustomerMinor !== null || terms.monthlyBudgetMinor !== null;
  // Sales that wait for a rate are booked by whoever enters it, in turn with the others.
  return terms.rules.length > 0 || hasLimit || terms.payIn === 'plan';
}

/** The first rule that fits, else the terms around the rules. */
export function chooseReward(terms: PlanTerms, facts: SaleFacts, history: History, currency: string): Choice {
  const index = terms.rules.findIndex(({ when }) => fits(when, facts, history));
  const rule = terms.rules[index];
  if (!rule) {
    const { recurrence, recurrenceMonths } = terms;
    return {
      reward: ownReward(terms),
      recurrence,
      recurrenceMonths,
      rule: null,
      tierFrom: null,
      isLater: false,
    };
  }
  const { recurrence, recurrenceMonths, later } = rule;
  const common = { recurrence, recurrenceMonths, rule: index + 1 };
  if (later && history.paymentCount >= later.afterPayments) {
    return { ...common, reward: later.reward, tierFrom: null, isLater: true };
  }
  const step = reachedStep(rule, history, currency === terms.currency);
  return { ...common, reward: step?.reward ?? rule.reward, tierFrom: step?.from ?? null, isLater: false };
}

/** Of the terms around the rules. */
export function ownReward({ kind, rateBasisPoints, flatAmountMinor }: PlanTerms): Reward {
  return kind === 'flat'
    ? { kind, flatAmountMinor: flatAmountMinor ?? 0 }
    : { kind, rateBasisPoints: rateBasisPoints ?? 0 };
}

function fits(when: Condition, facts: SaleFacts, { isNewCustomer }: History): boolean {
  return (
    isAmong(when.products, facts.product) &&
    isAmong(when.customerPlans, facts.customerPlan) &&
    isAmong(when.countries, facts.country) &&
    isAmong(when.coupons, facts.couponCode) &&
    (when.customer === null || (when.customer === 'new') === isNewCustomer)
  );
}

function isAmong(values: string[], told: string | null): boolean {
  if (values.length === 0) return true;
  return told !== null && values.some((value) => value.toLowerCase() === told.toLowerCase());
}

/** Revenue in another currency than the plan's reaches no step. */
function reachedStep({ tiers }: PlanRule, history: History, isPlanCurrency: boolean) {
  if (!tiers || (tiers.by === 'revenue' && !isPlanCurrency)) return undefined;
  const volume = history[tiers.period];
  const reached = tiers.by === 'count' ? volume.count : volume.revenueMinor;
  return tiers.steps.findLast(({ from }) => from <= reached);
}
