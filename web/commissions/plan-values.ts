import { randomId } from '@mantine/hooks';
import { fractionDigits, toMinor } from '../ui/minor-units.ts';
import type { AlsoView, PlanEdit, PlanView, RuleView, SuccessView, TermsInput } from './queries.ts';

const BASIS_POINTS_A_PERCENT = 100;

/** A rule in the form; its fields stay its own when rules are moved or removed. */
export interface KeyedRule extends RuleView {
  key: string;
}

/** A plan as its form holds it: percent and major units. */
export interface PlanValues extends Record<string, unknown> {
  name: string;
  kind: 'percent' | 'flat';
  ratePercent: number | string;
  flatAmount: number | string;
  currency: string;
  payIn: PlanView['payIn'];
  recurrence: PlanView['recurrence'];
  recurrenceMonths: number | string;
  holdDays: number | string;
  needsApproval: boolean;
  minAmountMinor: number | null;
  maxAmountMinor: number | null;
  maxPerCustomerMinor: number | null;
  monthlyBudgetMinor: number | null;
  rules: KeyedRule[];
  success: SuccessView | null;
  also: AlsoView[];
  noticeDays: number | string;
  /** A calendar day, or empty. */
  startsOn: string;
}

export function valuesOf(plan: PlanView | null, currency: string): PlanValues {
  const ownCurrency = plan?.currency ?? currency;
  return {
    name: plan?.name ?? '',
    kind: plan?.kind ?? 'percent',
    ratePercent: (plan?.rateBasisPoints ?? 2_000) / BASIS_POINTS_A_PERCENT,
    flatAmount: plan?.flatAmountMinor ? plan.flatAmountMinor / 10 ** fractionDigits(ownCurrency) : '',
    currency: ownCurrency,
    payIn: plan?.payIn ?? 'sale',
    recurrence: plan?.recurrence ?? 'months',
    recurrenceMonths: plan?.recurrenceMonths ?? 12,
    holdDays: plan?.holdDays ?? 30,
    needsApproval: plan?.needsApproval ?? false,
    minAmountMinor: plan?.minAmountMinor ?? null,
    maxAmountMinor: plan?.maxAmountMinor ?? null,
    maxPerCustomerMinor: plan?.maxPerCustomerMinor ?? null,
    monthlyBudgetMinor: plan?.monthlyBudgetMinor ?? null,
    rules: (plan?.rules ?? []).map(withKey),
    success: plan?.success ?? null,
    also: plan?.also ?? [],
    noticeDays: 0,
    startsOn: '',
  };
}

export function withKey(rule: RuleView): KeyedRule {
  return { ...rule, key: randomId() };
}

export function editOf(values: PlanValues): PlanEdit {
  return {
    name: values.name,
    terms: termsOf(values),
    noticeDays: Number(values.noticeDays),
    startsOn: values.startsOn || undefined,
  };
}

export function termsOf(values: PlanValues): TermsInput {
  const isPercent = values.kind === 'percent';
  return {
    kind: values.kind,
    rateBasisPoints: isPercent ? Math.round(Number(values.ratePercent) * BASIS_POINTS_A_PERCENT) : null,
    flatAmountMinor: isPercent ? null : toMinor(Number(values.flatAmount), values.currency),
    currency: isPercent && !hasMore(values) ? null : values.currency,
    payIn: values.payIn,
    recurrence: values.recurrence,
    recurrenceMonths: values.recurrence === 'months' ? Number(values.recurrenceMonths) : null,
    holdDays: Number(values.holdDays),
    needsApproval: values.needsApproval,
    minAmountMinor: values.minAmountMinor,
    maxAmountMinor: values.maxAmountMinor,
    maxPerCustomerMinor: values.maxPerCustomerMinor,
    monthlyBudgetMinor: values.monthlyBudgetMinor,
    rules: values.rules.map(({ key: _key, ...rule }) => rule),
    success: values.success,
    also: values.also,
  };
}

/** Whether the plan goes beyond one reward: its own currency, bounds, caps, a budget, rules, other rewards or a part that waits. */
export function hasMore(values: PlanValues): boolean {
  const { rules, minAmountMinor, maxAmountMinor, maxPerCustomerMinor, monthlyBudgetMinor } = values;
  const amounts = [minAmountMinor, maxAmountMinor, maxPerCustomerMinor, monthlyBudgetMinor];
  return (
    rules.length > 0 ||
    values.also.length > 0 ||
    values.payIn === 'plan' ||
    values.success !== null ||
    amounts.some((amountMinor) => amountMinor !== null)
  );
}
