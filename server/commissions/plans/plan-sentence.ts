import { formatMoney } from '../../core/money.ts';
import { words } from '../../core/words.ts';
import type { PlanTerms } from '../schema.ts';

const BASIS_POINTS_PER_ONE = 10_000;

/** The terms as one sentence: what is earned, on which sales, within which bounds, and when it is paid. */
export function planSentence(terms: PlanTerms, locale: string): string {
  const money = (amountMinor: number) => formatMoney(amountMinor, terms.currency ?? 'USD', locale);
  const reward =
    terms.kind === 'percent'
      ? percentage(terms.rateBasisPoints ?? 0, locale)
      : money(terms.flatAmountMinor ?? 0);
  const parts = [
    words(locale, `commissions:plan.${terms.kind}.${terms.recurrence}`, {
      reward,
      count: terms.recurrenceMonths ?? 0,
    }),
  ];
  if (terms.minAmountMinor)
    parts.push(words(locale, 'commissions:plan.min', { amount: money(terms.minAmountMinor) }));
  if (terms.maxAmountMinor)
    parts.push(words(locale, 'commissions:plan.max', { amount: money(terms.maxAmountMinor) }));
  parts.push(words(locale, 'commissions:plan.hold', { count: terms.holdDays }));
  if (terms.needsApproval) parts.push(words(locale, 'commissions:plan.approval'));
  return words(locale, 'commissions:plan.sentence', {
    parts: parts.join(words(locale, 'commissions:plan.joint')),
  });
}

function percentage(basisPoints: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
    basisPoints / BASIS_POINTS_PER_ONE,
  );
}
