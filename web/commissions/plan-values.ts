import type { PlanInput } from '../../server/commissions/schema.ts';
import type { PlanView } from './queries.ts';

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
}

export function valuesOf(plan: PlanView | null, currency: string): PlanValues {
  const ownCurrency = plan?.currency ?? currency;
  return {
    name: plan?.name ?? '',
    kind: plan?.kind ?? 'percent',
    ratePercent: (plan?.rateBasisPoints ?? 2_000) / BASIS_POINTS_A_PERCENT,
    flatAmount: plan?.flatAmountMinor ? plan.flatAmountMinor / 10 ** minorDigits(ownCurrency) : '',
    currency: ownCurrency,
    recurrence: plan?.recurrence ?? 'months',
    recurrenceMonths: plan?.recurrenceMonths ?? 12,
    holdDays: plan?.holdDays ?? 30,
    needsApproval: plan?.needsApproval ?? false,
    minAmountMinor: plan?.minAmountMinor ?? null,
    maxAmountMinor: plan?.maxAmountMinor ?? null,
  };
}

export function planInputOf(values: PlanValues): PlanInput {
  const isPercent = values.kind === 'percent';
  const hasBounds = isPercent && (values.minAmountMinor !== null || values.maxAmountMinor !== null);
  return {
    name: values.name,
    kind: values.kind,
    rateBasisPoints: isPercent ? Math.round(Number(values.ratePercent) * BASIS_POINTS_A_PERCENT) : null,
    flatAmountMinor: isPercent
      ? null
      : Math.round(Number(values.flatAmount) * 10 ** minorDigits(values.currency)),
    currency: !isPercent || hasBounds ? values.currency : null,
    recurrence: values.recurrence,
    recurrenceMonths: values.recurrence === 'months' ? Number(values.recurrenceMonths) : null,
    holdDays: Number(values.holdDays),
    needsApproval: values.needsApproval,
    minAmountMinor: isPercent ? values.minAmountMinor : null,
    maxAmountMinor: isPercent ? values.maxAmountMinor : null,
  };
}

/** How many decimal digits the currency's minor unit stands for. */
function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}
