import { fractionDigits, toMinor } from '../ui/minor-units.ts';
import type { PlanEdit, PlanView, TermsInput } from './queries.ts';

const BASIS_POINTS_A_PERCENT = 100;

/** A plan as its form holds it: percent and major units. */
export interface PlanValues extends Record<string, unknown> {
  name: string;
  kind: 'percent' | 'flat';
  ratePercent: number | string;
  flatAmount: number | string;
  currency: string;
  recurrence: PlanView['recurrence'];
  recurrenceMonths: number | string;
  holdDays: number | string;
  needsApproval: boolean;
  minAmountMinor: number | null;
  maxAmountMinor: number | null;
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
    recurrence: plan?.recurrence ?? 'months',
    recurrenceMonths: plan?.recurrenceMonths ?? 12,
    holdDays: plan?.holdDays ?? 30,
    needsApproval: plan?.needsApproval ?? false,
    minAmountMinor: plan?.minAmountMinor ?? null,
    maxAmountMinor: plan?.maxAmountMinor ?? null,
    noticeDays: 0,
    startsOn: '',
  };
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
  const hasBounds = isPercent && (values.minAmountMinor !== null || values.maxAmountMinor !== null);
  return {
    kind: values.kind,
    rateBasisPoints: isPercent ? Math.round(Number(values.ratePercent) * BASIS_POINTS_A_PERCENT) : null,
    flatAmountMinor: isPercent ? null : toMinor(Number(values.flatAmount), values.currency),
    currency: !isPercent || hasBounds ? values.currency : null,
    recurrence: values.recurrence,
    recurrenceMonths: values.recurrence === 'months' ? Number(values.recurrenceMonths) : null,
    holdDays: Number(values.holdDays),
    needsApproval: values.needsApproval,
    minAmountMinor: isPercent ? values.minAmountMinor : null,
    maxAmountMinor: isPercent ? values.maxAmountMinor : null,
  };
}
